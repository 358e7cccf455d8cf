"""The tags that words get, and the names and words that the tagger holds them against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coopgraph.model import Kind

OUTSIDE = "O"
STATE = "State"
"""Tag of a country, whatever it stands for in the sentence: the rules tell government from place."""
UNNAMED = "~"
"""Ends the tag of a thing without a name of its own."""


class Class(NamedTuple):
    """A class of words of alike meaning, and the larger ones that it is part of."""

    fine: str
    middle: str
    coarse: str


NO_CLASS = Class("", "", "")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Known:
    """What words are held against: names and words, folded."""

    given: frozenset[str]
    towns: frozenset[str]
    """Names of towns, their words joined by blanks."""
    classes: Mapping[str, Class]
    """Classes of words of alike meaning, in any language, by the word."""


def tag(kind: Kind, *, unnamed: bool = False, state: bool = False) -> str:
    """Return the tag of a thing, without the letter that says whether a word begins or continues it."""
    return STATE if state else kind.value + (UNNAMED if unnamed else "")


def spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield first and last word (exclusive) and tag of the things that ``tags`` mark."""
    start, name = 0, ""
    for i, one in enumerate((*tags, OUTSIDE)):
        if name and one != f"I-{name}":
            yield start, i, name
            name = ""
        if not name and one != OUTSIDE:
            start, name = i, one[2:]
