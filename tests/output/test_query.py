from __future__ import annotations

import csv
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from pathlib import Path

import pyoxigraph as ox
import pytest

from coopgraph import graph, output, vocab
from coopgraph.errors import GraphError, QueryError
from coopgraph.model import Knowledge
from coopgraph.output import query

FUNDS = "SELECT (COUNT(*) AS ?n) WHERE { ?funder coop:funds ?recipient }"


def ask(store: ox.Store, text: str, format: str = "csv") -> str:  # noqa: A002
    return query.write(query.run(store, text), format)


def refusal(store: ox.Store, text: str) -> str:
    with pytest.raises(QueryError) as caught:
        query.run(store, text)
    assert "\n" not in str(caught.value)
    return str(caught.value)


# --- opening ---


def test_a_folder_without_a_graph_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(GraphError) as caught:
        output.open_graph(tmp_path)
    assert str(caught.value) == f"{tmp_path}: no graph here (run 'coopgraph build' first)"


@pytest.mark.parametrize("content", [b"<a:a> <a:b> <a:c> .\n<a:a> oops\n", b"\xff\xfe\n", b'<a:a> <a:b> "x'])
def test_a_broken_graph_gives_one_line_with_the_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "graph.nq").write_bytes(content)
    with pytest.raises(GraphError, match=r"^\S*graph\.nq: broken graph: .*line \d+.*build' again\)$"):
        output.open_graph(tmp_path)


def test_the_default_graph_holds_every_triple_once(river: ox.Store, built: Path) -> None:
    with (built / "graph.nq").open("rb") as file:
        triples = {quad.triple for quad in ox.parse(file, ox.RdfFormat.N_QUADS)}
    assert ask(river, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == f"n\r\n{len(triples)}\r\n"


def test_a_triple_of_two_documents_is_counted_once(tmp_path: Path) -> None:
    triple = f"<a:x> <{vocab.COOP}funds> <a:y>"
    (tmp_path / "graph.nq").write_text(f"{triple} .\n{triple} <a:one> .\n{triple} <a:two> .\n", "utf-8")
    store = output.open_graph(tmp_path)
    assert ask(store, FUNDS) == "n\r\n1\r\n"
    assert ask(store, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a coop:funds ?b } }") == "n\r\n2\r\n"


def test_graphs_tell_documents_apart(river: ox.Store) -> None:
    found = ask(river, "SELECT DISTINCT ?g { GRAPH ?g { ?annotation oa:hasBody ?statement } }")
    assert found.count("document/") == 2


# --- prefixes ---


def test_a_querys_own_prefix_wins(river: ox.Store) -> None:
    assert ask(river, "PREFIX coop: <urn:x:> SELECT (coop:y AS ?z) {}") == "z\r\nurn:x:y\r\n"


def test_id_prefixes_follow_the_base_of_the_graph(tmp_path: Path, river_knowledge: Knowledge) -> None:
    graph.write(river_knowledge, tmp_path, base="https://example.org/kg/")
    store = output.open_graph(tmp_path)
    for name in ("actor:care", "<actor/care>", r"id:actor\/care"):
        assert ask(store, f"ASK {{ {name} a coop:Actor }}", "json") == '{"head":{},"boolean":true}\n'


# --- forms and formats ---


def test_select_as_csv_is_exact_even_where_a_cell_looks_like_a_formula(river: ox.Store) -> None:
    found = ask(river, "SELECT ?name { actor:rio skos:prefLabel ?name } ORDER BY ?name")
    assert list(csv.reader(StringIO(found))) == [["name"], ["=Río <Ltd>"], ["Ríu"]]


