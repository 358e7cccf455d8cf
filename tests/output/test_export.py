from __future__ import annotations

import csv
import json
import shutil
import subprocess
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from coopgraph import vocab
from coopgraph.errors import GraphError, OutputError
from coopgraph.output import EXPORTERS
from coopgraph.output.export import export

EDGES = 12
"""Facts of the sample that are asserted: all but the request."""
NODES = 11

RDF = {
    "ttl": ("turtle", ox.RdfFormat.TURTLE, "turtle"),
    "nt": ("nt", ox.RdfFormat.N_TRIPLES, "ntriples"),
    "nq": ("nquads", ox.RdfFormat.N_QUADS, "nquads"),
    "trig": ("trig", ox.RdfFormat.TRIG, "trig"),
    "rdf": ("xml", ox.RdfFormat.RDF_XML, "rdfxml"),
    "jsonld": ("json-ld", ox.RdfFormat.JSON_LD, None),
}


def single(folder: Path, format: str) -> bytes:  # noqa: A002
    (content,) = export(folder, format).values()
    return content


def tables(folder: Path) -> dict[str, list[dict[str, str]]]:
    files = export(folder, "csv")
    return {name: list(csv.DictReader(StringIO(text.decode(), newline=""))) for name, text in files.items()}


@pytest.fixture(scope="module")
def canonical(built: Path) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse((built / "graph.nq").read_bytes(), ox.RdfFormat.N_QUADS)}


def without_bell(triples: set[ox.Triple]) -> set[str]:
    return {str(triple).replace(r"\u0007", "\ufffd") for triple in triples}


@pytest.mark.parametrize("format", EXPORTERS)
def test_the_order_of_the_file_changes_no_byte(built: Path, tmp_path: Path, format: str) -> None:  # noqa: A002
    lines = (built / "graph.nq").read_bytes().splitlines(keepends=True)
    (tmp_path / "graph.nq").write_bytes(b"".join(reversed(lines)))
    assert export(built, format) == export(tmp_path, format)


@pytest.mark.parametrize("format", RDF)
def test_pyoxigraph_reads_the_same_triples_back(built: Path, canonical: set[ox.Triple], format: str) -> None:  # noqa: A002
    read = {quad.triple for quad in ox.parse(single(built, format), RDF[format][1])}
    expected = without_bell(canonical) if format == "rdf" else {str(triple) for triple in canonical}
    assert {str(triple) for triple in read} == expected


@pytest.mark.parametrize("format", RDF)
def test_rdflib_reads_the_same_number_of_triples(built: Path, canonical: set[ox.Triple], format: str) -> None:  # noqa: A002
    dataset = rdflib.Dataset()
    dataset.parse(data=single(built, format), format=RDF[format][0])
    assert len({(s, p, o) for s, p, o, _ in dataset.quads()}) == len(canonical)


@pytest.mark.skipif(not shutil.which("rapper"), reason="rapper: not on the PATH (Debian's raptor2-utils)")
@pytest.mark.parametrize("format", ["ttl", "nt", "rdf"])
def test_rapper_reads_the_same_number_of_triples(built: Path, canonical: set[ox.Triple], format: str) -> None:  # noqa: A002
    command = ["rapper", "-q", "-i", str(RDF[format][2]), "-o", "ntriples", "-", "http://x.org/"]
    done = subprocess.run(command, input=single(built, format), capture_output=True, check=True)
    assert len(set(done.stdout.splitlines())) == len(canonical)


