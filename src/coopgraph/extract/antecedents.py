"""What words without a name speak of: "the meeting", "the Ministry", "both countries", "she"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from coopgraph.extract.found import Found, Source
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.things import Thing
from coopgraph.extract.tokens import tokenise
from coopgraph.model import Kind
from coopgraph.registry import normalise

BODIES = frozenset(
    {
        Kind.INTERNATIONAL_ORGANIZATION,
        Kind.GOVERNMENT_BODY,
        Kind.FORUM,
        Kind.CIVIL_SOCIETY,
        Kind.COMPANY,
        Kind.ACADEMIC,
    }
)
"""Kinds of organisations, all of which "the organization" may speak of."""
_PRONOUN_REACH = 400
"""Characters back to the person that a pronoun may speak of."""


def undertaking(found: Found, things: Iterable[Thing], words: Lexicon, company: Collection[int]) -> Thing | None:
    """Return the event, agreement or programme spoken of before that the unnamed mention ``found`` most likely means.

    ``company`` are the indexes of those whom its own sentence names with it.
    """
    noun = tokenise(found.text)[-1].norm
    same = [t for t in things if t.kind is found.kind and t.mentions and not t.apart]
    fitting = [t for t in same if _means(found, noun, t, words)]
    if found.source is Source.VERB and company:
        fitting = [t for t in fitting if not t.company.isdisjoint(company) or not t.company]
    return _last(fitting)


def _means(found: Found, noun: str, thing: Thing, words: Lexicon) -> bool:
    """Tell whether the unnamed mention ``found``, whose head is ``noun``, may mean ``thing``."""
    alike = thing.subkind == found.subkind
    if found.kind is Kind.EVENT:
        return (alike and (thing.unnamed or found.definite)) or (found.definite and noun in words.generic)
    if not found.definite:
        return False
    if found.kind is Kind.AGREEMENT and not thing.unnamed:
        return any(noun in normalise(name).split() for name in thing.names)
    return True


def body(named: Iterable[Thing]) -> Thing | None:
    """Return the organisation spoken of last of those that have the word "Ministry" in their names."""
    return _last(t for t in named if t.kind in BODIES and t.mentions)


def _last(things: Iterable[Thing]) -> Thing | None:
    """Return the thing whose last mention stands furthest in the text."""
    return max(things, key=lambda t: t.mentions[-1].start, default=None)


def person(found: Found, named: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Return the index of the person that the pronoun ``found`` speaks of: the one named last, if not long before.

    ``named`` are start and index of all persons named so far, in order.
    """
    for start, index in reversed(named):
        if start < found.start:  # the names of a sentence are added before its pronouns
            return (index,) if found.start - start < _PRONOUN_REACH else ()
    return ()


def pair(
    found: Found, before: Sequence[Found], by_start: Mapping[int, int], things: Iterable[Thing]
) -> tuple[int, ...]:
    """Return the indexes of the two things that "both countries" speaks of; none when it is not clear which.

    They are the only two of its kind among the mentions ``before`` it in its sentence, else those that the document
    speaks of most.
    """
    kinds = _kinds_of(found)
    named = [by_start[f.start] for f in before if f.start in by_start and f.kind in kinds and not f.demonym]
    two = tuple(dict.fromkeys(named))
    return two if len(two) == 2 else _salient_pair(things, kinds)


def _kinds_of(plural: Found) -> Collection[Kind]:
    """Return the kinds of what ``plural`` may speak of: "both parties" are states and organisations."""
    alone = plural.kind in (Kind.PERSON, Kind.GOVERNMENT)
    return {plural.kind} if alone else BODIES | {Kind.GOVERNMENT}


def _salient_pair(things: Iterable[Thing], kinds: Collection[Kind]) -> tuple[int, ...]:
    """Return the indexes of the two things of ``kinds`` spoken of most, when no third is spoken of as often."""
    ranked = sorted(
        (t for t in things if t.kind in kinds and t.mentions),
        key=lambda t: (-len(t.mentions), t.index),
    )
    clear = len(ranked) == 2 or (len(ranked) > 2 and len(ranked[1].mentions) > len(ranked[2].mentions))
    return tuple(t.index for t in ranked[:2]) if clear else ()
