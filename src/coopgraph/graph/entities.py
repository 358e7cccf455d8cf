"""Triples of the things: type, names, dates, identifiers."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from coopgraph import vocab
from coopgraph.graph import literals
from coopgraph.model import ACTOR_KINDS, Entity, Kind

RDF_TYPE = NamedNode(vocab.RDF + "type")
PREF_LABEL = NamedNode(vocab.SKOS + "prefLabel")
ALT_LABEL = NamedNode(vocab.SKOS + "altLabel")
EXACT_MATCH = NamedNode(vocab.SKOS + "exactMatch")
IDENTIFIER = NamedNode(vocab.DCTERMS + "identifier")


def triples(entity: Entity, base: str, *, funder: bool, known: frozenset[str]) -> Iterator[Triple]:
    """Yield what is said of one thing; ``known`` are the ids of all things in the graph."""
    subject = literals.node(base + entity.id)
    for name in _classes(entity, funder=funder):
        yield Triple(subject, RDF_TYPE, literals.coop(name))
    yield from _names(subject, entity)
    yield from _dates(subject, entity)
    for identifier in sorted(set(entity.identifiers)):
        if literals.is_web_address(identifier):
            yield Triple(subject, EXACT_MATCH, NamedNode(identifier))
        else:
            yield Triple(subject, IDENTIFIER, literals.text(identifier))
    if entity.country in known and entity.country != entity.id:
        yield Triple(subject, literals.coop("country"), literals.node(base + entity.country))


def _classes(entity: Entity, *, funder: bool) -> Iterator[str]:
    yield entity.kind
    if entity.kind in ACTOR_KINDS:
        yield "Actor"
    if entity.subkind:
        yield entity.subkind
    if funder:
        yield "Funder"


def _names(subject: NamedNode, entity: Entity) -> Iterator[Triple]:
    for name in sorted(set(entity.labels)):
        yield Triple(subject, PREF_LABEL, literals.label(name))
    for name in sorted(set(entity.aliases) - set(entity.labels)):
        yield Triple(subject, ALT_LABEL, literals.label(name))


def _dates(subject: NamedNode, entity: Entity) -> Iterator[Triple]:
    if entity.kind is Kind.AGREEMENT and entity.start:
        yield Triple(subject, literals.coop("signedOn"), literals.date(entity.start))
    if entity.kind is Kind.EVENT:
        if entity.start:
            yield Triple(subject, literals.coop("startDate"), literals.date(entity.start))
        if entity.end:
            yield Triple(subject, literals.coop("endDate"), literals.date(entity.end))