@pytest.mark.parametrize("format", ["nq", "trig"])
def test_formats_with_graphs_keep_the_documents_apart(built: Path, format: str) -> None:  # noqa: A002
    quads = set(ox.parse(single(built, format), RDF[format][1]))
    assert quads == set(ox.parse((built / "graph.nq").read_bytes(), ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize(("format", "file"), [("ttl", "graph.ttl"), ("nq", "graph.nq")])
def test_formats_of_the_build_give_the_bytes_of_the_build(built: Path, format: str, file: str) -> None:  # noqa: A002
    assert export(built, format) == {file: (built / file).read_bytes()}


def test_json_ld_is_compact_and_has_its_context_inside(built: Path) -> None:
    document = json.loads(single(built, "jsonld"))
    assert document["@context"]["coop"] == vocab.COOP
    rio = next(node for node in document["@graph"] if node["@id"] == "actor:rio")
    assert rio["@type"] == ["coop:Actor", "coop:Company"]
    assert rio["coop:country"] == [{"@id": "actor:peru"}]


def read_graphml(content: bytes) -> nx.MultiDiGraph:
    return nx.read_graphml(BytesIO(content), force_multigraph=True)


def read_gexf(content: bytes) -> nx.MultiDiGraph:
    return nx.read_gexf(BytesIO(content))


@pytest.mark.parametrize(("format", "read"), [("graphml", read_graphml), ("gexf", read_gexf)])
def test_networkx_reads_networks_back_with_parallel_edges(built: Path, format: str, read) -> None:  # type: ignore[no-untyped-def]  # noqa: A002
    network = read(single(built, format))
    assert (network.number_of_nodes(), network.number_of_edges()) == (NODES, EDGES)
    norway, river = vocab.BASE + "actor/norway", vocab.BASE + "programme/river"
    parallel = network.get_edge_data(norway, river).values()
    assert {data["status"] for data in parallel} == {"ongoing", "decided"}
    ongoing = next(data for data in parallel if data["status"] == "ongoing")
    assert ongoing["relation"] == "funds"
    assert (ongoing["confidence"], ongoing["support"]) == (0.9, 2)
    assert ongoing["documents"].count("document/") == 2
    assert ongoing["quotation"] in {"Norway funds the River Project", "Noruega financia el Proyecto del Río"}


@pytest.mark.parametrize(("format", "read"), [("graphml", read_graphml), ("gexf", read_gexf)])
def test_networks_say_what_things_are(built: Path, format: str, read) -> None:  # type: ignore[no-untyped-def]  # noqa: A002
    node = read(single(built, format)).nodes[vocab.BASE + "actor/norway"]
    assert node["label"] == "Government of Norway"
    assert node["type"] == "Government"
    assert node["aliases"] == "Gobierno de Noruega | Norway"
    assert (node["first_year"], node["last_year"]) == (2019, 2021)


def test_tables_say_what_things_and_facts_are_about(built: Path) -> None:
    found = tables(built)
    nodes = {node["label"]: node["topics"] for node in found["nodes.csv"] if node["topics"]}
    assert nodes == {"River Project": "water and sanitation"}
    assert [(edge["relation"], edge["topics"]) for edge in found["edges.csv"] if edge["topics"]] == [
        ("partyTo", "peacebuilding")
    ]


def test_edges_of_graphml_are_named_by_their_statements(built: Path) -> None:
    keys = [key for *_, key in read_graphml(single(built, "graphml")).edges(keys=True)]
    assert len(set(keys)) == EDGES
    assert all(key.startswith(vocab.BASE + "statement/") for key in keys)


@pytest.mark.parametrize("format", ["rdf", "graphml", "gexf"])
def test_xml_stays_well_formed_whatever_the_text_holds(built: Path, format: str) -> None:  # noqa: A002
    content = single(built, format)
    assert ElementTree.fromstring(content) is not None
    assert "A bell\ufffdrang".encode() in content or b"A bell&#65533;rang" in content


def test_gexf_carries_no_date(built: Path) -> None:
    content = single(built, "gexf")
    assert b"lastmodifieddate" not in content
    assert b"NetworkX" not in content


def test_csv_has_a_row_for_each_thing_and_each_asserted_fact(built: Path) -> None:
    found = tables(built)
    nodes, edges = found["nodes.csv"], found["edges.csv"]
    assert (len(nodes), len(edges)) == (NODES, EDGES)
    assert {edge["source"] for edge in edges} | {edge["target"] for edge in edges} <= {n["id"] for n in nodes}
    funding = next(edge for edge in edges if edge["amount"])
    assert (funding["amount"], funding["currency"], funding["support"]) == ("1500000.5", "NOK", "2")


def test_csv_keeps_a_spreadsheet_from_running_a_name(built: Path) -> None:
    nodes = {node["id"].removeprefix(vocab.BASE): node for node in tables(built)["nodes.csv"]}
    assert nodes["actor/rio"]["label"] == "'=Río <Ltd>"
    assert nodes["actor/rio"]["aliases"] == "Ríu"
    assert nodes["actor/care"]["aliases"] == "'=CA"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_each_dangerous_beginning_gets_an_apostrophe(tmp_path: Path, start: str) -> None:
    thing, label = ox.NamedNode("a:x"), ox.Literal(start + "1+1")
    kind = ox.NamedNode(vocab.COOP + "Company")
    quads = [
        ox.Quad(thing, ox.NamedNode(vocab.RDF + "type"), kind),
        ox.Quad(thing, ox.NamedNode(vocab.SKOS + "prefLabel"), label),
    ]
    (tmp_path / "graph.nq").write_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
    assert tables(tmp_path)["nodes.csv"][0]["label"] == f"'{start}1+1"


def test_an_unknown_format_names_the_known_ones(built: Path) -> None:
    with pytest.raises(OutputError) as caught:
        export(built, "docx")
    assert str(caught.value) == ("docx: no such export format (use ttl, nt, nq, trig, jsonld, rdf, graphml, gexf, csv)")


def test_a_missing_graph_is_said_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"no graph here \(run 'coopgraph build' first\)$"):
        export(tmp_path, "ttl")
