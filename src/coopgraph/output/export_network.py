"""Write the things and asserted facts of a graph as a network: GraphML, GEXF, CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from io import StringIO
from typing import TYPE_CHECKING, Any

from coopgraph.output import facts, xml_text

if TYPE_CHECKING:
    import networkx
    import pyoxigraph as ox

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula, or hides one behind."""

SEPARATOR = " | "
"""Between the members of a list in one cell or attribute."""

_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>\n"
_META = re.compile(r"\s*<meta\b.*?</meta>", re.DOTALL)


def graphml(quads: tuple[ox.Quad, ...]) -> Mapping[str, bytes]:
    """Return the network as GraphML, parallel edges kept, the id of an edge that of its Statement."""
    import networkx as nx

    text = "\n".join(nx.generate_graphml(_network(quads), named_key_ids=True))
    return {"graph.graphml": _document(text)}


def gexf(quads: tuple[ox.Quad, ...]) -> Mapping[str, bytes]:
    """Return the network as GEXF 1.2, without the date and the program that networkx stamps on it."""
    import networkx as nx

    network = _network(quads)
    for _source, _target, key, data in network.edges(keys=True, data=True):
        data["id"] = key
    text = "\n".join(nx.generate_gexf(network))
    return {"graph.gexf": _document(_META.sub("", text, count=1))}


def csv_tables(quads: tuple[ox.Quad, ...]) -> Mapping[str, bytes]:
    """Return ``nodes.csv`` and ``edges.csv``, no cell of which a spreadsheet runs as a formula."""
    things, edges = facts.read(quads)
    return {
        "nodes.csv": _table(facts.Thing, things),
        "edges.csv": _table(facts.Edge, edges),
    }


def _network(quads: tuple[ox.Quad, ...]) -> networkx.MultiDiGraph[str]:
    import networkx as nx

    things, edges = facts.read(quads)
    network: networkx.MultiDiGraph[str] = nx.MultiDiGraph()
    for thing in things:
        network.add_node(thing.id, **_attributes(thing, "id"))
    for edge in edges:
        network.add_edge(edge.source, edge.target, key=edge.id, **_attributes(edge, "id", "source", "target"))
    return network


def _attributes(value: facts.Thing | facts.Edge, *left_out: str) -> dict[str, Any]:
    """Return the known fields of a value as XML attributes; lists become text."""
    plain = {name: _plain(field) for name, field in asdict(value).items() if name not in left_out}
    return {name: xml_text.legal(v) if isinstance(v, str) else v for name, v in plain.items() if v is not None}


def _plain(field: Any) -> Any:
    return SEPARATOR.join(field) if isinstance(field, tuple) else field


def _document(body: str) -> bytes:
    return b"" if not body else (_DECLARATION + body.removeprefix(_DECLARATION).rstrip() + "\n").encode()


def _table(kind: type[facts.Thing | facts.Edge], values: Iterable[facts.Thing | facts.Edge]) -> bytes:
    page = StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(field.name for field in fields(kind))
    for value in values:
        writer.writerow(_cell(_plain(field)) for field in asdict(value).values())
    return page.getvalue().encode()


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
