"""Tell to which state or body a body belongs from its name and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coopgraph.extract.claims import Stated
from coopgraph.extract.found import Found
from coopgraph.extract.mentions import Marked
from coopgraph.extract.referents import Casting
from coopgraph.extract.rules import CODED
from coopgraph.model import Kind, Relation, Status

_PART = "part.name"
"""Rule of a name that tells what a body is part of."""
_TOGETHER = "shared.name"
"""Rule of a name that opens with the actors that have it together."""
_SHARED = {
    Kind.FORUM: Relation.MEMBER_OF,
    Kind.AGREEMENT: Relation.PARTY_TO,
    Kind.PROGRAMME: Relation.IMPLEMENTS,
    Kind.EVENT: Relation.PARTICIPATES_IN,
}
_NATIONAL = frozenset({Kind.GOVERNMENT_BODY})
_POSSESSIVE = re.compile(r"(?:['’]s?)?\s+(?:own )?")
_OF_STATE = re.compile(r"\s+(?:of|de|del|de la)\s+(?:the |la |los |las )?")


def settle_countries(marked: Sequence[Marked], text: str, cast: Casting) -> None:
    """Give every national body the state that the words beside it name, or else the document's state."""
    for one in marked:
        for body, state in _owners(one, text):
            thing = cast.things[cast.by_start[body.start]]
            thing.country = thing.country or state.actor
    for thing in cast.things:
        if thing.kind in _NATIONAL and not thing.country and not thing.actor and not thing.unnamed:
            thing.country = cast.home


def read(marked: Sequence[Marked], text: str, cast: Casting) -> Iterator[Stated]:
    """Yield that bodies are part of the state or organisation that their mention names."""
    for one in marked:
        for body, state in _owners(one, text):
            yield from _part_of(body, cast.by_actor.get(state.actor), state, cast)
        for body in one.found:
            if body.kind in _NATIONAL and body.country and not body.unnamed and not body.actor:
                yield from _part_of(body, cast.by_actor.get(body.country), None, cast)
            yield from _shared(body, cast)
            if body.owner and not body.parties and not body.unnamed and body.kind is Kind.INTERNATIONAL_ORGANIZATION:
                yield from _part_of(body, cast.by_actor.get(body.owner), None, cast)


def _shared(found: Found, cast: Casting) -> Iterator[Stated]:
    """Yield what the actors that open a name have to do with what it names: members, parties, participants."""
    relation = _SHARED.get(found.kind)
    whole = cast.by_start.get(found.start)
    if relation is None or whole is None:
        return
    for actor in found.parties:
        part = cast.by_actor.get(actor)
        if part is not None and part != whole:
            if not cast.things[part].mentions:
                cast.things[part].mentions.append(found)
            yield Stated(
                relation=relation,
                subject=part,
                object=whole,
                start=found.start,
                end=found.end,
                rule=_TOGETHER,
                status=Status.ONGOING,
                confidence=CODED[_TOGETHER],
            )


def _owners(one: Marked, text: str) -> Iterator[tuple[Found, Found]]:
    """Yield national bodies with the state named beside them: "Panama's Ministry", "the Dutch Ministry"."""
    for before, behind in zip(one.found, one.found[1:], strict=False):
        between = text[before.end : behind.start]
        if before.is_state and behind.kind in _NATIONAL and not behind.unnamed and _POSSESSIVE.fullmatch(between):
            yield behind, before
        if behind.is_state and before.kind in _NATIONAL and not before.unnamed and _OF_STATE.fullmatch(between):
            yield before, behind


def _part_of(body: Found, whole: int | None, state: Found | None, cast: Casting) -> Iterator[Stated]:
    part = cast.by_start.get(body.start)
    if part is None or whole is None or part == whole:
        return
    thing = cast.things[whole]
    if not thing.mentions:
        thing.mentions.append(state or body)
    yield Stated(
        relation=Relation.PART_OF,
        subject=part,
        object=whole,
        start=min(body.start, state.start) if state else body.start,
        end=max(body.end, state.end) if state else body.end,
        rule=_PART,
        status=Status.ONGOING,
        confidence=CODED[_PART],
    )
