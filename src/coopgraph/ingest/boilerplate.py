"""The words that web pages put around a release, ready to compare with lines."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from coopgraph import resources

Table = dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Cue words in all languages, in the form that ``plain`` gives."""

    leftovers: frozenset[str]
    notices: tuple[str, ...]
    credits: re.Pattern[str]
    networks: frozenset[str]
    share: frozenset[str]
    menu: frozenset[str]
    sections: frozenset[str]
    contact_openings: re.Pattern[str]
    contact_verbs: re.Pattern[str]
    contact_labels: frozenset[str]
    telephone: re.Pattern[str]
    abbreviations: tuple[str, ...]


def unaccented(text: str) -> str:
    """Return ``text`` without combining marks, case kept."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def plain(text: str) -> str:
    """Return ``text`` for comparison: no case, no accents, single spaces, no outer punctuation or bullets."""
    squeezed = " ".join(unaccented(text).casefold().split())
    kept = [i for i, c in enumerate(squeezed) if c.isalnum()]
    return squeezed[kept[0] : kept[-1] + 1] if kept else ""


@functools.cache
def words() -> Words:
    """Return the words of ``data/words/boilerplate.toml``."""
    table = resources.read_toml(resources.data("words", "boilerplate.toml"))
    leftover, menu, contact = table["leftover"], table["menu"], table["contact"]
    share = table["share"]
    return Words(
        leftovers=_plain_set(leftover["lines"], leftover["kickers"]),
        notices=tuple(sorted(_plain_set(leftover["notices"]))),
        credits=_opening(leftover["credits"]),
        networks=frozenset(share["networks"]),
        share=frozenset(share["networks"]) | frozenset(share["others"]),
        menu=_plain_set(menu["words"]),
        sections=_plain_set(menu["sections"]),
        contact_openings=_opening(contact["openings"]),
        contact_verbs=re.compile(rf"\b(?:{alternatives(_plain_set(contact['verbs']))})\b"),
        contact_labels=_plain_set(contact["labels"]),
        telephone=re.compile(
            rf"\b(?:{alternatives(_plain_set(contact['telephones']))})\b[.:\s]*[(+]?\d[\d\s().+/-]{{4,}}",
            re.IGNORECASE,
        ),
        abbreviations=tuple(sorted(_all(table["heading"]["abbreviations"]))),
    )


def alternatives(forms: Iterable[str]) -> str:
    """Return a pattern for any of ``forms``, the longest first."""
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


def _all(*tables: Table) -> list[str]:
    return [form for table in tables for forms in table.values() for form in forms]


def _plain_set(*tables: Table) -> frozenset[str]:
    return frozenset(plain(form) for form in _all(*tables))


def _opening(table: Table) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(_plain_set(table))})\b")
