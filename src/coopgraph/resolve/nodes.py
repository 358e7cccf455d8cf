"""Referents with their documents, and the groups of them that are one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coopgraph.model import Document, Kind, Mention, Reading, Referent

FAMILIES = {
    Kind.PROGRAMME: "programme",
    Kind.AGREEMENT: "agreement",
    Kind.EVENT: "event",
    Kind.PERSON: "person",
    Kind.PLACE: "place",
}
"""First step of an entity's path; that of all other kinds is ``actor``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One referent, with those of its mentions that are in the document's own text."""

    document: Document
    referent: Referent

    @property
    def id(self) -> tuple[str, str]:
        """Document and key: unique among all nodes."""
        return self.document.id, self.referent.key

    @property
    def unnamed(self) -> bool:
        """Whether nothing but its description is known of it."""
        return not self.referent.actor and (self.referent.unnamed or not self.referent.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The nodes that are one thing, sorted by id, and what identifies it."""

    nodes: tuple[Node, ...]
    actor: str = ""
    country: str = ""
    """Id of the registry's actor for its state."""
    id: str
    kind: Kind


def path(kind: Kind, slug: str) -> str:
    """Return the path of an entity below the base IRI; a registry's ``place/panama`` stays as it is."""
    family = FAMILIES.get(kind, "actor")
    return slug if slug.startswith(f"{family}/") else f"{family}/{slug}"


def nodes(reading: Reading) -> tuple[Node, ...]:
    """Return the referents that the document's own text mentions."""
    found = (Node(document=reading.document, referent=_own(r, reading.document)) for r in reading.referents)
    return tuple(node for node in found if node.referent.mentions)


def kind_of(group: Sequence[Node]) -> Kind:
    """Return the kind that most documents say; of equals, the first of the list of kinds."""
    votes = {(node.document.id, node.referent.kind) for node in group}
    counts = Counter(kind for _, kind in votes)
    order = list(Kind)
    return min(counts, key=lambda kind: (-counts[kind], order.index(kind)))


def most_said(votes: Iterable[tuple[str, str]]) -> str:
    """Return the value that most documents say, given (document, value); then the longest, then the first."""
    counts = Counter(value for _, value in set(votes))
    return min(counts, key=lambda value: (-counts[value], -len(value), value), default="")


def _own(referent: Referent, document: Document) -> Referent:
    """Return ``referent`` with its mentions in the document's own passages only."""
    passages = document.own_passages

    def is_own(mention: Mention) -> bool:
        return any(p.start <= mention.span.start < p.end for p in passages)

    return replace(referent, mentions=tuple(m for m in referent.mentions if is_own(m)))
