"""Scores of many documents: totals, means, intervals, and the groups they fall into."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from coopgraph.evaluation.counts import Counts, Measure, f1, total
from coopgraph.evaluation.scoring import DocumentScore

ROUNDS = 1000
"""Samples of the bootstrap; the interval is stable to about one point in the second decimal."""

QUANTILES = (0.025, 0.975)
"""Where an interval that holds 95 % begins and ends."""

SEED = 0

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One measure over some documents."""

    counts: Counts
    interval: Interval
    """Of F1, 95 %, by drawing documents with replacement."""
    mean_f1: float | None
    """Mean over the documents in which there is something to find; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All measures over some documents."""

    documents: int
    measures: Mapping[Measure, Score]

    def __getitem__(self, measure: Measure) -> Score:
        return self.measures[measure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """The documents of one publisher, and those of all the others (None where there are no others)."""

    own: Scores
    others: Scores | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A document that could not be read, and why; it is scored as one in which nothing is found."""

    doc: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """How well a set of documents is read."""

    documents: tuple[DocumentScore, ...]
    failed: tuple[Failure, ...]
    scores: Scores
    by_kind: Mapping[str, Counts]
    by_relation: Mapping[str, Counts]
    by_language: Mapping[str, Scores]
    by_publisher: Mapping[str, Apart]
    """Empty where publishers are not told."""

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """Every place where a graph contradicts itself or its text, with its document."""
        return tuple((document.doc, problem) for document in self.documents for problem in document.problems)


def summarise(
    documents: Sequence[DocumentScore], failed: Sequence[Failure], publishers: Mapping[str, str] | None = None
) -> Evaluation:
    """Return the scores of ``documents``, at least one; ``publishers`` are those of every document, by name."""
    return Evaluation(
        documents=tuple(documents),
        failed=tuple(failed),
        scores=scores(documents),
        by_kind=_together([document.by_kind for document in documents]),
        by_relation=_together([document.by_relation for document in documents]),
        by_language={name: scores(group) for name, group in _groups(documents, lambda d: d.lang).items()},
        by_publisher=_apart(documents, publishers) if publishers else {},
    )


def scores(documents: Sequence[DocumentScore]) -> Scores:
    """Return all measures over ``documents``, at least one."""
    intervals = _intervals(documents)
    return Scores(
        documents=len(documents),
        measures={
            measure: Score(
                counts=total(document.counts[measure] for document in documents),
                interval=intervals[measure],
                mean_f1=_mean_f1([document.counts[measure] for document in documents]),
            )
            for measure in Measure
        },
    )


def _mean_f1(counts: Sequence[Counts]) -> float | None:
    values = [count.f1 for count in counts if count.annotated]
    return sum(values) / len(values) if values else None


def _intervals(documents: Sequence[DocumentScore]) -> Mapping[Measure, Interval]:
    """Return the interval of every measure, all from the same draws, so that they can be compared."""
    import numpy as np

    counted = [[document.counts[measure] for measure in Measure] for document in documents]
    table = np.array([[(c.tp, c.fp, c.fn) for c in row] for row in counted], dtype=np.int64)
    generator = random.Random(SEED)
    numbers = range(len(documents))
    draws = (generator.choices(numbers, k=len(documents)) for _ in range(ROUNDS))
    weights = np.array([np.bincount(draw, minlength=len(documents)) for draw in draws])
    sums = np.tensordot(weights, table, axes=1).tolist()
    return {measure: _interval([f1(*sample[place]) for sample in sums]) for place, measure in enumerate(Measure)}


def _interval(values: Sequence[float]) -> Interval:
    ordered = sorted(values)
    low, high = (ordered[int(quantile * len(ordered))] for quantile in QUANTILES)
    return low, high


def _together(tables: Sequence[Mapping[str, Counts]]) -> Mapping[str, Counts]:
    names = sorted({name for table in tables for name in table})
    return {name: total(table[name] for table in tables if name in table) for name in names}


def _groups(
    documents: Sequence[DocumentScore], name: Callable[[DocumentScore], str]
) -> Mapping[str, list[DocumentScore]]:
    """Return the documents by what ``name`` says of them, sorted by that."""
    groups: dict[str, list[DocumentScore]] = {}
    for document in documents:
        groups.setdefault(name(document), []).append(document)
    return dict(sorted(groups.items()))


def _apart(documents: Sequence[DocumentScore], publishers: Mapping[str, str]) -> Mapping[str, Apart]:
    """Return each publisher against all the others. Nothing is trained, so both are simply counted."""
    result = {}
    for name, own in _groups(documents, lambda d: publishers[d.doc]).items():
        others = [document for document in documents if publishers[document.doc] != name]
        result[name] = Apart(own=scores(own), others=scores(others) if others else None)
    return result
