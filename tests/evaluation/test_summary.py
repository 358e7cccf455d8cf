"""Totals, means, intervals and groups of many documents."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from coopgraph.errors import InputError
from coopgraph.evaluation import publishers
from coopgraph.evaluation.counts import Counts, Measure, total
from coopgraph.evaluation.record import record
from coopgraph.evaluation.scoring import DocumentScore, score
from coopgraph.evaluation.summary import Failure, scores, summarise
from coopgraph.evaluation.tables import errors, plain, tables
from evaluation.hand_made import ENTITIES, FUNDS, PERFECT, annotated, find


@pytest.fixture
def documents(tmp_path: Path) -> list[DocumentScore]:
    """Four documents: a is read perfectly, b in part, c not at all, d has nothing in it."""
    gold = annotated(tmp_path)
    graphs = {"a": PERFECT, "b": ENTITIES + FUNDS, "c": ""}
    found = [
        replace(score(gold, find(turtle)), doc=doc, lang="es" if doc == "c" else "en") for doc, turtle in graphs.items()
    ]
    empty = score(annotated(tmp_path, entities=[], relations=[]), find(""))
    return [*found, replace(empty, doc="d")]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (Counts(tp=2, fp=1, fn=2), (2 / 3, 1 / 2, 4 / 7)),
        (Counts(fp=1), (0, 0, 0)),
        (Counts(fn=1), (0, 0, 0)),
        (Counts(), (0, 0, 0)),
    ],
)
def test_precision_recall_and_f1(counts, expected) -> None:
    assert (counts.precision, counts.recall, counts.f1) == pytest.approx(expected)


def test_totals_are_over_all_documents_and_means_over_those_with_something_to_find(documents) -> None:
    relations = scores(documents)[Measure.RELATION]
    assert relations.counts == Counts(tp=4, fn=5)
    assert relations.mean_f1 == pytest.approx((1 + 0.5 + 0) / 3)


def test_where_nothing_is_to_be_found_there_is_no_mean(documents) -> None:
    assert scores(documents[3:])[Measure.RELATION].mean_f1 is None


def test_the_interval_holds_the_score_and_is_the_same_every_time(documents) -> None:
    first, again = scores(documents), scores(documents)
    assert first == again
    low, high = first[Measure.RELATION].interval
    assert 0 <= low < first[Measure.RELATION].counts.f1 < high <= 1


def test_one_document_has_an_interval_without_width(documents) -> None:
    score_ = scores(documents[1:2])[Measure.RELATION]
    assert score_.interval == (score_.counts.f1, score_.counts.f1)


def test_languages_are_told_apart(documents) -> None:
    by_language = summarise(documents, []).by_language
    assert {lang: group.documents for lang, group in by_language.items()} == {"en": 3, "es": 1}
    assert by_language["es"][Measure.ENTITY].counts == Counts(fn=4)


def test_each_publisher_is_held_against_all_the_others(documents) -> None:
    of = {"a": "Press", "b": "Paper", "c": "Paper", "d": "Press"}
    evaluation = summarise(documents, [], of)
    for name, apart in evaluation.by_publisher.items():
        own = [d for d in documents if of[d.doc] == name]
        assert apart.own == scores(own)
        assert apart.others == scores([d for d in documents if d not in own])
    assert list(evaluation.by_publisher) == ["Paper", "Press"]


def test_a_single_publisher_has_no_others(documents) -> None:
    evaluation = summarise(documents, [], dict.fromkeys("abcd", "Press"))
    assert evaluation.by_publisher["Press"].others is None
    assert plain(list(tables(evaluation))[-1]).splitlines()[-1].split()[-2:] == ["-", "-"]


def test_the_record_holds_what_the_tables_show(documents) -> None:
    evaluation = summarise(documents, [Failure(doc="c", reason="broken")], dict.fromkeys("abcd", "Press"))
    written = json.loads(json.dumps(record(evaluation, errors=True)))
    assert written["documents"] == 4
    assert (written["relation"]["tp"], written["relation"]["fn"]) == (4, 5)
    assert written["failed"] == [{"doc": "c", "reason": "broken"}]
    assert written["by_language"]["es"]["entity"]["f1"] == 0
    assert written["by_publisher"]["Press"]["others"] is None
    assert written["by_relation"]["funds"]["n"] == 3
    assert {error["doc"] for error in written["errors"]} == {"b", "c"}
    assert "errors" not in record(evaluation)


def test_plain_tables_stand_in_columns(documents) -> None:
    text = plain(next(tables(summarise(documents, []))))
    title, head, *rows = text.splitlines()
    assert title == "4 documents"
    assert len(rows) == len(Measure)
    for name, place in (("P", 0), ("F1", 2)):
        end = head.index(f" {name} ") + 1 + len(name)
        assert [row[end - 5 : end] for row in rows] == [row.split("  ", 1)[1].split()[place] for row in rows]


def test_errors_are_listed_below_their_document_without_control_characters(documents) -> None:
    (first, *_), name = documents[2].errors, "Evil\x1b[31m\nname"
    spoilt = replace(documents[2], errors=(replace(first, names=(name,)),))
    assert list(errors(summarise([documents[0], spoilt], []))) == [
        "c",
        "  entity missed | Government | Evil [31m name",
    ]


def test_a_sum_of_nothing_is_nothing() -> None:
    assert total([]) == Counts()


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    file = tmp_path / "sources.jsonl"
    rows = [{"doc": "a", "repository": "Press", "owner": "X"}, {"doc": "b", "publisher": "Paper", "owner": "Y"}]
    file.write_text("".join(f"{json.dumps(row)}\n\n" for row in rows), encoding="utf-8")
    return file


@pytest.mark.parametrize(("field", "expected"), [("", {"a": "Press", "b": "Paper"}), ("owner", {"a": "X", "b": "Y"})])
def test_publishers_are_read_from_a_field(sources: Path, field: str, expected) -> None:
    assert publishers.read(sources, field) == expected


def test_a_document_that_the_file_does_not_name_has_an_unknown_publisher(sources: Path) -> None:
    known = publishers.read(sources)
    assert publishers.of(["a", "z"], known, sources) == {"a": "Press", "z": publishers.NOBODY}


def test_a_file_that_names_no_document_is_an_error(sources: Path) -> None:
    with pytest.raises(InputError, match=r"sources\.jsonl: names none of the documents"):
        publishers.of(["z"], publishers.read(sources), sources)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", r":1: not JSON"),
        ("[]", r":1: no JSON object"),
        ('{"publisher": "Press"}', r":1: 'doc' is no text \(missing\)"),
        ('{"doc": "a"}', r":1: no publisher in it"),
        ('{"doc": "a", "publisher": "X"}\n{"doc": "a", "publisher": "Y"}', r":2: 'a' has another publisher"),
    ],
)
def test_a_malformed_record_is_one_line_with_its_place(tmp_path: Path, line: str, complaint: str) -> None:
    file = tmp_path / "sources.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=complaint):
        publishers.read(file)
