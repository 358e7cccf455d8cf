"""Read a built graph: its quads for exports, a store for queries."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from coopgraph import vocab
from coopgraph.errors import GraphError

GRAPH_FILE = "graph.nq"
"""The canonical file of a built folder; everything the output stage says comes from it."""

_TYPE = ox.NamedNode(vocab.RDF + "type")
_DOCUMENT = ox.NamedNode(vocab.COOP + "Document")
_DOCUMENT_PATH = "document/"


def read_quads(folder: Path) -> tuple[ox.Quad, ...]:
    """Return the quads of ``graph.nq`` in their order; raise GraphError when it is missing or broken."""
    file = folder / GRAPH_FILE
    if not file.is_file():
        raise GraphError(f"{folder}: no graph here (run 'coopgraph build' first)")
    try:
        return tuple(ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS))
    except SyntaxError as error:
        reason = " ".join(str(error).split())
        raise GraphError(f"{file}: broken graph: {reason} (run 'coopgraph build' again)") from error
    except OSError as error:
        raise GraphError(f"{file}: cannot be read: {error} (check its permissions)") from error


def open_graph(folder: Path) -> ox.Store:
    """Return a store of the graph in ``folder``; raise GraphError when it is missing or broken.

    The default graph holds every triple once, so that counts are right; what a document states is in
    its named graph too, for ``GRAPH ?document { ... }``.
    """
    quads = read_quads(folder)
    store = ox.Store()
    store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)
    store.extend(q for q in quads if q.graph_name != ox.DefaultGraph())
    return store


def unique_triples(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """Return the triples of all graphs, each once, in reading order."""
    return sorted({quad.triple for quad in quads}, key=reading_order)


def reading_order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    """Return the key that sorts triples by subject, its types first, then by predicate and object."""
    subject = str(triple.subject).rstrip(">")  # so that an annotation comes before its target and selectors
    return subject, triple.predicate != _TYPE, str(triple.predicate), str(triple.object)


def base_of_quads(quads: Iterable[ox.Quad]) -> str:
    """Return the base IRI that the graph was built with, the default one when it holds no document."""
    documents = (q.subject for q in quads if q.predicate == _TYPE and q.object == _DOCUMENT)
    return _base(next(documents, None))


def base_of_store(store: ox.Store) -> str:
    """Return the base IRI that the graph was built with, the default one when it holds no document."""
    documents = (q.subject for q in store.quads_for_pattern(None, _TYPE, _DOCUMENT))
    return _base(next(documents, None))


def _base(document: object) -> str:
    if not isinstance(document, ox.NamedNode) or _DOCUMENT_PATH not in document.value:
        return vocab.BASE
    return document.value.rpartition(_DOCUMENT_PATH)[0]
