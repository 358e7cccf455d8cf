"""The gate itself, on one small annotated document and graphs written by hand."""

from __future__ import annotations

import json
from pathlib import Path

import gate
import pytest

from coopgraph import pipeline
from coopgraph.errors import InputError

TEXT = "Norway funds the Clean Rivers Programme.\n"
GOLD = {
    "doc": "one.txt",
    "lang": "en",
    "entities": [
        {"id": "no", "type": "Government", "names": ["Norway"]},
        {"id": "p", "type": "Programme", "names": ["Clean Rivers Programme"]},
    ],
    "relations": [{"type": "funds", "subject": "no", "object": "p"}],
}
ENTITIES = """
PREFIX coop: <https://w3id.org/coopgraph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX id: <https://w3id.org/coopgraph/id/> PREFIX status: <https://w3id.org/coopgraph/status/>
id:no a coop:Government ; skos:prefLabel "Norway"@en ; coop:mentionedIn id:d .
id:p a coop:Programme ; skos:prefLabel "Clean Rivers Programme"@en ; coop:mentionedIn id:d .
"""
RELATION = """
id:no coop:funds id:p .
id:s a coop:Statement ; rdf:subject id:no ; rdf:predicate coop:funds ; rdf:object id:p .
id:s coop:status status:ongoing .
id:a oa:hasBody id:s ; oa:hasTarget id:t . id:t oa:hasSelector id:q .
id:q oa:start 0 ; oa:end 12 ; oa:exact """
FLOORS = {"entities": 1.0, "relations": 1.0, "problems": 0}


def building(turtle: str) -> gate.Build:
    def build(source: Path, out: Path) -> None:
        assert source.read_text(encoding="utf-8") == TEXT
        out.mkdir()
        (out / "graph.ttl").write_text(turtle, encoding="utf-8")

    return build


right = building(ENTITIES + RELATION + '"Norway funds" .')
misquoting = building(ENTITIES + RELATION + '"Norway found" .')
without_relation = building(ENTITIES)


def failing(source: Path, _out: Path) -> None:
    raise InputError(f"{source.name}: cannot be read")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A shared folder whose one set, ``mini``, has one document."""
    (tmp_path / "eval" / "gold" / "mini").mkdir(parents=True)
    (tmp_path / "eval" / "docs" / "mini").mkdir(parents=True)
    (tmp_path / "eval" / "gold" / "mini" / "one.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (tmp_path / "eval" / "docs" / "mini" / "one.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_a_right_graph_breaks_no_floor(small):
    measured = gate.measure("mini", small, right)
    assert measured.prf("entity") == measured.prf("relation") == (1.0, 1.0, 1.0)
    assert gate.shortfalls(measured, FLOORS) == []


@pytest.mark.parametrize(
    ("build", "complaint"),
    [
        (without_relation, "mini: relations F1 0.0000 is under its floor 1.0"),
        (misquoting, "mini: 1 integrity problems, 0 allowed"),
        (failing, "mini: one.txt did not build: one.txt: cannot be read"),
    ],
)
def test_what_is_under_a_floor_is_named(small, build, complaint):
    assert complaint in gate.shortfalls(gate.measure("mini", small, build), FLOORS)


def test_a_set_without_floors_breaks_none(small):
    assert gate.shortfalls(gate.measure("mini", small, misquoting), {}) == []


def test_a_document_that_does_not_build_is_scored_as_missed(small):
    assert gate.measure("mini", small, failing).prf("entity") == (0.0, 0.0, 0.0)


def test_the_table_has_one_row_a_set(small):
    last = gate.table([gate.measure("mini", small, right)]).splitlines()[-1]
    assert last.startswith("| mini | 1 | 1.000 / 1.000 / 1.000 | 1.000 / 1.000 / 1.000 |")
    assert last.endswith("| 0 |")


def test_the_command_prints_the_table_and_succeeds(small, monkeypatch, capsys):
    monkeypatch.setenv("COOPGRAPH_SHARED", str(small))
    assert gate.main(["mini", "--by-type", "--errors"], right) == 0
    out = capsys.readouterr().out
    assert "| mini | 1 |" in out
    assert "by_relation" in out
    assert "No floor is broken." in out


def test_the_command_fails_when_a_document_does_not_build(small, monkeypatch, capsys):
    monkeypatch.setenv("COOPGRAPH_SHARED", str(small))
    assert gate.main(["mini"], failing) == 1
    assert "did not build" in capsys.readouterr().err


def test_the_command_writes_the_table_into_the_page(small, monkeypatch, tmp_path):
    page = tmp_path / "accuracy.md"
    page.write_text(f"before\n{gate.BEGIN}\nold\n{gate.END}\nafter\n", encoding="utf-8")
    monkeypatch.setattr(gate, "PAGE", page)
    monkeypatch.setenv("COOPGRAPH_SHARED", str(small))
    assert gate.main(["mini", "--write"], right) == 0
    written = page.read_text(encoding="utf-8")
    assert written.startswith(f"before\n{gate.BEGIN}\n| set |")
    assert written.endswith(f"| 0 |\n{gate.END}\nafter\n")
    assert "old" not in written


def test_the_gate_builds_what_the_pipeline_builds(tmp_path):
    source = gate.ROOT / "examples" / "releases" / "03-iom-panama-agreement.md"
    gate.builder()(source, tmp_path / "gate")
    pipeline.build([str(source)], tmp_path / "pipeline")
    built = (tmp_path / "gate" / "graph.ttl").read_bytes()
    assert b"coop:Agreement" in built
    assert built == (tmp_path / "pipeline" / "graph.ttl").read_bytes()


def test_missing_data_is_one_line(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("COOPGRAPH_SHARED", str(tmp_path))
    assert gate.main(["mini"], right) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_accuracy_page_has_its_markers():
    page = (gate.ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert page.count(gate.BEGIN) == page.count(gate.END) == 1
    assert page.index(gate.BEGIN) < page.index(gate.END)


def test_the_scorer_is_the_one_of_the_evaluation_data(shared):
    here = Path(gate.__file__).with_name("score.py").read_bytes()
    assert here == (shared / "eval" / "score.py").read_bytes()
