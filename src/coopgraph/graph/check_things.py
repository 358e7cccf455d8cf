"""Checks of the things: types, names, terms, dates, privacy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from coopgraph import resources, vocab
from coopgraph.graph import privacy
from coopgraph.graph.entities import ALT_LABEL, IDENTIFIER, PREF_LABEL, RDF_TYPE
from coopgraph.graph.literals import coop
from coopgraph.graph.statements import RDF_OBJECT, RDF_SUBJECT
from coopgraph.graph.written import Problem, Term, Written, place, short
from coopgraph.model import Kind

_KINDS = frozenset(coop(kind) for kind in Kind)
_ISSUED = NamedNode(vocab.DCTERMS + "issued")
_DATES = frozenset({_ISSUED, *(coop(name) for name in ("startDate", "endDate", "signedOn", "validFrom", "validUntil"))})
_DATE_FORMS = {
    vocab.XSD + "gYear": re.compile(r"\d{4}"),
    vocab.XSD + "gYearMonth": re.compile(r"\d{4}-(0[1-9]|1[0-2])"),
    vocab.XSD + "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
}
_CODES = frozenset({IDENTIFIER, coop("sha256"), coop("rule"), coop("amount"), coop("confidence")})
"""Properties whose values are no words, so that a run of digits in them is no telephone number."""


def _things(graph: Written) -> Iterator[Term]:
    ends = {
        end
        for statement in graph.of_class("Statement")
        for predicate in (RDF_SUBJECT, RDF_OBJECT)
        for end in graph.values(statement, predicate)
    }
    for subject, said in graph.about.items():
        if coop("mentionedIn") in said or _KINDS & set(said.get(RDF_TYPE, ())):
            ends.add(subject)
    yield from ends


def types(graph: Written) -> Iterator[Problem]:
    """Yield the things with none or several of the twelve types, or are mentioned in an unknown document."""
    documents = set(graph.of_class("Document"))
    for thing in _things(graph):
        found = [short(t) for t in graph.values(thing, RDF_TYPE) if t in _KINDS]
        if len(found) != 1:
            message = f"has {len(found)} of the twelve types (one is right): {', '.join(found) or 'none'}"
            yield Problem(place=place(thing), message=message)
        for document in graph.values(thing, coop("mentionedIn")):
            if document not in documents:
                message = f"coop:mentionedIn {document}, which is no coop:Document of the graph"
                yield Problem(place=place(thing), message=message)


def names(graph: Written) -> Iterator[Problem]:
    """Yield the things with no preferred label, two in one language, or one that is an alias too."""
    for thing in _things(graph):
        labels = graph.values(thing, PREF_LABEL)
        if not labels:
            yield Problem(place=place(thing), message="has no skos:prefLabel")
        languages = Counter(label.language or "" for label in labels if isinstance(label, Literal))
        for language, count in languages.items():
            if count > 1:
                message = f"has {count} skos:prefLabel in language {language!r} (one is right)"
                yield Problem(place=place(thing), message=message)
        for label in set(labels) & set(graph.values(thing, ALT_LABEL)):
            yield Problem(place=place(thing), message=f"{label} is skos:prefLabel and skos:altLabel at once")


def terms(graph: Written) -> Iterator[Problem]:
    """Yield the classes and properties in the namespace of the ontology that it does not define."""
    content = resources.ontology("coopgraph.ttl").read_bytes()
    defined = {quad.subject for quad in parse(content, format=RdfFormat.TURTLE)}
    for triple in graph.triples:
        term: Term = triple.object if triple.predicate == RDF_TYPE else triple.predicate
        if isinstance(term, NamedNode) and term.value.startswith(vocab.COOP) and term not in defined:
            message = f"{short(term)} is no term of the ontology"
            yield Problem(place=place(triple.subject), message=message)


def dates(graph: Written) -> Iterator[Problem]:
    """Yield the dates that are not well formed for their datatype."""
    for triple in graph.triples:
        if triple.predicate in _DATES and not _is_date(triple.object):
            message = f"{short(triple.predicate)} {triple.object} is not a well formed date, month or year"
            yield Problem(place=place(triple.subject), message=message)


def _is_date(term: Term) -> bool:
    if not isinstance(term, Literal):
        return False
    form = _DATE_FORMS.get(term.datatype.value)
    if form is None or not form.fullmatch(term.value):
        return False
    if not term.datatype.value.endswith("#date"):
        return True
    try:
        date.fromisoformat(term.value)
    except ValueError:
        return False
    return True


def contacts(graph: Written) -> Iterator[Problem]:
    """Yield the words that hold an e-mail address or a telephone number."""
    holds_contact = privacy.load()
    for triple in graph.triples:
        if triple.predicate in _CODES or not isinstance(triple.object, Literal):
            continue
        if holds_contact(triple.object.value):
            message = f"{short(triple.predicate)} holds an e-mail address or a telephone number"
            yield Problem(place=place(triple.subject), message=message)
