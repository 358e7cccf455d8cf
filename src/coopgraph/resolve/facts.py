"""Claims that state the same thing become one fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import prod

from coopgraph.model import Attributes, Claim, Fact, Reading, Relation, Status, content_id

HIGHEST = 0.99
"""No number of documents makes a fact certain."""

Stated = tuple[Relation, str, str, Status, Attributes]
"""What the claims of one fact have in common: relation, subject, object, status, attributes but the role."""


def gather(readings: Iterable[Reading], entities: Mapping[tuple[str, str], str]) -> tuple[Fact, ...]:
    """Return the facts sorted by id, given the entities by document and key of their referents.

    Claims about a referent that is no entity are left out, and so are those that lead from a thing to itself.
    """
    found: dict[Stated, set[Claim]] = {}
    for reading in readings:
        for claim in reading.claims:
            ends = [entities.get((reading.document.id, key), "") for key in (claim.subject, claim.object)]
            if all(ends) and ends[0] != ends[1]:
                found.setdefault(_stated(claim, *ends), set()).add(claim)
    return tuple(sorted((_fact(*item) for item in found.items()), key=lambda fact: fact.id))


def confidence(claims: Iterable[Claim]) -> float:
    """Return how sure a fact is: each document's best claim counts as independent of the others'."""
    best: dict[str, float] = {}
    for claim in claims:
        document = claim.evidence.document
        best[document] = max(claim.confidence, best.get(document, 0.0))
    return round(min(1 - prod(1 - best[document] for document in sorted(best)), HIGHEST), 2)


def _stated(claim: Claim, subject: str, object_: str) -> Stated:
    if claim.relation is Relation.COOPERATES_WITH:
        subject, object_ = sorted((subject, object_))
    said = claim.attributes
    attributes = Attributes(amount=said.amount, currency=said.currency, start=said.start, end=said.end)
    return claim.relation, subject, object_, claim.status, attributes


def _fact(stated: Stated, claims: set[Claim]) -> Fact:
    relation, subject, object_, status, said = stated
    parts = (relation, subject, object_, status, said.amount, said.currency, said.start, said.end)
    return Fact(
        id=content_id(*parts),
        relation=relation,
        subject=subject,
        object=object_,
        status=status,
        attributes=said,
        roles=tuple(sorted({claim.attributes.role for claim in claims} - {""})),
        confidence=confidence(claims),
        claims=tuple(sorted(claims, key=_order)),
    )


def _order(claim: Claim) -> tuple[object, ...]:
    said = claim.attributes
    return claim.evidence, claim.rule, claim.subject, claim.object, said.role, claim.confidence
