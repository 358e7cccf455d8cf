"""Which things without a name are one: those of different documents whose kind, parties and date agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coopgraph.model import NOT_ASSERTED, Reading, Relation, content_id
from coopgraph.resolve.nodes import Group, Node, kind_of, most_said, path

Parties = Mapping[tuple[str, str], frozenset[tuple[Relation, str]]]
"""Who takes part in what, and how, by the ids of the nodes: named entities only."""

TAKING_PART = (Relation.PARTY_TO, Relation.ORGANIZES, Relation.PARTICIPATES_IN)


def parties(readings: Iterable[Reading], entities: Mapping[tuple[str, str], str]) -> Parties:
    """Return who is said to take part, given the named entities by the ids of their nodes."""
    found: dict[tuple[str, str], set[tuple[Relation, str]]] = {}
    for reading in readings:
        for claim in reading.claims:
            who = entities.get((reading.document.id, claim.subject))
            if who and claim.relation in TAKING_PART and claim.status not in NOT_ASSERTED:
                found.setdefault((reading.document.id, claim.object), set()).add((claim.relation, who))
    return {node: frozenset(who) for node, who in found.items()}


def identify(nodes: Iterable[Node], who: Parties) -> tuple[Group, ...]:
    """Return the groups of unnamed ``nodes`` that are one thing, sorted by id."""
    alike: dict[tuple[object, ...], list[Node]] = {}
    for node in nodes:
        if node.unnamed:
            alike.setdefault(_signature(node, who), []).append(node)
    groups = (part for group in alike.values() for part in _apart(sorted(group, key=lambda n: n.id)))
    return tuple(sorted((_group(nodes) for nodes in groups), key=lambda group: group.id))


def _signature(node: Node, who: Parties) -> tuple[object, ...]:
    """Return what nodes must have in common to be one; the node's own id where too little is known."""
    referent, taking_part = node.referent, who.get(node.id)
    if not taking_part or not referent.start:
        return node.id
    end = referent.end or referent.start
    return referent.kind, referent.subkind, referent.start, end, taking_part


def _apart(nodes: list[Node]) -> list[list[Node]]:
    """Return ``nodes`` as one group, or each alone when a document tells two of them apart."""
    documents = {node.document.id for node in nodes}
    return [nodes] if len(documents) == len(nodes) else [[node] for node in nodes]


def _group(nodes: list[Node]) -> Group:
    kind = kind_of(nodes)
    slug = content_id("unnamed", *nodes[0].id)
    country = most_said((n.document.id, n.referent.country) for n in nodes if n.referent.country)
    return Group(nodes=tuple(nodes), country=country, id=path(kind, slug), kind=kind)
