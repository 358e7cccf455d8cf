"""A linear model whose weights are small integers, so that every machine adds up the same score."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Part = tuple[Hashable, Callable[[], Iterable[str]]]
"""Some of what is seen: what it depends on (None: on nothing that could come again), and what it is."""
_DIGITS = 2
_FARTHEST = 30.0


def slots(features: Iterable[str], bits: int) -> list[int]:
    """Return the rows of the weights that ``features`` stand for, one for each.

    Features are told apart by ``bits`` bits of their checksum; few of those seen in training share them.
    """
    mask = (1 << bits) - 1
    return [crc32(feature.encode()) & mask for feature in features]


def _sums(table: npt.NDArray[Any], starts: Sequence[int]) -> npt.NDArray[np.int32]:
    """Return the sums of the rows from each of ``starts`` up to the next; of none where two are the same."""
    import numpy as np

    edges = np.array([*starts, len(table)])
    filled = edges[:-1] < edges[1:]
    sums = np.zeros((len(starts), table.shape[1]), dtype=np.int32)
    if filled.any():
        sums[filled] = np.add.reduceat(table, edges[:-1][filled], axis=0, dtype=np.int32)
    return sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """One score for each label: the sum of the weights of what is seen."""

    labels: tuple[str, ...]
    weights: npt.NDArray[np.int8]
    """A row for each slot, a column for each label."""
    bias: npt.NDArray[np.int32]
    """One for each label."""
    scale: float
    """What one unit of a score adds to the logarithm of the odds."""
    bits: int

    def part(self, features: Iterable[str]) -> npt.NDArray[np.int32]:
        """Return what ``features``, each once, add to the score of each label."""
        total: npt.NDArray[np.int32] = self.weights.take(slots(features, self.bits), axis=0).sum(axis=0, dtype="int32")
        return total

    def together(self, wholes: Iterable[Iterable[Part]]) -> npt.NDArray[np.int32]:
        """Return a row of scores for each of ``wholes``, which consist of parts, some of which several share."""

        rows: list[int] = []
        starts: list[int] = []
        known: dict[Hashable, int] = {}
        parts: list[int] = []
        begins: list[int] = []
        for whole in wholes:
            begins.append(len(parts))
            for key, see in whole:
                number = None if key is None else known.get(key)
                if number is None:
                    number = len(starts)
                    starts.append(len(rows))
                    rows += slots(dict.fromkeys(see()), self.bits)
                    if key is not None:
                        known[key] = number
                parts.append(number)
        adds = _sums(self.weights.take(rows, axis=0), starts)
        return _sums(adds.take(parts, axis=0), begins) + self.bias

    def scores(self, features: Iterable[str]) -> list[int]:
        """Return the scores of what is seen as ``features``, each once, in the order of the labels."""
        return [int(score) for score in self.part(dict.fromkeys(features)) + self.bias]

    def probability(self, score: int) -> float:
        """Return how likely the label is whose score is ``score``, to two digits."""
        odds = max(-_FARTHEST, min(_FARTHEST, score * self.scale))
        return round(1 / (1 + math.exp(-odds)), _DIGITS)

    def score(self, probability: float) -> int:
        """Return the score from which a label is at least as likely as ``probability``."""
        return math.ceil(math.log(probability / (1 - probability)) / self.scale)
