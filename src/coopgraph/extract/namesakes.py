"""Which thing a name means that is longer or shorter than the one it was known by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from coopgraph.extract.found import Found
from coopgraph.extract.things import Thing
from coopgraph.model import Kind
from coopgraph.registry import normalise

_SHORTENED = 2
"""Letters that a shortened given name shares with the full one: Joe and Joseph."""
_SHORTEST = 2
"""Words from which the name of a thing may stand for a longer one."""


def same_person(found: Found, things: Iterable[Thing], generations: Collection[str]) -> Thing | None:
    """Return the one person whose name ends, or begins, in the words of ``found``."""
    words = _name_words(found.text, generations)
    fitting = [
        t
        for t in things
        if t.kind is Kind.PERSON and any(_is_same_name(words, _name_words(name, generations)) for name in t.names)
    ]
    return fitting[0] if len(fitting) == 1 else None


def edges(name: str, kind: Kind, generations: Collection[str]) -> tuple[str, ...]:
    """Return the first and the last word of a name; two names that may mean one thing share one of the two."""
    words = _name_words(name, generations) if kind is Kind.PERSON else normalise(name).split()
    return (words[0], words[-1]) if words else ()


def _name_words(name: str, generations: Collection[str]) -> list[str]:
    """Return the words of a person's name that count: no initials, no "Jr."."""
    words = [w.strip(".,") for w in name.split()]
    return [w for w in words if len(w) > 1 and w.casefold() not in generations] or words


def _is_same_name(words: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether two forms may name one person: one ends or begins the other, or only the given name is shortened."""
    short, long = sorted((list(words), list(name)), key=len)
    if long[-len(short) :] == short or long[: len(short)] == short:
        return True
    return len(short) > 1 and short[-1] == long[-1] and short[0][:_SHORTENED] == long[0][:_SHORTENED]


def same_thing(found: Found, things: Iterable[Thing]) -> Thing | None:
    """Return the one thing of the same kind whose longer or shorter name has ``found`` at its edge."""
    words = normalise(found.forms[0]).split()
    if len(words) < _SHORTEST or found.actor:
        return None
    fitting = [
        t for t in things if _may_be(found, t) and any(_is_edge(words, normalise(name).split()) for name in t.names)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _may_be(found: Found, thing: Thing) -> bool:
    """Tell whether kind and state of ``found`` allow it to speak of ``thing``, which no registry knows."""
    if thing.kind is not found.kind or thing.unnamed or thing.actor:
        return False
    return not thing.country or not found.country or thing.country == found.country


def _is_edge(words: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether one of two names of at least two words opens or closes the other."""
    short, long = sorted((list(words), list(name)), key=len)
    if len(short) < _SHORTEST or short == long:
        return False
    return long[: len(short)] == short or long[-len(short) :] == short
