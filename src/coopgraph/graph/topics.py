"""Triples of the topics: what is about them, their labels, and the words that name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from coopgraph import vocab
from coopgraph.graph import evidence, literals, statements
from coopgraph.graph.entities import PREF_LABEL, RDF_TYPE
from coopgraph.model import Knowledge, TopicMention
from coopgraph.registry.topics import Topic, Topics

ABOUT = literals.coop("about")
CLASSIFIES = literals.coop("classifies")
CONCEPT = NamedNode(vocab.SKOS + "Concept")

Named = Mapping[TopicMention, frozenset[NamedNode]]
"""What is about a topic, things and Statements, by the words that say so."""


def named(knowledge: Knowledge, base: str) -> Named:
    """Return what the things and Statements of ``knowledge`` are about."""
    found: dict[TopicMention, set[NamedNode]] = {}
    for entity in knowledge.entities:
        for mention in entity.topics:
            found.setdefault(mention, set()).add(literals.node(base + entity.id))
    for fact in knowledge.facts:
        for mention in fact.topics:
            found.setdefault(mention, set()).add(statements.iri(fact, base))
    return {mention: frozenset(found[mention]) for mention in sorted(found)}


def about(found: Named) -> Iterator[Triple]:
    """Yield what each thing and Statement is about, once."""
    pairs = {(subject, mention.topic) for mention, subjects in found.items() for subject in subjects}
    for subject, topic in sorted(pairs, key=str):
        yield Triple(subject, ABOUT, iri(topic))


def concepts(found: Iterable[TopicMention], topics: Topics) -> Iterator[Triple]:
    """Yield the topics that occur and those above them, with their labels."""
    used = {topic.id: topic for mention in found for topic in topics.with_broader(mention.topic)}
    for name in sorted(used):
        yield from _concept(used[name])


def quotations(found: Named, base: str, texts: Mapping[str, str]) -> Iterator[tuple[str, Triple]]:
    """Yield the annotations of the words that name topics, each triple with the id of its document."""
    for mention, subjects in found.items():
        for triple in _annotation(mention, subjects, texts[mention.span.document], base):
            yield mention.span.document, triple


def iri(topic: str) -> NamedNode:
    """Return the IRI of a topic."""
    return literals.node(vocab.TOPIC + topic)


def _concept(topic: Topic) -> Iterator[Triple]:
    subject, scheme = iri(topic.id), NamedNode(vocab.TOPIC_SCHEME)
    yield Triple(subject, RDF_TYPE, CONCEPT)
    yield Triple(subject, NamedNode(vocab.SKOS + "notation"), Literal(topic.id))
    yield Triple(subject, NamedNode(vocab.SKOS + "inScheme"), scheme)
    for label in topic.labels:
        yield Triple(subject, PREF_LABEL, literals.label(label))
    if topic.broader:
        yield Triple(subject, NamedNode(vocab.SKOS + "broader"), iri(topic.broader))


def _annotation(mention: TopicMention, subjects: frozenset[NamedNode], text: str, base: str) -> Iterator[Triple]:
    span = mention.span
    annotation = literals.node(f"{base}evidence/{span.document}-{span.start}-{span.end}-{mention.topic}")
    yield Triple(annotation, RDF_TYPE, NamedNode(vocab.OA + "Annotation"))
    yield Triple(annotation, NamedNode(vocab.OA + "motivatedBy"), NamedNode(vocab.OA + "classifying"))
    yield Triple(annotation, NamedNode(vocab.OA + "hasBody"), iri(mention.topic))
    for subject in sorted(subjects, key=str):
        yield Triple(annotation, CLASSIFIES, subject)
    yield from evidence.target(annotation, span, text, base)
