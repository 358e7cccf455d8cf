"""From knowledge to quads: the whole graph on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Quad, Triple

from coopgraph import vocab
from coopgraph.graph import entities, evidence, literals, privacy, statements, topics
from coopgraph.model import ACTOR_KINDS, NOT_ASSERTED, Knowledge, Relation
from coopgraph.registry import normalise
from coopgraph.registry.topics import Topics


def to_quads(knowledge: Knowledge, *, base: str = vocab.BASE) -> Iterator[Quad]:
    """Yield the graph, each quad once: things and facts in the default graph, a graph for each document.

    Names, titles, roles and quotations that hold an e-mail address or a telephone number are left out.
    """
    clean = privacy.without_contacts(knowledge, privacy.load())
    named = topics.named(clean, base)
    for triple in _default_graph(clean, named, base):
        yield Quad(triple.subject, triple.predicate, triple.object)
    for document, triple in _document_graphs(clean, named, base):
        yield Quad(triple.subject, triple.predicate, triple.object, evidence.document_iri(document, base))


def _default_graph(knowledge: Knowledge, named: topics.Named, base: str) -> Iterator[Triple]:
    known = frozenset(entity.id for entity in knowledge.entities)
    funders = {f.subject for f in knowledge.facts if f.relation is Relation.FUNDS and f.status not in NOT_ASSERTED}
    for entity in knowledge.entities:
        yield from entities.triples(entity, base, funder=entity.id in funders, known=known)
    asserted: dict[Triple, None] = {}
    for fact in knowledge.facts:
        asserted.update(dict.fromkeys(statements.plain(fact, base)))
        yield from statements.triples(fact, base)
    yield from asserted
    yield from topics.about(named)
    if named:
        yield from topics.concepts(named, Topics.load())


def _document_graphs(knowledge: Knowledge, named: topics.Named, base: str) -> Iterator[tuple[str, Triple]]:
    texts = {document.id: document.text for document in knowledge.documents}
    publishers = _publishers(knowledge)
    for document in knowledge.documents:
        for triple in evidence.metadata(document, base, publishers):
            yield document.id, triple
    for entity in knowledge.entities:
        subject = literals.node(base + entity.id)
        for document_id in sorted(set(entity.documents)):
            source = evidence.document_iri(document_id, base)
            yield document_id, Triple(subject, literals.coop("mentionedIn"), source)
    for fact in knowledge.facts:
        yield from evidence.quotations(fact, base, texts)
    yield from topics.quotations(named, base, texts)


def _publishers(knowledge: Knowledge) -> Mapping[str, str]:
    """Return the actors by their normalised names; a name that several actors share leads to none."""
    ids: dict[str, set[str]] = {}
    for entity in knowledge.entities:
        if entity.kind in ACTOR_KINDS:
            for name in (*entity.labels, *entity.aliases):
                ids.setdefault(normalise(name.text), set()).add(entity.id)
    return {name: min(actors) for name, actors in ids.items() if len(actors) == 1}
