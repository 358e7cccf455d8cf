"""The things and asserted facts of a graph as plain values, for formats that know no RDF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from coopgraph import vocab
from coopgraph.model import NOT_ASSERTED, Kind
from coopgraph.output import store

Index = Mapping[str, Mapping[str, tuple[ox.Literal | ox.NamedNode, ...]]]
"""Subject -> predicate -> objects, all in reading order."""

_CLASSES = {vocab.COOP + kind: kind for kind in Kind}
_QUOTATION = (vocab.OA + "hasTarget", vocab.OA + "hasSelector", vocab.OA + "exact")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One node: its IRI, its names, and the years of the documents that mention it."""

    id: str
    label: str
    type: str
    aliases: tuple[str, ...]
    first_year: int | None
    last_year: int | None
    topics: tuple[str, ...]
    """Names of the topics it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One asserted fact: the IRI of its Statement, its ends, and what the documents say of it."""

    id: str
    source: str
    target: str
    relation: str
    status: str
    confidence: float
    support: int
    role: str
    amount: str
    currency: str
    quotation: str
    """The first one, by document and place."""
    documents: tuple[str, ...]
    """IRIs of all documents that state it."""
    topics: tuple[str, ...]


def read(quads: Iterable[ox.Quad]) -> tuple[tuple[Thing, ...], tuple[Edge, ...]]:
    """Return the things and the asserted facts between them, sorted by IRI."""
    index = _index(store.unique_triples(quads))
    things = tuple(
        _thing(iri, index, _CLASSES[kind])
        for iri in sorted(index)
        if (kind := next((k for k in _values(index, iri, vocab.RDF + "type") if k in _CLASSES), ""))
    )
    annotations = _annotations(index)
    statements = [i for i in sorted(index) if vocab.COOP + "Statement" in _values(index, i, vocab.RDF + "type")]
    edges = (_edge(iri, index, annotations.get(iri, [])) for iri in statements)
    return things, tuple(edge for edge in edges if edge.status not in NOT_ASSERTED)


def _index(triples: Iterable[ox.Triple]) -> Index:
    index: dict[str, dict[str, tuple[ox.Literal | ox.NamedNode, ...]]] = defaultdict(dict)
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.Literal | ox.NamedNode):
            objects = index[triple.subject.value]
            predicate = triple.predicate.value
            objects[predicate] = (*objects.get(predicate, ()), triple.object)
    return index


def _values(index: Index, iri: str, predicate: str) -> tuple[str, ...]:
    return tuple(term.value for term in index.get(iri, {}).get(predicate, ()))


def _first(index: Index, iri: str, predicate: str) -> str:
    return next(iter(_values(index, iri, predicate)), "")


def _thing(iri: str, index: Index, kind: Kind) -> Thing:
    label = _label(index, iri)
    names = {*_values(index, iri, vocab.SKOS + "prefLabel"), *_values(index, iri, vocab.SKOS + "altLabel")}
    years = sorted(
        int(issued[:4])
        for document in _values(index, iri, vocab.COOP + "mentionedIn")
        for issued in _values(index, document, vocab.DCTERMS + "issued")
    )
    return Thing(
        id=iri,
        label=label,
        type=kind.value,
        aliases=tuple(sorted(names - {label})),
        first_year=years[0] if years else None,
        last_year=years[-1] if years else None,
        topics=_topics(index, iri),
    )


def _topics(index: Index, iri: str) -> tuple[str, ...]:
    return tuple(sorted(_label(index, topic) for topic in _values(index, iri, vocab.COOP + "about")))


def _label(index: Index, iri: str) -> str:
    """Return the English label, else one without language, else the first; the IRI when there is none."""
    labels = index.get(iri, {}).get(vocab.SKOS + "prefLabel", ())
    ranked = sorted(
        ({"en": 0, "": 1}.get((term.language or "") if isinstance(term, ox.Literal) else "", 2), term.value)
        for term in labels
    )
    return ranked[0][1] if ranked else iri


def _annotations(index: Index) -> Mapping[str, list[str]]:
    """Return the annotations of each Statement, in reading order: by document and place."""
    found: dict[str, list[str]] = defaultdict(list)
    for iri in index:
        for statement in _values(index, iri, vocab.OA + "hasBody"):
            found[statement].append(iri)
    return found


def _edge(iri: str, index: Index, annotations: list[str]) -> Edge:
    def value(name: str) -> str:
        return _first(index, iri, vocab.COOP + name)

    return Edge(
        id=iri,
        source=_first(index, iri, vocab.RDF + "subject"),
        target=_first(index, iri, vocab.RDF + "object"),
        relation=_first(index, iri, vocab.RDF + "predicate").removeprefix(vocab.COOP),
        status=value("status").removeprefix(vocab.STATUS),
        confidence=float(value("confidence") or 0),
        support=int(value("support") or 0),
        role="; ".join(_values(index, iri, vocab.COOP + "role")),
        amount=value("amount"),
        currency=value("currency"),
        quotation=next((q for a in annotations for q in _follow(index, a, _QUOTATION)), ""),
        documents=_documents(index, annotations),
        topics=_topics(index, iri),
    )


def _documents(index: Index, annotations: list[str]) -> tuple[str, ...]:
    path = (vocab.OA + "hasTarget", vocab.OA + "hasSource")
    return tuple(sorted({document for a in annotations for document in _follow(index, a, path)}))


def _follow(index: Index, start: str, path: Iterable[str]) -> tuple[str, ...]:
    """Return what a path of predicates leads to."""
    reached: tuple[str, ...] = (start,)
    for predicate in path:
        reached = tuple(value for iri in reached for value in _values(index, iri, predicate))
    return reached
