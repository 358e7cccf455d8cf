"""When do two spellings name one thing? The rule of the evaluation, apart from the registry's own."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from coopgraph import resources

SIMILAR = 0.85
"""Share of common content words from which two long names are one."""

LONG = 3
"""Content words that a name needs to be compared word by word."""

_POSSESSIVE = re.compile(r"'s\b|s'(?=\s|$)")
_JOINER = re.compile(r"[-‐-―/]")
_MARK = re.compile(r"[^\w\s]")
_SPACE = re.compile(r"\s+")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One spelling of a name, made comparable."""

    text: str
    words: frozenset[str]
    """Those that carry meaning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words that the comparison treats apart."""

    articles: frozenset[str]
    empty: frozenset[str]
    ordinals: frozenset[str]


@cache
def special_words() -> Words:
    """Return the words that are treated apart, from the packaged data."""
    lists = resources.read_toml(resources.data("evaluation.toml"))
    return Words(**{name: frozenset(words) for name, words in lists.items()})


def normalise(name: str) -> str:
    """Return ``name`` without case, accents, possessives, punctuation and leading article."""
    text = unicodedata.normalize("NFKD", name.replace("’", "'"))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = _MARK.sub("", _JOINER.sub(" ", _POSSESSIVE.sub("", text)))
    text = _SPACE.sub(" ", text).strip()
    first, _, rest = text.partition(" ")
    return rest if rest and first in special_words().articles else text


def forms(names: Iterable[str]) -> tuple[Form, ...]:
    """Return the different spellings among ``names``, made comparable, in their order."""
    texts = dict.fromkeys(normalise(name) for name in names)
    return tuple(Form(text=text, words=content_words(text)) for text in texts if text)


def content_words(text: str) -> frozenset[str]:
    """Return the words of a normalised name that carry meaning."""
    return frozenset(text.split()) - special_words().empty


def similarity(one: Form, other: Form, places: frozenset[str]) -> float:
    """Return 1 for equal names, the share of common content words for long ones, else 0.

    Names that differ in a number, an ordinal or a word of ``places`` have nothing in common.
    """
    if one.text == other.text:
        return 1.0
    if min(len(one.words), len(other.words)) < LONG:
        return 0.0
    if any(_tells_apart(word, places) for word in one.words ^ other.words):
        return 0.0
    share = len(one.words & other.words) / len(one.words | other.words)
    return share if share >= SIMILAR else 0.0


def likeness(one: str, other: str) -> float:
    """Return the F1 of the content words that two texts share, between 0 and 1."""
    left, right = (_counted_words(text) for text in (one, other))
    both = (left & right).total()
    return 2 * both / (left.total() + right.total()) if both else 0.0


def _tells_apart(word: str, places: frozenset[str]) -> bool:
    return word in special_words().ordinals or word in places or bool(_DIGIT.search(word))


def _counted_words(text: str) -> Counter[str]:
    empty = special_words().empty
    return Counter(word for word in normalise(text).split() if word not in empty)
