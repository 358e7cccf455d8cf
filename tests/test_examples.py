"""The examples are in our own words, whole, and their expected facts are what the files say."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coopgraph import ingest
from coopgraph.model import Document, Kind, Relation, Skipped, Status

EXAMPLES = Path(__file__).parents[1] / "examples"
RELEASES = EXAMPLES / "releases"
NAMES = sorted(file.name for file in RELEASES.iterdir())
EXPECTED = tomllib.loads((EXAMPLES / "expected.toml").read_text(encoding="utf-8"))
FACTS: list[dict[str, str]] = EXPECTED["fact"]
GRAM = 7
"""Words in a row that would be copied; shorter rows occur in names."""


@functools.cache
def documents(name: str) -> list[Document]:
    """Return the documents of one file of the examples, none of them skipped; each file is read once."""
    read = list(ingest.read([str(RELEASES / name)]))
    assert not [r for r in read if isinstance(r, Skipped)]
    return [r for r in read if isinstance(r, Document)]


def own_words(document: Document) -> str:
    """Return the lines that belong to the release itself."""
    return "\n".join(document.text[p.start : p.end] for p in document.own_passages)


def grams(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of words; a proper name with its acronym, which has no other words, counts as one."""
    names = "|".join(re.escape(name) for names in EXPECTED["types"].values() for name in names)
    words = re.findall(r"\w+", re.sub(rf"(?:{names})(?: \([A-Z]+\))?", "NAME", text).casefold())
    return zip(*(words[i:] for i in range(GRAM)), strict=False)


@pytest.fixture(scope="module")
def seeds(shared: Path) -> frozenset[tuple[str, ...]]:
    """The rows of words of all seed documents."""
    rows = {row for file in (shared / "seeds").glob("*.txt") for row in grams(file.read_text("utf-8"))}
    assert rows, f"{shared / 'seeds'}: no seed documents"
    return frozenset(rows)


@pytest.mark.parametrize("name", NAMES)
def test_a_release_repeats_no_sentence_of_the_seeds(name: str, seeds: frozenset[tuple[str, ...]]) -> None:
    rows = {row for document in documents(name) for row in grams(document.text)}
    assert not {" ".join(row) for row in rows & seeds}


@pytest.mark.parametrize("name", NAMES)
def test_a_release_is_short_and_has_a_title_and_a_language(name: str) -> None:
    for document in documents(name):
        assert 80 <= len(own_words(document).split()) <= 200
        assert document.title
        assert document.lang in {"en", "es"}


def test_eight_releases_are_english_and_four_spanish() -> None:
    langs = [document.lang for name in NAMES for document in documents(name)]
    assert (langs.count("en"), langs.count("es")) == (8, 4)


def test_menu_contact_and_footer_do_not_belong_to_a_release() -> None:
    (text,) = documents("01-border-exchange.txt")
    (page,) = documents("05-joint-workshop.html")
    assert "m.quintero@example.org" in text.text
    for left_out in ("Quintero", "example.org", "555", "Publications"):
        assert left_out not in own_words(text)
    for left_out in ("Newsroom", "What we do", "Privacy"):
        assert left_out not in own_words(page)


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_speaks_of_every_release(name: str) -> None:
    assert f"`{name}`" in (EXAMPLES / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_release_has_expected_facts(name: str) -> None:
    assert len([fact for fact in FACTS if fact["file"] == name]) >= 3


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f"{f['file'][:2]}-{f['relation']}-{f['subject']}")
def test_an_expected_fact_is_in_the_words_of_its_file(fact: dict[str, str]) -> None:
    assert any(fact["quote"] in own_words(document) for document in documents(fact["file"]))
    assert fact["relation"] in set(Relation)
    assert fact["status"] in set(Status)
    assert {fact["subject"], fact["object"]} <= {name for names in EXPECTED["types"].values() for name in names}


def test_expected_facts_show_every_type_and_relation_and_the_main_statuses() -> None:
    used = {fact[end] for fact in FACTS for end in ("subject", "object")}
    types: dict[str, Any] = EXPECTED["types"]
    assert {kind for kind, names in types.items() if used.intersection(names)} == {kind.value for kind in Kind}
    assert {fact["relation"] for fact in FACTS} == {relation.value for relation in Relation}
    assert {fact["status"] for fact in FACTS} >= {
        *("signed", "ongoing", "completed", "decided", "pledged", "requested", "intended", "denied")
    }
