"""Right, extra and missed, and what is computed from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What is counted; the value is its key in JSON."""

    ENTITY = "entity"
    ENTITY_NAME = "entity_any"
    RELATION = "relation"
    RELATION_OPTIONAL = "relation_all"
    PAIR = "pair"
    DATE = "date"
    AMOUNT = "amount"
    ROLE = "role"
    ATTRIBUTES = "attributes"
    """Dates, amounts and roles together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many were found rightly (tp), found though not annotated (fp), annotated but not found (fn)."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(tp=self.tp + other.tp, fp=self.fp + other.fp, fn=self.fn + other.fn)

    @property
    def annotated(self) -> int:
        """How many there were to find."""
        return self.tp + self.fn

    @property
    def precision(self) -> float:
        """Share of the found that is right; 0 where nothing is found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated that is found; 0 where nothing is annotated."""
        return self.tp / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return f1(self.tp, self.fp, self.fn)


def f1(tp: float, fp: float, fn: float) -> float:
    """Return the harmonic mean of precision and recall; 0 where nothing is right."""
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def total(counts: Iterable[Counts]) -> Counts:
    """Return the sum of ``counts``."""
    return sum(counts, start=Counts())
