"""Measure how well documents are read, against annotations of one's own. docs/evaluation.md explains the scores.

    gold.read -> Gold, Reader -> Found, scoring.score -> DocumentScore, summary.summarise -> Evaluation

Every document is read alone, so nothing leaks from one to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from coopgraph import extract, graph, pipeline
from coopgraph.errors import CoopgraphError, InputError
from coopgraph.evaluation import found, gold, publishers, scoring, summary
from coopgraph.evaluation.counts import Measure
from coopgraph.evaluation.found import Found
from coopgraph.evaluation.gold import Gold
from coopgraph.evaluation.summary import Evaluation, Failure, Scores

__all__ = ["Evaluation", "Found", "Measure", "Reader", "Scores", "evaluate", "reader"]

Reader = Callable[[Path], Found]
"""Read one text and return what its graph says."""


def reader(
    *,
    actors: Sequence[Path] = (),
    rules: Sequence[Path] = (),
    measured: Mapping[str, float] | None = None,
    extractor: str = extract.BOTH,
    settings: extract.Settings | None = None,
) -> Reader:
    """Return what reads a text as a build does, with actors and rules loaded once.

    ``measured`` says by id how often packaged rules are right; without it, what the package knows of that.
    """
    know = pipeline.alone(actors=actors, rules=rules, measured=measured, extractor=extractor, settings=settings)

    def read(text: Path) -> Found:
        knowledge = know(str(text))
        return found.read(graph.to_quads(knowledge), [document.text for document in knowledge.documents])

    return read


def evaluate(
    annotations: Path,
    docs: Path,
    *,
    read: Reader,
    sources: Path | None = None,
    field: str = "",
    on_progress: Callable[[str], None] | None = None,
) -> Evaluation:
    """Return how well ``read`` reads the texts in ``docs``, held against the annotations of them.

    ``sources`` is a file of JSON lines that says, in ``field``, who published which document.
    ``on_progress`` is called with the name of every document read.
    """
    golds = gold.read(annotations)
    _check_texts(golds, docs)
    by = _publishers(golds, sources, field)
    documents, failed = [], []
    for each in golds:
        try:
            what = read(docs / each.doc)
        except CoopgraphError as error:
            failed.append(Failure(doc=each.doc, reason=str(error)))
            what = found.NOTHING
        documents.append(scoring.score(each, what))
        if on_progress:
            on_progress(each.doc)
    return summary.summarise(documents, failed, by)


def _check_texts(golds: Sequence[Gold], docs: Path) -> None:
    """Raise InputError when an annotation has no text, before time is spent on the others."""
    for each in golds:
        if not (docs / each.doc).is_file():
            raise InputError(f"{docs / each.doc}: no such text ({each.file} annotates it)")


def _publishers(golds: Sequence[Gold], sources: Path | None, field: str) -> Mapping[str, str] | None:
    if sources is None:
        return None
    return publishers.of([each.doc for each in golds], publishers.read(sources, field), sources)
