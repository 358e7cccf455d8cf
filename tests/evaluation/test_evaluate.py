"""The whole of it: annotations and texts in, scores out; and that an independent referee agrees."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
import score

from coopgraph import evaluation, graph, pipeline
from coopgraph.errors import InputError
from coopgraph.evaluation import Found, Measure, found, scoring, summary
from coopgraph.evaluation import gold as annotations
from coopgraph.evaluation.record import record
from evaluation.hand_made import PERFECT, finding


def test_every_text_is_read_alone_and_told(gold: Path, docs: Path) -> None:
    told: list[str] = []
    result = evaluation.evaluate(gold, docs, read=finding(PERFECT), on_progress=told.append)
    assert told == ["one.txt", "tres.txt", "two.txt"] == [document.doc for document in result.documents]
    assert result.scores[Measure.RELATION].counts.tp == 9
    assert list(result.by_language) == ["en", "es"]
    assert result.by_publisher == {}


def test_a_text_that_cannot_be_read_is_named_and_scored_as_missed(gold: Path, docs: Path) -> None:
    def read(text: Path) -> Found:
        if text.name == "two.txt":
            raise InputError(f"{text.name}: broken")
        return finding(PERFECT)(text)

    result = evaluation.evaluate(gold, docs, read=read)
    assert [(failure.doc, failure.reason) for failure in result.failed] == [("two.txt", "two.txt: broken")]
    assert result.scores[Measure.ENTITY].counts.fn == 4


def test_a_missing_text_is_told_before_any_is_read(gold: Path, docs: Path) -> None:
    (docs / "two.txt").unlink()
    read: list[Path] = []
    with pytest.raises(InputError, match=r"two\.txt: no such text \(.*two\.json annotates it\)"):
        evaluation.evaluate(gold, docs, read=lambda text: read.append(text) or found.NOTHING)
    assert read == []


def referee_and_ours(shared: Path, name: str, some: int | None) -> tuple[Any, summary.Evaluation]:
    """Return what the independent scorer says of a set, and what we say."""
    texts = shared / "seeds" if name == "seeds" else shared / "eval" / "docs" / name
    know = pipeline.alone()
    theirs, ours = [], []
    for gold in annotations.read(shared / "eval" / "gold" / name)[:some]:
        knowledge = know(str(texts / gold.doc))
        theirs.append(refereed(gold.file, knowledge) | {"doc": gold.doc})
        (document,) = knowledge.documents
        ours.append(scoring.score(gold, found.read(graph.to_quads(knowledge), [document.text])))
    return score.result_of(theirs, []), summary.summarise(ours, [])


def refereed(gold: Path, knowledge: Any) -> dict[str, Any]:
    """Return the score by the scorer that came with the annotations, from the file that a build writes."""

    with tempfile.TemporaryDirectory() as folder:
        graph.write(knowledge, Path(folder))
        predicted = score.Predicted(Path(folder) / "graph.ttl", knowledge.documents[0].text)
    return dict(score.score_document(json.loads(gold.read_text(encoding="utf-8")), predicted))


def flat(score_: dict[str, Any]) -> dict[str, float]:
    """Return the numbers of one measure without a list among them."""
    low, high = score_["ci95"]
    return {**score_, "ci95": low, "ci95 to": high}


@pytest.mark.parametrize(("name", "some"), [("seeds", None), ("dev", 20)])
def test_an_independent_scorer_agrees_to_four_decimals(shared: Path, name: str, some: int | None) -> None:
    theirs, ours = referee_and_ours(shared, name, some)
    written = record(ours)
    assert theirs["relation"]["tp"] > 0
    for measure in Measure:
        assert flat(written[measure]) == pytest.approx(flat(theirs[measure]), abs=6e-5), measure
    for table in ("by_entity_type", "by_relation"):
        assert written[table].keys() == theirs[table].keys()
        for row, rates in theirs[table].items():
            assert written[table][row] == pytest.approx(rates, abs=6e-4), row  # theirs have three digits
    assert len(written["problems"]) == theirs["problems"] == 0
