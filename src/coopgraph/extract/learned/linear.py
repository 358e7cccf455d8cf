"""A linear model whose weights are small integers, so that every machine adds up the same score."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_DIGITS = 2
_FARTHEST = 30.0


def slots(features: Iterable[str], bits: int) -> list[int]:
    """Return the rows of the weights that ``features`` stand for, one for each.

    Features are told apart by ``bits`` bits of their checksum; few of those seen in training share them.
    """
    mask = (1 << bits) - 1
    return [crc32(feature.encode()) & mask for feature in features]


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