def test_select_as_tsv_and_json_keep_languages_and_datatypes(river: ox.Store) -> None:
    text = "SELECT ?name ?day ?none { event:workshop skos:prefLabel ?name ; coop:startDate ?day }"
    assert ask(river, text, "tsv") == (f'?name\t?day\t?none\n"Taller del Agua"@es\t"2020-05-01"^^<{vocab.XSD}date>\t\n')
    found = json.loads(ask(river, text, "json"))
    assert found["head"]["vars"] == ["name", "day", "none"]
    assert found["results"]["bindings"] == [
        {
            "name": {"type": "literal", "value": "Taller del Agua", "xml:lang": "es"},
            "day": {"type": "literal", "value": "2020-05-01", "datatype": f"{vocab.XSD}date"},
        }
    ]


def test_ask_answers(river: ox.Store) -> None:
    assert query.run(river, "ASK { ?a coop:funds ?b }").answer is True
    assert ask(river, "ASK { ?a coop:leads ?b }", "table") == "false\n"


@pytest.mark.parametrize("text", ["CONSTRUCT WHERE { actor:care ?p ?o }", "DESCRIBE actor:care"])
def test_graphs_come_as_sorted_turtle_that_reads_back(river: ox.Store, text: str) -> None:
    turtle = ask(river, text, "ttl")
    assert turtle == ask(river, text, "ttl")
    back = {quad.triple for quad in ox.parse(turtle, ox.RdfFormat.TURTLE)}
    care = ox.NamedNode(vocab.BASE + "actor/care")
    assert back == {q.triple for q in river.quads_for_pattern(care, None, None, ox.DefaultGraph())}
    assert "actor:care a coop:Actor" in turtle


def test_results_can_be_read_as_values(river: ox.Store) -> None:
    result = query.run(river, "SELECT ?amount ?none { ?s coop:amount ?amount }")
    assert result.variables == ("amount", "none")
    assert [[term and term.value for term in row] for row in result.rows] == [["1500000.5", None]]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "format", "fitting"),
    [
        ("SELECT * {}", "ttl", "table, csv, tsv, json"),
        ("ASK {}", "csv", "table, json"),
        ("DESCRIBE actor:care", "json", "table, ttl"),
        ("ASK {}", "xlsx", "table, csv, tsv, json, ttl"),
    ],
)
def test_a_format_that_does_not_fit_names_those_that_do(
    river: ox.Store,
    text: str,
    format: str,  # noqa: A002
    fitting: str,
) -> None:
    with pytest.raises(QueryError, match=rf"^{format}: no .* \(use {fitting}\)$"):
        ask(river, text, format)


# --- tables ---


def test_a_table_shortens_iris_and_fits_the_terminal(river: ox.Store) -> None:
    text = "SELECT ?s ?p ?o { ?s a coop:Statement ; ?p ?o } ORDER BY ?s ?p ?o"
    table = ask(river, text, "table")
    lines = table.splitlines()
    assert max(map(len, lines)) <= 80
    assert "coop:confidence" in table
    assert "http" not in table
    assert lines[-1] == f"{len(query.run(river, text).rows)} rows"


def test_a_wider_terminal_gets_longer_lines(river: ox.Store) -> None:
    result = query.run(river, "SELECT (CONCAT('" + "word " * 40 + "') AS ?text) {}")
    assert 80 < max(map(len, query.write(result, "table", width=150).splitlines())) <= 150


def test_a_table_gives_a_terminal_no_orders(river: ox.Store) -> None:
    table = ask(river, r"SELECT ('\u001B[31mred [bold]x[/bold] \u0007\u009B2J' AS ?text) {}", "table")
    assert "[31mred [bold]x[/bold]" in table
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in table.replace("\n", ""))


def test_words_stay_whole_where_they_can(river: ox.Store) -> None:
    row = "('negotiating' AS ?a) ('cooperatesWith' AS ?b) ('" + "long text " * 30 + "' AS ?c)"
    table = ask(river, f"SELECT {row} {{}}", "table")
    assert "negotiating" in table
    assert "cooperatesWith" in table


def test_an_empty_table_says_so(river: ox.Store) -> None:
    assert ask(river, "SELECT ?a { ?a coop:leads ?b }", "table").endswith("no rows\n")


# --- refusals ---


@contextmanager
def listener() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a server on this machine and the list of what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_args: object) -> None:
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()
        thread.join()


