"""Take two agreements without a name for one when the document gives them the same parties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coopgraph.extract.claims import Stated
from coopgraph.extract.referents import Casting, Thing
from coopgraph.model import NOT_ASSERTED, Kind, Relation

_FEWEST = 2
"""Parties from which an agreement is told by them."""


Days = Mapping[int, tuple[str, str]]
"""First and last day of what is dated, by the index of the thing."""


def merged(stated: Sequence[Stated], cast: Casting, days: Days) -> tuple[list[Stated], Days]:
    """Return ``stated`` and ``days`` with every agreement that repeats an earlier one replaced by it."""
    parties: dict[int, set[int]] = {}
    for one in stated:
        if one.relation is Relation.PARTY_TO and one.status not in NOT_ASSERTED:
            parties.setdefault(one.object, set()).add(one.subject)
    same: dict[int, int] = {}
    for index in sorted(parties):
        first = next((i for i in sorted(parties) if i < index and _are_one(i, index, parties, cast, days)), None)
        if first is not None:
            same[index] = same.get(first, first)
            _move(cast.things[index], cast.things[same[index]])
    told = [
        replace(one, subject=same.get(one.subject, one.subject), object=same.get(one.object, one.object))
        for one in stated
    ]
    return told, {same.get(index, index): days[index] for index in sorted(days)}


def _are_one(a: int, b: int, parties: Mapping[int, set[int]], cast: Casting, days: Days) -> bool:
    """Tell whether two things are agreements without a name, alike in kind and parties, of no two dates."""
    one, other = cast.things[a], cast.things[b]
    alike = one.kind is other.kind is Kind.AGREEMENT and one.unnamed and other.unnamed and one.subkind == other.subkind
    dated = a in days and b in days and days[a] != days[b]
    return alike and len(parties[a]) >= _FEWEST and parties[a] == parties[b] and not dated and not other.apart


def _move(repeated: Thing, first: Thing) -> None:
    """Give the mentions and names of ``repeated`` to ``first``."""
    first.mentions.extend(repeated.mentions)
    for name, lang in repeated.names.items():
        first.names.setdefault(name, lang)
    repeated.mentions.clear()
