"""Pairs of mentions that a relation may hold between, and what the model sees of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from coopgraph.extract import masking
from coopgraph.extract.found import Found
from coopgraph.extract.learned.tokens import NO_CLASS, Class
from coopgraph.extract.masking import DATE, MONEY
from coopgraph.extract.mentions import Marked
from coopgraph.extract.referents import Casting
from coopgraph.model import ACTOR_KINDS, Kind, Relation

STEM = 6
"""Letters of a word that the model sees: enough for its meaning, few enough for its endings."""
_MOST = 40
"""Mentions in a sentence from which it is a list, too long to try every pair."""

UNDERTAKINGS = frozenset({Kind.PROGRAMME, Kind.AGREEMENT, Kind.EVENT})
_ANY = frozenset(Kind)
_WHO = ACTOR_KINDS | {Kind.PERSON}
FITS: Mapping[Relation, tuple[frozenset[Kind], frozenset[Kind]]] = {
    Relation.FUNDS: (ACTOR_KINDS | {Kind.PROGRAMME}, _ANY - {Kind.PERSON}),
    Relation.PARTY_TO: (ACTOR_KINDS, frozenset({Kind.AGREEMENT})),
    Relation.IMPLEMENTS: (ACTOR_KINDS, frozenset({Kind.PROGRAMME})),
    Relation.ORGANIZES: (ACTOR_KINDS, frozenset({Kind.EVENT})),
    Relation.PARTICIPATES_IN: (_WHO, frozenset({Kind.EVENT, Kind.PROGRAMME})),
    Relation.SUPPORTS: (ACTOR_KINDS, ACTOR_KINDS | UNDERTAKINGS),
    Relation.COOPERATES_WITH: (ACTOR_KINDS, ACTOR_KINDS),
    Relation.PART_OF: (ACTOR_KINDS | {Kind.PROGRAMME, Kind.EVENT}, ACTOR_KINDS | {Kind.PROGRAMME, Kind.EVENT}),
    Relation.MEMBER_OF: (_WHO, ACTOR_KINDS),
    Relation.LEADS: (_WHO, ACTOR_KINDS | UNDERTAKINGS),
    Relation.REPRESENTS: (frozenset({Kind.PERSON}), ACTOR_KINDS),
    Relation.BASED_ON: (UNDERTAKINGS, frozenset({Kind.AGREEMENT})),
    Relation.COVERS: (frozenset({Kind.PROGRAMME, Kind.AGREEMENT}), frozenset({Kind.PLACE, Kind.GOVERNMENT})),
    Relation.LOCATED_IN: (ACTOR_KINDS | {Kind.EVENT}, frozenset({Kind.PLACE, Kind.GOVERNMENT})),
}
"""The kinds of subjects and objects between which the model may see a relation."""


class Item(NamedTuple):
    """One word or mention of a sentence; ``position`` is that of the mention in the sentence, else -1.

    ``meaning`` is the class of the word.
    """

    text: str
    position: int = -1
    meaning: Class = NO_CLASS


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A sentence as the model sees it: its words and mentions, and where each mention bound to things stands."""

    marked: Marked
    items: tuple[Item, ...]
    bound: tuple[tuple[int, Found, tuple[int, ...]], ...]
    """Place among the items, mention, and indexes of what it speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two mentions, the first before the second, with the indexes of what they speak of."""

    first: Found
    second: Found
    a: int
    b: int
    start: int
    """Where the first mention stands among the items of its row."""
    end: int
    row: Row
    other: Row
    """The row of the second mention: the same, or that of the next sentence."""


def fitting(a: Kind, b: Kind) -> list[tuple[Relation, bool]]:
    """Return the relations that may hold between a thing of kind ``a`` named before one of kind ``b``.

    With each goes True when the first is the subject.
    """
    return [
        (relation, forward)
        for relation, (subjects, objects) in FITS.items()
        for forward, s, o in ((True, a, b), (False, b, a))
        if s in subjects and o in objects and (forward or relation is not Relation.COOPERATES_WITH)
    ]


_PAIRS = {(a, b) for a in Kind for b in Kind if fitting(a, b)}


def items(one: Marked, classes: Mapping[str, Class]) -> list[Item]:
    """Return the words of a sentence, each mention, date and sum as one item."""
    spans = sorted(
        [
            *((f.start, f.end, masking.letter(f), i) for i, f in enumerate(one.found)),
            *((d.start, d.end, DATE, -1) for d in one.dates),
            *((m.start, m.end, MONEY, -1) for m in one.money),
        ],
        key=lambda s: (s[0], -s[3]),
    )
    out: list[Item] = []
    end = -1
    at = 0
    for token in one.sentence.tokens:
        while at < len(spans) and spans[at][0] <= token.start:
            start, stop, letter, position = spans[at]
            if start >= end:
                out.append(Item(text=letter, position=position))
                end = stop
            at += 1
        if token.start >= end:
            out.append(Item(text=token.norm[:STEM] or token.text, meaning=classes.get(token.norm, NO_CLASS)))
    return out


def rows(marked: Sequence[Marked], cast: Casting, classes: Mapping[str, Class]) -> list[Row]:
    """Return the sentences as the model sees them."""
    out = []
    for one in marked:
        seen = items(one, classes)
        spoken = [(at, one.found[item.position]) for at, item in enumerate(seen) if item.position >= 0]
        bound = tuple((at, f, things) for at, f in spoken if (things := spoken_of(f, cast)))
        out.append(Row(marked=one, items=tuple(seen), bound=bound))
    return out


def candidates(marked: Sequence[Marked], cast: Casting, classes: Mapping[str, Class]) -> Iterator[Candidate]:
    """Yield the pairs of mentions that a relation may hold between.

    Those are all of one sentence, and of things that share none those of neighbouring ones. Sentences farther apart
    seldom say something together, and there are many of them.
    """
    seen = rows(marked, cast, classes)
    together: set[tuple[int, int]] = set()
    for row in seen:
        if len(row.bound) <= _MOST:
            for i, (at, f, firsts) in enumerate(row.bound):
                for until, g, seconds in row.bound[i + 1 :]:
                    for a, b in _fit(firsts, seconds, cast):
                        together |= {(a, b), (b, a)}
                        yield Candidate(first=f, second=g, a=a, b=b, start=at, end=until, row=row, other=row)
    for row, other in pairwise(seen):
        if len(row.bound) * len(other.bound) > _MOST * _MOST:
            continue
        for at, f, firsts in row.bound:
            for until, g, seconds in other.bound:
                for a, b in _fit(firsts, seconds, cast):
                    if (a, b) not in together:
                        yield Candidate(first=f, second=g, a=a, b=b, start=at, end=until, row=row, other=other)


def _fit(firsts: Sequence[int], seconds: Sequence[int], cast: Casting) -> Iterator[tuple[int, int]]:
    for a in firsts:
        for b in seconds:
            if a != b and (cast.things[a].kind, cast.things[b].kind) in _PAIRS:
                yield a, b


def spoken_of(found: Found, cast: Casting) -> tuple[int, ...]:
    """Return the indexes of the things that a mention speaks of."""
    if found.start in cast.groups:
        return cast.groups[found.start]
    index = cast.by_start.get(found.start)
    return () if index is None else (index,)
