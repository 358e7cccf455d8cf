"""What a build tells."""

from __future__ import annotations

from pathlib import Path

import click

from coopgraph.cli.summary import lines
from coopgraph.model import Kind, Relation, Skipped
from coopgraph.pipeline import FactCount, Summary


def summary(skipped: int = 0, malformed: int = 0) -> Summary:
    return Summary(
        documents=12,
        entities=((Kind.INTERNATIONAL_ORGANIZATION, 10), (Kind.PLACE, 1)),
        facts=(
            FactCount(relation=Relation.FUNDS, asserted=7, not_asserted=0),
            FactCount(relation=Relation.COOPERATES_WITH, asserted=1, not_asserted=12),
        ),
        skipped=(
            *(Skipped(source=f"{i}.png", reason="no document") for i in range(skipped)),
            *(Skipped(source=f"x.jsonl:{i}", reason="no JSON", malformed=True) for i in range(malformed)),
        ),
    )


def told(of: Summary) -> list[str]:
    return [click.unstyle(line) for line in lines(of, Path("out"))]


def test_entities_and_facts_are_counted_in_columns() -> None:
    assert told(summary()) == [
        "12 documents, 11 entities, 20 facts",
        "",
        "Entities                    number",
        "International organization      10",
        "Place                            1",
        "",
        "Facts            asserted  not asserted",
        "funds                   7             0",
        "cooperates with         1            12",
        "",
        "Open out/network.html",
    ]


def test_ten_skipped_are_listed() -> None:
    found = told(summary(skipped=10))
    assert found[found.index("Skipped 10") + 10] == "  9.png: no document"
    assert not any("more" in line for line in found)


def test_of_eleven_skipped_one_is_counted() -> None:
    found = told(summary(skipped=11))
    assert found[found.index("Skipped 11") + 11] == "  and 1 more"


def test_what_has_to_be_mended_is_listed_first() -> None:
    found = told(summary(skipped=12, malformed=1))
    assert found[found.index("Skipped 13") + 1] == "  x.jsonl:0: no JSON"


def test_an_empty_graph_has_no_tables() -> None:
    empty = Summary(documents=1, entities=(), facts=(), skipped=())
    assert told(empty) == ["1 document, 0 entities, 0 facts", "", "Open out/network.html"]
