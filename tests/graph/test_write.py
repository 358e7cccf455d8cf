from __future__ import annotations

import hashlib
import importlib.util
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import RdfFormat

from coopgraph import graph
from coopgraph.errors import OutputError
from coopgraph.model import Fact, Kind, Knowledge, Relation

from .knowledge import ENGLISH, ENTITIES, FACTS, KNOWLEDGE, en, entity

ROOT = Path(__file__).parents[2]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_what_comes_in_does_not_change_a_byte(folder: Path, tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)

    def shuffled(values: tuple) -> tuple:  # type: ignore[type-arg]
        return tuple(draw.sample(values, len(values)))

    def shaken(fact: Fact) -> Fact:
        return replace(fact, claims=shuffled(fact.claims), roles=shuffled(fact.roles))

    knowledge = Knowledge(
        documents=shuffled(KNOWLEDGE.documents),
        entities=tuple(replace(e, labels=shuffled(e.labels), aliases=shuffled(e.aliases)) for e in shuffled(ENTITIES)),
        facts=tuple(map(shaken, shuffled(FACTS))),
    )
    expected = contents(folder)
    again = tmp_path / "again"
    graph.write(knowledge, again)
    assert contents(again) == expected


def test_every_parser_counts_the_same_triples(folder: Path) -> None:
    turtle, quads = folder / "graph.ttl", folder / "graph.nq"
    count = len({quad.triple for quad in graph.to_quads(KNOWLEDGE)})
    assert len(rdflib.Graph().parse(turtle, format="turtle")) == count
    assert len(list(pyoxigraph.parse(path=turtle, format=RdfFormat.TURTLE))) == count
    assert len(set(pyoxigraph.parse(path=quads, format=RdfFormat.N_QUADS))) == len(quads.read_bytes().splitlines())


def test_raptor_counts_the_same_triples(folder: Path) -> None:
    if not shutil.which("rapper"):
        pytest.skip("rapper: not on the PATH (Debian's package raptor2-utils brings it)")
    command = ["rapper", "-c", "-i", "turtle", str(folder / "graph.ttl")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    count = len({quad.triple for quad in graph.to_quads(KNOWLEDGE)})
    assert f"returned {count} triples" in done.stderr


def test_the_scorer_finds_no_problem(folder: Path) -> None:
    predicted = load_scorer().Predicted(folder / "graph.ttl", ENGLISH.text)
    differing = [problem for problem in predicted.problems if "quotation differs" not in problem]
    assert differing == []
    assert {name for name, _, _ in predicted.relations} >= {str(r) for r in (Relation.FUNDS, Relation.PARTY_TO)}
    assert len(predicted.entities) == sum(1 for e in ENTITIES if e.documents)


def load_scorer() -> ModuleType:
    path = ROOT / "tests" / "accuracy" / "score.py"
    spec = importlib.util.spec_from_file_location("scorer_of_graphs", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_quads_are_sorted_lines(folder: Path) -> None:
    lines = (folder / "graph.nq").read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert lines == sorted(set(lines))


def test_a_subject_starts_with_its_type_and_is_written_in_one_block(folder: Path) -> None:
    blocks = [line for line in (folder / "graph.ttl").read_text(encoding="utf-8").splitlines() if line[:1].isalpha()]
    subjects = [line.split(" ")[0] for line in blocks]
    assert len(subjects) == len(set(subjects)) > 20
    assert all(line.split(" ")[1] == "a" for line in blocks)


def test_a_name_with_a_line_break_is_read_back_as_it_was(tmp_path: Path) -> None:
    odd = 'Plan .\n@prefix x .\nof the "coast" .\n'
    knowledge = Knowledge(
        documents=(), entities=(entity("programme/odd", Kind.PROGRAMME, en(odd), documents=()),), facts=()
    )
    graph.write(knowledge, tmp_path)
    labels = rdflib.Graph().parse(tmp_path / "graph.ttl").objects(None, rdflib.SKOS.prefLabel)
    assert [str(label) for label in labels] == [odd]


def test_documents_are_stored_under_their_hash(folder: Path) -> None:
    stored = (folder / "documents" / f"{ENGLISH.id}.txt").read_bytes()
    assert stored.decode() == ENGLISH.text
    assert hashlib.sha256(stored).hexdigest() == ENGLISH.id


def test_a_graph_of_nothing_is_written_and_sound(tmp_path: Path) -> None:
    graph.write(Knowledge(documents=(), entities=(), facts=()), tmp_path)
    assert (tmp_path / "graph.nq").read_bytes() == b""
    assert graph.check(tmp_path) == ()


def test_another_base_gets_prefixes_of_its_own(tmp_path: Path) -> None:
    graph.write(KNOWLEDGE, tmp_path, base="https://example.org/kg/")
    text = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert "@prefix actor: <https://example.org/kg/actor/> ." in text
    assert "\nactor:european-union a " in text
    assert graph.check(tmp_path) == ()


def test_a_folder_that_cannot_be_written_is_an_error_of_one_line(tmp_path: Path) -> None:
    file = tmp_path / "taken"
    file.write_text("")
    with pytest.raises(OutputError, match=r"taken: cannot be written: .+ \(give another folder\)$"):
        graph.write(KNOWLEDGE, file)
