from __future__ import annotations

import pytest

from coopgraph import resources
from coopgraph.graph import privacy

ENTRIES = resources.read_toml(resources.data("privacy.toml"))["contact"]
HOLDS_CONTACT = privacy.load()


@pytest.mark.parametrize("text", [text for entry in ENTRIES for text in entry["match"]])
def test_a_contact_is_seen(text: str) -> None:
    assert HOLDS_CONTACT(text)


@pytest.mark.parametrize("text", [text for entry in ENTRIES for text in entry["no_match"]])
def test_other_words_and_numbers_are_no_contact(text: str) -> None:
    assert not HOLDS_CONTACT(text)


def test_every_pattern_has_cases_of_both_sorts() -> None:
    assert all(entry["match"] and entry["no_match"] for entry in ENTRIES)
