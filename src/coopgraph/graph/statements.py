"""Triples of the facts: the Statement and, where the status asserts it, the plain triple."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from coopgraph import vocab
from coopgraph.graph import literals
from coopgraph.graph.entities import RDF_TYPE
from coopgraph.model import NOT_ASSERTED, Fact

RDF_SUBJECT = NamedNode(vocab.RDF + "subject")
RDF_PREDICATE = NamedNode(vocab.RDF + "predicate")
RDF_OBJECT = NamedNode(vocab.RDF + "object")


def iri(fact: Fact, base: str) -> NamedNode:
    """Return the IRI of a fact's Statement."""
    return literals.node(f"{base}statement/{fact.id}")


def plain(fact: Fact, base: str) -> Iterator[Triple]:
    """Yield the fact as one plain triple, if its status asserts it."""
    if fact.status not in NOT_ASSERTED:
        yield Triple(
            literals.node(base + fact.subject),
            literals.coop(fact.relation),
            literals.node(base + fact.object),
        )


def triples(fact: Fact, base: str) -> Iterator[Triple]:
    """Yield the fact's Statement: its ends, status, weight and attributes."""
    statement = iri(fact, base)
    yield Triple(statement, RDF_TYPE, literals.coop("Statement"))
    yield Triple(statement, RDF_SUBJECT, literals.node(base + fact.subject))
    yield Triple(statement, RDF_PREDICATE, literals.coop(fact.relation))
    yield Triple(statement, RDF_OBJECT, literals.node(base + fact.object))
    yield Triple(statement, literals.coop("status"), NamedNode(vocab.STATUS + fact.status))
    yield Triple(statement, literals.coop("confidence"), literals.confidence(fact.confidence))
    documents = {claim.evidence.document for claim in fact.claims}
    yield Triple(statement, literals.coop("support"), literals.integer(len(documents)))
    for name, value in _attributes(fact):
        yield Triple(statement, literals.coop(name), value)


def _attributes(fact: Fact) -> Iterator[tuple[str, Literal]]:
    attributes = fact.attributes
    if attributes.amount:
        yield "amount", literals.decimal(attributes.amount)
    if attributes.currency:
        yield "currency", literals.text(attributes.currency)
    for role in sorted(set(fact.roles)):
        yield "role", literals.text(role)
    if attributes.start:
        yield "validFrom", literals.date(attributes.start)
    if attributes.end:
        yield "validUntil", literals.date(attributes.end)
