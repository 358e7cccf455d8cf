"""The form that names are compared in."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from coopgraph import resources

ARTICLES = frozenset({"the", "el", "la", "los", "las"})

_POSSESSIVE = re.compile(r"'s\b")
_JOINER = re.compile(r"[-/\u2010-\u2015\u2212_]")
_DROPPED = re.compile(r"[^\w\s]")


def normalise(name: str) -> str:
    """Return ``name`` as names are compared: lower case, without accents, leading article and punctuation."""
    text = name.casefold() if name.isascii() else _decomposed(name)
    if text.isalnum():
        return text
    words = _DROPPED.sub("", _JOINER.sub(" ", _POSSESSIVE.sub("", text))).split()
    while len(words) > 1 and words[0] in ARTICLES and " ".join(words) not in _names_with_article():
        del words[0]
    return " ".join(words)


def _decomposed(name: str) -> str:
    """Return ``name`` without case, with accents as marks of their own and straight apostrophes."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return folded.replace("\u2019", "'")


@cache
def _names_with_article() -> frozenset[str]:
    """Return the normalised place names whose article belongs to the name, as in ``la paz``."""
    return frozenset(resources.data("places", "articles.txt").read_text(encoding="utf-8").splitlines())
