"""What is read back from a graph, and the contradictions that are noticed."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from coopgraph import evaluation, pipeline, vocab
from coopgraph.evaluation import found
from coopgraph.model import Kind, Relation
from evaluation.hand_made import ENTITIES, FUNDS, PERFECT, QUOTE, find, statement

RELEASES = Path(__file__).parents[2] / "examples" / "releases"


def test_things_and_relations_are_read_with_all_that_is_compared() -> None:
    read = find(PERFECT)
    norway, meeting = read.entities[vocab.BASE + "no"], read.entities[vocab.BASE + "m"]
    assert (norway.kind, norway.label) == (Kind.GOVERNMENT, "Kingdom of Norway")
    assert {form.text for form in norway.forms} == {"kingdom of norway", "norway"}
    assert meeting.dates == {"2021-05-03"}
    funds = next(r for r in read.relations if r.relation is Relation.FUNDS)
    assert (funds.subject, funds.amounts) == (norway.iri, {(5e6, "NOK")})
    assert [(q.text, q.rules) for q in funds.quotations] == [(QUOTE, ("rule.funds",))]
    assert read.problems == ()


def test_background_knowledge_is_not_looked_at() -> None:
    assert not [iri for iri in find(ENTITIES).entities if iri.endswith("iceland")]


def test_what_is_denied_is_not_found() -> None:
    denied = FUNDS.replace("status:ongoing", "status:denied").replace("id:no coop:funds id:p .", "")
    read = find(ENTITIES + denied)
    assert read.relations == ()
    assert read.problems == ()


@pytest.mark.parametrize(
    ("turtle", "problem"),
    [
        (ENTITIES + "id:no coop:funds id:p .", "plain triple without an asserted statement: funds "),
        (ENTITIES + FUNDS.replace("status:ongoing", "status:denied"), "plain triple without an asserted st"),
        (ENTITIES + FUNDS.replace("oa:hasBody", "oa:other"), "no evidence: "),
        (ENTITIES + FUNDS.replace("oa:end", "oa:other"), "no evidence: "),
        (ENTITIES + statement("s1", "funds", "no", "p", quote="Norway gave"), "quotation differs: "),
        (ENTITIES + "id:no a coop:Place .", "several types: "),
    ],
)
def test_a_contradiction_is_a_problem(turtle: str, problem: str) -> None:
    (only,) = find(turtle).problems
    assert only.startswith(problem)


def test_a_text_read_alone_gives_what_a_build_of_it_writes(tmp_path: Path) -> None:
    release = RELEASES / "03-iom-panama-agreement.md"
    pipeline.build([str(release)], tmp_path / "out")
    (text,) = (file.read_text(encoding="utf-8") for file in (tmp_path / "out" / "documents").iterdir())
    written = ox.parse((tmp_path / "out" / "graph.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    alone = evaluation.reader()(release)
    assert alone == found.read(written, [text])
    assert alone.relations
    assert alone.problems == ()
