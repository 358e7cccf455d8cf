"""Checks of the topics: every one has labels, and words of a document that name it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from coopgraph import vocab
from coopgraph.graph.entities import PREF_LABEL, RDF_TYPE
from coopgraph.graph.topics import ABOUT, CLASSIFIES, CONCEPT
from coopgraph.graph.written import Problem, Term, Written, place, short

_HAS_BODY = NamedNode(vocab.OA + "hasBody")
_LANGUAGES = {"en", "es"}


def labels(graph: Written) -> Iterator[Problem]:
    """Yield the topics that are no skos:Concept or lack a label in English or Spanish."""
    for topic in sorted({triple.object for triple in graph.triples if triple.predicate == ABOUT}, key=str):
        if CONCEPT not in graph.values(topic, RDF_TYPE):
            yield Problem(place=place(topic), message="is the topic of something, but no skos:Concept")
        found = graph.values(topic, PREF_LABEL)
        lacking = _LANGUAGES - {label.language for label in found if isinstance(label, Literal)}
        for language in sorted(lacking):
            yield Problem(place=place(topic), message=f"has no skos:prefLabel in language {language!r}")


def evidence(graph: Written) -> Iterator[Problem]:
    """Yield what is about a topic without words that name it, and the words that name one for nothing."""
    quoted = {
        (subject, topic)
        for annotation, said in graph.about.items()
        for subject in said.get(CLASSIFIES, ())
        for topic in graph.values(annotation, _HAS_BODY)
    }
    stated: set[tuple[Term, Term]] = {(t.subject, t.object) for t in graph.triples if t.predicate == ABOUT}
    for subject, topic in stated - quoted:
        yield Problem(place=place(subject), message=f"coop:about {short(topic)} without words that name it")
    for subject, topic in quoted - stated:
        message = f"words name {short(topic)} as its topic, but it is not coop:about it"
        yield Problem(place=place(subject), message=message)
