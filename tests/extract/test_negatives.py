"""Sentences without any fact of cooperation give no asserted edge."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.extract.reading import document_of

from coopgraph import extract
from coopgraph.model import NOT_ASSERTED, Document, Reading
from coopgraph.registry import Registry

MOST_WITH_A_FALSE_EDGE = 4
WHYS = frozenset(
    {
        "academic",
        "background",
        "co-occurrence",
        "conflict",
        "demand",
        "denial",
        "domestic",
        "headline",
        "history",
        "hope",
        "hypothetical",
        "opinion",
        "praise",
        "question",
        "quotation",
        "sports",
        "statistics",
        "title",
        "travel-warning",
        "weather",
    }
)


class Negative(NamedTuple):
    lang: str
    why: str
    text: str


def negatives() -> tuple[Negative, ...]:
    """Return the sentences of the set, in its order."""
    groups = tomllib.loads(Path(__file__).with_name("negatives.toml").read_text("utf-8"))["group"]
    return tuple(Negative(g["lang"], g["why"], text) for g in groups for text in g["sentences"])


@pytest.fixture(scope="session")
def read() -> Callable[[Document], Reading]:
    return extract.load(Registry.load())


def false_edges(reading: Reading) -> tuple[str, ...]:
    """Return each asserted claim on a line of its own: relation, subject, object, rule, status."""
    words = {referent.key: referent.mentions[0].text for referent in reading.referents}
    return tuple(
        f"{claim.relation}({words[claim.subject]} -> {words[claim.object]}) by {claim.rule}, {claim.status}"
        for claim in reading.claims
        if claim.status not in NOT_ASSERTED
    )


def test_sentences_without_cooperation_give_hardly_any_edge(read: Callable[[Document], Reading]) -> None:
    offending = []
    for negative in negatives():
        edges = false_edges(read(document_of(negative.text, lang=negative.lang)))
        if edges:
            offending.append("\n    ".join((f"[{negative.lang} {negative.why}] {negative.text}", *edges)))
    assert len(offending) <= MOST_WITH_A_FALSE_EDGE, "\n".join(("", *offending))


def test_a_sentence_with_a_fact_gives_a_false_edge_here(read: Callable[[Document], Reading]) -> None:
    """Show that the count above can fail: the same check finds the edge of a plain fact."""
    edges = false_edges(read(document_of("Norway and Chile signed a cooperation agreement on fisheries.")))
    assert any(edge.startswith("partyTo(") for edge in edges)


def test_the_set_is_large_enough_in_both_languages() -> None:
    counts = Counter(negative.lang for negative in negatives())
    assert set(counts) == {"en", "es"}
    assert counts["en"] >= 120
    assert counts["es"] >= 100


def test_no_sentence_stands_twice() -> None:
    counts = Counter(negative.text.casefold() for negative in negatives())
    assert [text for text, count in counts.items() if count > 1] == []


def test_sentences_have_the_length_of_sentences() -> None:
    assert [n.text for n in negatives() if not 8 <= len(n.text.split()) <= 40] == []


def test_every_why_is_known_and_has_four_sentences_in_each_language() -> None:
    counts = Counter((negative.lang, negative.why) for negative in negatives())
    assert {why for _, why in counts} == WHYS
    assert min(counts[lang, why] for lang in ("en", "es") for why in WHYS) >= 4
