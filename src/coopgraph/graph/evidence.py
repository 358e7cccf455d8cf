"""Triples of the documents: metadata, and the quotations that state each fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode, Triple

from coopgraph import vocab
from coopgraph.graph import literals, statements
from coopgraph.graph.entities import RDF_TYPE
from coopgraph.model import Document, Fact, Span
from coopgraph.registry import normalise

_DCTERMS = vocab.DCTERMS
_OA = vocab.OA


def document_iri(document: str, base: str) -> NamedNode:
    """Return the IRI of a document, which also names its graph."""
    return literals.node(f"{base}document/{document}")


def metadata(document: Document, base: str, publishers: Mapping[str, str]) -> Iterator[Triple]:
    """Yield what its source says about a document; ``publishers`` leads from normalised names to actors."""
    subject = document_iri(document.id, base)
    yield Triple(subject, RDF_TYPE, literals.coop("Document"))
    yield Triple(subject, literals.coop("sha256"), literals.text(document.id))
    if document.title:
        yield Triple(subject, NamedNode(_DCTERMS + "title"), literals.text(document.title, document.lang))
    if document.published:
        yield Triple(subject, NamedNode(_DCTERMS + "issued"), literals.date(document.published))
    if document.lang:
        yield Triple(subject, NamedNode(_DCTERMS + "language"), literals.text(document.lang))
    if literals.is_web_address(document.url):
        yield Triple(subject, NamedNode(_DCTERMS + "source"), NamedNode(document.url))
    if document.publisher:
        actor = publishers.get(normalise(document.publisher))
        publisher = literals.node(base + actor) if actor else literals.text(document.publisher)
        yield Triple(subject, NamedNode(_DCTERMS + "publisher"), publisher)


def quotations(fact: Fact, base: str, texts: Mapping[str, str]) -> Iterator[tuple[str, Triple]]:
    """Yield the annotations of a fact, each triple with the id of the document it quotes."""
    rules: dict[Span, set[str]] = {}
    for claim in fact.claims:
        rules.setdefault(claim.evidence, set()).add(claim.rule)
    for span in sorted(rules):
        for triple in _annotation(fact, span, sorted(rules[span]), texts[span.document], base):
            yield span.document, triple


def _annotation(fact: Fact, span: Span, rules: list[str], text: str, base: str) -> Iterator[Triple]:
    path = f"{base}evidence/{span.document}-{span.start}-{span.end}-{fact.id}"
    annotation = literals.node(path)
    yield Triple(annotation, RDF_TYPE, NamedNode(_OA + "Annotation"))
    yield Triple(annotation, NamedNode(_OA + "motivatedBy"), NamedNode(_OA + "identifying"))
    for rule in rules:
        yield Triple(annotation, literals.coop("rule"), literals.text(rule))
    yield Triple(annotation, NamedNode(_OA + "hasBody"), statements.iri(fact, base))
    yield from target(annotation, span, text, base)


def target(annotation: NamedNode, span: Span, text: str, base: str) -> Iterator[Triple]:
    """Yield what ``annotation`` quotes: the words of ``span`` in the whole ``text`` of their document."""
    path = annotation.value
    resource = literals.node(f"{path}-target")
    yield Triple(annotation, NamedNode(_OA + "hasTarget"), resource)
    yield Triple(resource, RDF_TYPE, NamedNode(_OA + "SpecificResource"))
    yield Triple(resource, NamedNode(_OA + "hasSource"), document_iri(span.document, base))
    yield from _selectors(resource, path, span, text)


def _selectors(target: NamedNode, path: str, span: Span, text: str) -> Iterator[Triple]:
    quote, position = literals.node(f"{path}-quote"), literals.node(f"{path}-position")
    yield Triple(target, NamedNode(_OA + "hasSelector"), quote)
    yield Triple(target, NamedNode(_OA + "hasSelector"), position)
    yield Triple(quote, RDF_TYPE, NamedNode(_OA + "TextQuoteSelector"))
    yield Triple(quote, NamedNode(_OA + "exact"), literals.text(text[span.start : span.end]))
    yield Triple(position, RDF_TYPE, NamedNode(_OA + "TextPositionSelector"))
    yield Triple(position, NamedNode(_OA + "start"), literals.integer(span.start))
    yield Triple(position, NamedNode(_OA + "end"), literals.integer(span.end))
