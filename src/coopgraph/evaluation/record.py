"""Scores as a JSON object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coopgraph.evaluation.counts import Counts, Measure
from coopgraph.evaluation.scoring import DocumentScore, Error
from coopgraph.evaluation.summary import Apart, Evaluation, Score, Scores

DIGITS = 6


def record(evaluation: Evaluation, *, errors: bool = False) -> dict[str, Any]:
    """Return all scores, rounded to six digits; with ``errors`` also what is missed and extra."""
    result = {
        **scores(evaluation.scores),
        "failed": [{"doc": failure.doc, "reason": failure.reason} for failure in evaluation.failed],
        "problems": [{"doc": doc, "problem": problem} for doc, problem in evaluation.problems],
        "by_entity_type": _table(evaluation.by_kind),
        "by_relation": _table(evaluation.by_relation),
        "by_language": {name: scores(group) for name, group in evaluation.by_language.items()},
    }
    if evaluation.by_publisher:
        result["by_publisher"] = {name: _apart(apart) for name, apart in evaluation.by_publisher.items()}
    if errors:
        result["errors"] = [line for document in evaluation.documents for line in _errors(document)]
    return result


def scores(group: Scores) -> dict[str, Any]:
    """Return the number of documents and every measure by its key."""
    return {"documents": group.documents, **{measure: _score(group[measure]) for measure in Measure}}


def _score(score: Score) -> dict[str, Any]:
    return {
        **_rates(score.counts),
        "ci95": [round(end, DIGITS) for end in score.interval],
        "mean_f1": None if score.mean_f1 is None else round(score.mean_f1, DIGITS),
        "tp": score.counts.tp,
        "fp": score.counts.fp,
        "fn": score.counts.fn,
    }


def _rates(counts: Counts) -> dict[str, float]:
    rates = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    return {name: round(rate, DIGITS) for name, rate in rates.items()}


def _table(counts: Mapping[str, Counts]) -> dict[str, Any]:
    return {name: {**_rates(count), "n": count.annotated} for name, count in counts.items()}


def _apart(apart: Apart) -> dict[str, Any]:
    return {**scores(apart.own), "others": None if apart.others is None else scores(apart.others)}


def _errors(document: DocumentScore) -> list[dict[str, Any]]:
    return [{"doc": document.doc, **_error(error)} for error in document.errors]


def _error(error: Error) -> dict[str, Any]:
    """Return one error without what is not known of it."""
    said = {"what": error.what, "type": error.label, "names": error.names}
    known = {"rules": error.rules, "quote": error.quote}
    return said | {name: value for name, value in known.items() if value}
