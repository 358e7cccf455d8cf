"""The gate itself, on one small annotated document and graphs written by hand."""

from __future__ import annotations

import json
from pathlib import Path

import gate
import pytest

from coopgraph.errors import InputError
from coopgraph.evaluation import Evaluation, Found, Measure, Reader
from coopgraph.evaluation.record import record
from evaluation.hand_made import ENTITIES, PERFECT, QUOTE, TEXT, finding, save

FLOORS = {"entities": 1.0, "relations": 1.0, "problems": 0}

right = finding(PERFECT)
misquoting = finding(PERFECT.replace(QUOTE, "Norway found", 1))
without_relation = finding(ENTITIES)


def failing(text: Path) -> Found:
    raise InputError(f"{text.name}: cannot be read")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A shared folder whose one set, ``mini``, has an English and a Spanish document."""
    (tmp_path / "eval" / "docs" / "mini").mkdir(parents=True)
    for name, lang in (("one", "en"), ("uno", "es")):
        save(tmp_path / "eval" / "gold" / "mini", f"{name}.json", doc=f"{name}.txt", lang=lang)
        (tmp_path / "eval" / "docs" / "mini" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A page to write into, with its file of numbers beside it."""
    page = tmp_path / "accuracy.md"
    places = (f"{begin}\nold\n{end}" for begin, end in map(gate.markers, (gate.SCORES, gate.SPREAD)))
    page.write_text("before\n" + "\nbetween\n".join(places) + "\nafter\n", encoding="utf-8")
    monkeypatch.setattr(gate, "PAGE", page)
    monkeypatch.setattr(gate, "NUMBERS", page.with_suffix(".json"))
    return page


def measured(small: Path, read: Reader) -> Evaluation:
    return gate.measure("mini", small, read)


def test_a_right_graph_breaks_no_floor(small):
    result = measured(small, right)
    assert result.scores[Measure.ENTITY].counts.f1 == result.scores[Measure.RELATION].counts.f1 == 1.0
    assert gate.shortfalls("mini", result, FLOORS) == []


@pytest.mark.parametrize(
    ("read", "complaint"),
    [
        (without_relation, "mini: relations F1 0.0000 is under its floor 1.0"),
        (misquoting, "mini: 2 integrity problems, 0 allowed"),
        (failing, "mini: one.txt did not build: one.txt: cannot be read"),
    ],
)
def test_what_is_under_a_floor_is_named(small, read, complaint):
    assert complaint in gate.shortfalls("mini", measured(small, read), FLOORS)


def test_a_set_without_floors_breaks_none(small):
    assert gate.shortfalls("mini", measured(small, misquoting), {}) == []


def test_the_table_has_one_row_a_set_and_one_a_language(small):
    rows = gate.score_table({"mini": record(measured(small, right))}).splitlines()[2:]
    perfect = " | ".join(["1.000 / 1.000 / 1.000"] * 3)
    assert rows == [
        f"| mini | 2 | {perfect} | 0 |",
        f"| mini, en | 1 | {perfect} | |",
        f"| mini, es | 1 | {perfect} | |",
    ]


def test_a_set_in_one_language_has_one_row(small):
    (small / "eval" / "gold" / "mini" / "uno.json").unlink()
    rows = gate.score_table({"mini": record(measured(small, right))}).splitlines()[2:]
    assert [row.split("|")[1].strip() for row in rows] == ["mini"]


def test_the_command_prints_the_table_and_succeeds(small, monkeypatch, capsys):
    monkeypatch.setenv("COOPGRAPH_SHARED", str(small))
    assert gate.main(["mini", "--by-type", "--errors"], right) == 0
    out = capsys.readouterr().out
    assert "| mini | 2 |" in out
    assert "By relation" in out
    assert "No floor is broken." in out


def test_errors_are_printed_when_asked_for(small, monkeypatch, capsys):
    monkeypatch.setenv("COOPGRAPH_SHARED", str(small))
    assert gate.main(["mini", "--errors"], without_relation) == 0
    assert "one.txt\n  entity missed | Event | meeting\n" in capsys.readouterr().out


def test_the_command_fails_when_a_document_does_not_build(small, monkeypatch, capsys):
    monkeypatch.setenv("COOPGRAPH_SHARED", str(small))
    assert gate.main(["mini"], failing) == 1
    assert "did not build" in capsys.readouterr().err


def test_the_command_writes_numbers_and_the_page_from_them(small, monkeypatch, page):
    monkeypatch.setenv("COOPGRAPH_SHARED", str(small))
    assert gate.main(["mini", "--write"], right) == 0
    written = page.read_text(encoding="utf-8")
    assert written.startswith("before\n<!-- measured: begin -->\n| set | documents |")
    assert "| mini, es | 1 |" in written
    assert "\n<!-- measured: end -->\nbetween\n<!-- spread: begin -->\n| set | entities F1, 95 % |" in written
    assert written.endswith("| mini | 1.000 to 1.000 | 1.000 | 1.000 to 1.000 | 1.000 |\n<!-- spread: end -->\nafter\n")
    assert "old" not in written
    numbers = json.loads(gate.NUMBERS.read_text(encoding="utf-8"))
    assert written == gate.page(written, numbers)
    assert numbers["mini"]["relation"]["f1"] == 1.0


def test_writing_keeps_the_sets_that_were_not_measured(small, monkeypatch, page):
    monkeypatch.setenv("COOPGRAPH_SHARED", str(small))
    other = record(measured(small, failing))
    gate.NUMBERS.write_text(json.dumps({"other": other, "mini": other}), encoding="utf-8")
    assert gate.main(["mini", "--write"], right) == 0
    numbers = json.loads(gate.NUMBERS.read_text(encoding="utf-8"))
    assert (numbers["other"]["entity"]["f1"], numbers["mini"]["entity"]["f1"]) == (0.0, 1.0)
    assert "| other | 2 | 0.000" in page.read_text(encoding="utf-8")


def test_missing_data_is_one_line(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("COOPGRAPH_SHARED", str(tmp_path))
    assert gate.main(["mini"], right) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_accuracy_page_shows_its_file_of_numbers():
    page = (gate.ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    for marker in (*gate.markers(gate.SCORES), *gate.markers(gate.SPREAD)):
        assert page.count(marker) == 1
    assert page == gate.page(page, json.loads(gate.NUMBERS.read_text(encoding="utf-8")))


def test_the_scorer_is_the_one_of_the_evaluation_data(shared):
    here = Path(gate.__file__).with_name("score.py").read_bytes()
    assert here == (shared / "eval" / "score.py").read_bytes()
