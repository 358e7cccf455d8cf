"""What kinds of things may stand at the ends of an annotated relation."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from coopgraph.model import ACTOR_KINDS, TOPICAL_KINDS, Kind, Relation

_ANY = frozenset(Kind)
_WHO = ACTOR_KINDS | {Kind.PERSON}
_DOERS = _WHO | {Kind.PROGRAMME}
_LAND = frozenset({Kind.PLACE, Kind.GOVERNMENT})
_BODIES = ACTOR_KINDS | TOPICAL_KINDS
ENDS: Mapping[Relation, tuple[frozenset[Kind], frozenset[Kind]]] = MappingProxyType(
    {
        Relation.FUNDS: (_DOERS, _ANY),
        Relation.PARTY_TO: (_WHO, frozenset({Kind.AGREEMENT})),
        Relation.IMPLEMENTS: (_DOERS, frozenset({Kind.PROGRAMME, Kind.AGREEMENT})),
        Relation.ORGANIZES: (_DOERS, frozenset({Kind.EVENT})),
        Relation.PARTICIPATES_IN: (_DOERS, frozenset({Kind.EVENT, Kind.PROGRAMME, Kind.FORUM})),
        Relation.SUPPORTS: (_DOERS, _ANY),
        Relation.COOPERATES_WITH: (ACTOR_KINDS | {Kind.PROGRAMME}, ACTOR_KINDS | {Kind.PROGRAMME}),
        Relation.PART_OF: (_BODIES, _BODIES),
        Relation.MEMBER_OF: (_WHO, ACTOR_KINDS),
        Relation.LEADS: (_WHO, _BODIES),
        Relation.REPRESENTS: (frozenset({Kind.PERSON}), ACTOR_KINDS | {Kind.PROGRAMME}),
        Relation.BASED_ON: (_BODIES, frozenset({Kind.AGREEMENT, Kind.PROGRAMME})),
        Relation.COVERS: (TOPICAL_KINDS, _ANY - TOPICAL_KINDS - {Kind.PERSON}),
        Relation.LOCATED_IN: (_ANY - {Kind.PERSON}, _LAND),
    }
)
"""The kinds that the guidelines allow, read loosely, for swapped ends and slips; the model learns from fewer."""


def fit(relation: Relation, subject: Kind, object_: Kind) -> bool:
    """Tell whether ``relation`` may be annotated between things of these kinds."""
    subjects, objects = ENDS[relation]
    return subject in subjects and object_ in objects
