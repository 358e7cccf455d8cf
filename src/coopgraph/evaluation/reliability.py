"""Hold what is said of how sure relations are against how many of them are right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from coopgraph.evaluation.counts import Counts
from coopgraph.evaluation.scoring import Stated

BOUNDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Where bands of confidence begin and end; few relations are said to be less sure than one half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The relations whose confidence is ``low`` or more and under ``high``; the highest band holds 1 too."""

    low: float
    high: float
    stated: tuple[Stated, ...]

    @property
    def confidence(self) -> float:
        """Mean of what is said; 0 where there is nothing."""
        return fmean(one.confidence for one in self.stated) if self.stated else 0.0

    @property
    def precision(self) -> float:
        """Share that is right; 0 where there is nothing."""
        return fmean(one.right for one in self.stated) if self.stated else 0.0


def bands(stated: Iterable[Stated]) -> tuple[Band, ...]:
    """Return the relations in bands of confidence, lowest first; some may be empty."""
    every = tuple(stated)
    return tuple(
        Band(low=low, high=high, stated=tuple(one for one in every if _within(one.confidence, low, high)))
        for low, high in pairwise(BOUNDS)
    )


def _within(confidence: float, low: float, high: float) -> bool:
    return low <= confidence < high or confidence == high == BOUNDS[-1]


def calibration_error(bands: Sequence[Band]) -> float:
    """Return how far confidence and precision are apart on average over all relations: 0 is best, 1 is worst."""
    total = sum(len(band.stated) for band in bands)
    apart = (len(band.stated) * abs(band.confidence - band.precision) for band in bands)
    return sum(apart) / total if total else 0.0


def by_rule(stated: Iterable[Stated]) -> Mapping[str, Counts]:
    """Return how many relations each rule read rightly (tp) and wrongly (fp), sorted by its id."""
    counts: dict[str, Counts] = {}
    for one in stated:
        for rule in one.rules:
            counts[rule] = counts.get(rule, Counts()) + Counts(tp=one.right, fp=not one.right)
    return dict(sorted(counts.items()))
