"""docs/graph.md says what is written, and names every type, relation and status."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from coopgraph import graph, vocab
from coopgraph.model import NOT_ASSERTED, Attributes, Kind, Knowledge, Relation, Status

from .knowledge import claim, document, en, entity, es, fact

PAGE = (Path(__file__).parents[2] / "docs" / "graph.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert found, language
    return found[1]


def example() -> Knowledge:
    """Return what the sentence of the page says."""
    source = document(block("text"), publisher="European Union", published="2022-12-15")
    key = (Relation.FUNDS, Status.ONGOING)
    stated = claim(key, source.text.strip(), source=source, rule="funding.active")
    return Knowledge(
        documents=(source,),
        entities=(
            entity(
                "actor/european-union",
                Kind.INTERNATIONAL_ORGANIZATION,
                en("European Union"),
                es("Unión Europea"),
                aliases=(en("EU"),),
                documents=(source.id,),
                identifiers=(vocab.WIKIDATA + "Q458",),
            ),
            entity("programme/3f9c2a81d2b40c11", Kind.PROGRAMME, en("Bridge Project"), documents=(source.id,)),
        ),
        facts=(
            fact(
                "actor/european-union",
                Relation.FUNDS,
                "programme/3f9c2a81d2b40c11",
                stated,
                attributes=Attributes(amount="1500000", currency="EUR"),
            ),
        ),
    )


def test_the_example_is_what_is_written() -> None:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in vocab.prefixes().items())
    shown = {quad.triple for quad in parse(prefixes + block("turtle"), format=RdfFormat.TURTLE)}
    assert shown == {quad.triple for quad in graph.to_quads(example())}


@pytest.mark.parametrize("term", [*Kind, *Relation])
def test_every_type_and_relation_is_described(term: str) -> None:
    assert f"\n| `{term}` |" in PAGE


@pytest.mark.parametrize("status", Status)
def test_every_status_stands_in_the_row_that_says_whether_it_asserts(status: Status) -> None:
    (row,) = (line for line in PAGE.splitlines() if line.startswith("|") and f"`{status}`" in line)
    assert row.split("|")[2].strip() == ("no" if status in NOT_ASSERTED else "yes")


@pytest.mark.parametrize("kind", vocab.SUBKINDS)
def test_every_subclass_is_named(kind: Kind) -> None:
    assert all(f"`{subkind}`" in PAGE for subkind in vocab.SUBKINDS[kind])
