"""Write a built graph in other formats: the same bytes for the same graph, from its canonical file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox

from coopgraph import vocab
from coopgraph.errors import OutputError
from coopgraph.output import export_network, store, xml_text
from coopgraph.output.formats import shorten

Quads = tuple[ox.Quad, ...]

_TYPE = vocab.RDF + "type"
_UNWRITTEN = frozenset({"id", "rdfs", "prov"})
"""Prefixes that no resource of a graph needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """One format: what it is called and the function from quads to files by name."""

    title: str
    write: Callable[[Quads], Mapping[str, bytes]]


def export(folder: Path, format: str) -> Mapping[str, bytes]:  # noqa: A002
    """Return the files of the graph in ``folder`` in one of ``EXPORTERS``, by name.

    All formats give one file, but csv, which gives ``nodes.csv`` and ``edges.csv``. Raise OutputError for
    an unknown format and GraphError when the graph is missing or broken.
    """
    exporter = EXPORTERS.get(format)
    if exporter is None:
        raise OutputError(f"{format}: no such export format (use {', '.join(EXPORTERS)})")
    return exporter.write(store.read_quads(folder))


def _prefixes(quads: Quads) -> dict[str, str]:
    known = vocab.prefixes(store.base_of_quads(quads))
    return {name: iri for name, iri in known.items() if name not in _UNWRITTEN}


def _turtle(quads: Quads) -> Mapping[str, bytes]:
    turtle = _serialise(store.unique_triples(quads), ox.RdfFormat.TURTLE, _prefixes(quads))
    # A blank line before each subject, as in a built graph.ttl; in literals line breaks are escaped.
    return {"graph.ttl": re.sub(rb"(?<= \.\n)(?=[^@])", b"\n", turtle)}


def _ntriples(quads: Quads) -> Mapping[str, bytes]:
    return {"graph.nt": _serialise(store.unique_triples(quads), ox.RdfFormat.N_TRIPLES)}


def _nquads(quads: Quads) -> Mapping[str, bytes]:
    lines = {_serialise([quad], ox.RdfFormat.N_QUADS) for quad in quads}
    return {"graph.nq": b"".join(sorted(lines))}


def _trig(quads: Quads) -> Mapping[str, bytes]:
    return {"graph.trig": _serialise(_sorted_quads(quads), ox.RdfFormat.TRIG, _prefixes(quads))}


def _rdf_xml(quads: Quads) -> Mapping[str, bytes]:
    triples = [_legal_in_xml(triple) for triple in store.unique_triples(quads)]
    return {"graph.rdf": _serialise(triples, ox.RdfFormat.RDF_XML, _prefixes(quads))}


def _json_ld(quads: Quads) -> Mapping[str, bytes]:
    prefixes = _prefixes(quads)
    expanded = json.loads(_serialise(store.unique_triples(quads), ox.RdfFormat.JSON_LD))
    document = {"@context": prefixes, "@graph": [_compact(node, prefixes) for node in expanded]}
    return {"graph.jsonld": (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()}


def _sorted_quads(quads: Quads) -> list[ox.Quad]:
    return sorted(set(quads), key=lambda quad: (_graph_order(quad), store.reading_order(quad.triple)))


def _graph_order(quad: ox.Quad) -> str:
    return "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)


def _serialise(
    statements: list[ox.Triple] | list[ox.Quad], form: ox.RdfFormat, prefixes: dict[str, str] | None = None
) -> bytes:
    return ox.serialize(statements, format=form, prefixes=prefixes) or b""


def _legal_in_xml(triple: ox.Triple) -> ox.Triple:
    """Return the triple with the characters that XML cannot hold replaced."""
    value = triple.object
    if not isinstance(value, ox.Literal) or (text := xml_text.legal(value.value)) == value.value:
        return triple
    if value.language:
        return ox.Triple(triple.subject, triple.predicate, ox.Literal(text, language=value.language))
    return ox.Triple(triple.subject, triple.predicate, ox.Literal(text, datatype=value.datatype))


def _compact(node: Mapping[str, Any], prefixes: Mapping[str, str]) -> dict[str, Any]:
    """Return a node of expanded JSON-LD with its types as ``@type`` and its IRIs written with prefixes."""
    compact: dict[str, Any] = {"@id": shorten(node["@id"], prefixes)}
    if types := node.get(_TYPE):
        compact["@type"] = [shorten(item["@id"], prefixes) for item in types]
    for predicate, values in node.items():
        if predicate not in {"@id", _TYPE}:
            compact[shorten(predicate, prefixes)] = [_value(value, prefixes) for value in values]
    return compact


def _value(value: Mapping[str, str], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return one object of expanded JSON-LD, its id or datatype written with a prefix."""
    return {k: shorten(v, prefixes) if k in {"@id", "@type"} else v for k, v in value.items()}


EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        "ttl": Exporter(title="Turtle", write=_turtle),
        "nt": Exporter(title="N-Triples", write=_ntriples),
        "nq": Exporter(title="N-Quads, a graph for each document", write=_nquads),
        "trig": Exporter(title="TriG, a graph for each document", write=_trig),
        "jsonld": Exporter(title="JSON-LD", write=_json_ld),
        "rdf": Exporter(title="RDF/XML", write=_rdf_xml),
        "graphml": Exporter(title="GraphML, for yEd, Cytoscape and networkx", write=export_network.graphml),
        "gexf": Exporter(title="GEXF, for Gephi", write=export_network.gexf),
        "csv": Exporter(title="CSV, a table of things and one of facts", write=export_network.csv_tables),
    }
)
"""The export formats by name."""