SERVICES = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "SELECT * { service silent<URL>{ ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<URL>{} }",
    "PREFIX x: <URL> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "PREFIX x: <URL> SELECT * { SERVICE x:a { ?s ?p ?o } }",
    "SELECT * { VALUES ?u { <URL> } SERVICE ?u { ?s ?p ?o } }",
    "SELECT * { SERVICE # { }\n <URL> #\n { ?s ?p ?o } }",
    "SELECT * { FILTER(1<2)SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p '#' . SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(?s<?p&&'x>'!='y') SERVICE <URL> { ?s ?p ?o } } #'",
    r"SELECT * { ?s <http://x.org/\u0041'> ?o . SERVICE <URL> { ?s ?p ?o } } #'",
    r"SELECT * { ?s coop:a\'b ?o . SERVICE <URL> { ?s ?p ?o } } #'",
    "SELECT * { ?s <http://x.org/\u00a0'> ?o . SERVICE <URL> { ?s ?p ?o } } #'",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE <URL> { ?s ?p ?o } } } } }",
    "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "PREFIX a\u1680b: <URL> SELECT * { SERVICE a\u1680b:c { ?s ?p ?o } }",
    "SELECT * { BIND(<URL> AS ?a\u00b7) SERVICE ?a\u00b7 { ?s ?p ?o } }",
    r"SELECT * { \u0053ERVICE <URL> { ?s ?p ?o } }",
]


def test_without_the_guard_the_engine_would_fetch(river: ox.Store) -> None:
    with listener() as (url, asked):
        list(river.query(f"SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}"))
    assert asked


@pytest.mark.parametrize("text", SERVICES)
def test_service_is_refused_however_it_is_written_and_nothing_is_fetched(river: ox.Store, text: str) -> None:
    with listener() as (url, asked):
        message = refusal(river, text.replace("URL", url))
    assert message.startswith("query: SERVICE is refused")
    assert asked == []


@pytest.mark.parametrize("clause", ["FROM <URL>", "FROM NAMED <URL>"])
def test_from_chooses_among_the_graphs_at_hand_and_fetches_nothing(river: ox.Store, clause: str) -> None:
    with listener() as (url, asked):
        result = query.run(river, f"SELECT * {clause.replace('URL', url)} WHERE {{ ?s ?p ?o }}")
    assert result.rows == ()
    assert asked == []


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s { ?s skos:prefLabel 'Secret Service: a history' }",
        "SELECT ?s { ?s <http://service.example.org/service> ?o } # the service <x> of all",
        "PREFIX service: <http://x.org/> SELECT ?s { ?s service:of ?service . ?service a ?o }",
    ],
)
def test_a_query_may_speak_of_services(river: ox.Store, text: str) -> None:
    assert query.run(river, text).rows == ()


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1:1/>",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX x: <a:> # note\n DELETE WHERE { ?s ?p ?o }",
        "clear all",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused_and_change_nothing(river: ox.Store, text: str) -> None:
    before = len(river)
    assert "read-only (use SELECT, ASK, CONSTRUCT or DESCRIBE)" in refusal(river, text)
    assert len(river) == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "SELECT ?s {\n ?s a nope:X }",
            "query:2:13: not valid SPARQL: prefix 'nope:' is not declared (known",
        ),
        ("hello", "query:1:6: not valid SPARQL: a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("", "query:1:1: not valid SPARQL: a query begins with SELECT"),
        ("SELECT ?a (COUNT(*) AS ?n) { ?a ?b ?c }", "the SELECT contains a variable that is unbound"),
        ("SELECT ?s {\n ?s ?p 'open }", "query:2:15: not valid SPARQL: cannot be read near"),
        ("ASK { FILTER(<http://x.org/f>(1)) }", "query: cannot be evaluated: The custom function"),
    ],
)
def test_a_wrong_query_gets_one_line_with_place_and_reason(river: ox.Store, text: str, message: str) -> None:
    assert message in refusal(river, text)
