"""Checks of the files: both graphs say the same, and the documents are there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Triple

from coopgraph import vocab
from coopgraph.graph.literals import coop
from coopgraph.graph.write import DOCUMENTS, NQUADS, TURTLE
from coopgraph.graph.written import Problem, Term, Written, place, short
from coopgraph.model import Relation

_MENTIONED_IN = coop("mentionedIn")
_IN_DEFAULT_GRAPH = frozenset(
    {coop(relation) for relation in Relation} | {NamedNode(vocab.RDF + "subject"), coop("about")}
)
_IN_GRAPH_OF_OBJECT = frozenset({_MENTIONED_IN, NamedNode(vocab.OA + "hasSource")})


def same_triples(graph: Written) -> Iterator[Problem]:
    """Yield the triples that only one of the two files has."""
    quads = {quad.triple for quad in graph.quads}
    yield from _lacking(TURTLE, quads - graph.triples, other=NQUADS)
    yield from _lacking(NQUADS, graph.triples - quads, other=TURTLE)


def _lacking(file: str, triples: set[Triple] | frozenset[Triple], *, other: str) -> Iterator[Problem]:
    for triple in triples:
        said = f"{short(triple.predicate)} {short(triple.object)}"
        yield Problem(place=place(triple.subject, file=file), message=f"lacks {said}, which {other} has")


def graph_names(graph: Written) -> Iterator[Problem]:
    """Yield the quads in the wrong graph: facts belong to the default one, sources to their document's."""
    for quad in graph.quads:
        where = place(quad.subject, file=NQUADS)
        if quad.predicate in _IN_DEFAULT_GRAPH and not isinstance(quad.graph_name, DefaultGraph):
            message = f"{short(quad.predicate)} lies in {quad.graph_name} (the default graph is right)"
            yield Problem(place=where, message=message)
        if quad.predicate in _IN_GRAPH_OF_OBJECT and quad.graph_name != quad.object:
            message = f"{short(quad.predicate)} lies in {quad.graph_name} ({quad.object} is right)"
            yield Problem(place=where, message=message)


def blank_nodes(graph: Written) -> Iterator[Problem]:
    """Yield the blank nodes."""
    for triple in graph.triples:
        if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
            message = f"{short(triple.predicate)} has a blank node (an IRI is right)"
            yield Problem(place=place(triple.subject), message=message)


def documents(graph: Written) -> Iterator[Problem]:
    """Yield the documents whose stored text is missing, altered or not described."""
    named: set[str] = set()
    for document in graph.of_class("Document"):
        sha256 = document_id(document)
        named.add(f"{sha256}.txt")
        if [str(value) for value in graph.values(document, coop("sha256"))] != [f'"{sha256}"']:
            message = "coop:sha256 is not the last step of its IRI"
            yield Problem(place=place(document), message=message)
        yield from _stored(graph, sha256)
    folder = graph.folder / DOCUMENTS
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if file.name not in named:
            yield Problem(place=f"{DOCUMENTS}/{file.name}", message=f"is not described in {TURTLE}")


def _stored(graph: Written, sha256: str) -> Iterator[Problem]:
    where = f"{DOCUMENTS}/{sha256}.txt"
    try:
        content = (graph.folder / DOCUMENTS / f"{sha256}.txt").read_bytes()
    except OSError as error:
        yield Problem(place=where, message=f"cannot be read: {error.strerror}")
        return
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        yield Problem(place=where, message=f"its SHA-256 is {found} (its name is right)")


def document_id(document: Term) -> str:
    """Return the last step of a document's IRI."""
    return str(document).strip("<>").rsplit("/", 1)[-1]
