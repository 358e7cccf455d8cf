"""Each fault that a graph can have, made by editing its files, and found where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
    serialize,
)

from coopgraph import graph, vocab
from coopgraph.errors import GraphError
from coopgraph.graph import Problem
from coopgraph.model import Relation, Status

from .knowledge import ENGLISH, FACTS, FUNDING, SPANISH

STATEMENT = f"<{vocab.BASE}statement/{FUNDING.id}>"
UNION, IOM, BRIDGE = "actor/european-union", "actor/iom", "programme/bridge"
QUOTE = "The European Union funds the Bridge Project — “Puente”"
START = ENGLISH.text.index(QUOTE)
OFFSETS = f"{START}-{START + len(QUOTE)}"
ANNOTATION = f"evidence/{ENGLISH.id}-{OFFSETS}-{FUNDING.id}"
TOPIC_ANNOTATION = f"evidence/{ENGLISH.id}-0-14-border-management"
DENIED = next(f for f in FACTS if f.status is Status.DENIED)

Change = Callable[[set[Quad]], Iterable[Quad]]


def iri(path: str) -> NamedNode:
    return NamedNode(vocab.BASE + path)


def term(name: str) -> NamedNode:
    prefix, local = name.split(":")
    return NamedNode(vocab.PREFIXES[prefix] + local)


def add(path: str, predicate: str, value: NamedNode | Literal | BlankNode, *, source: str = "") -> Change:
    name = iri(f"document/{source}") if source else DefaultGraph()
    return lambda quads: quads | {Quad(iri(path), term(predicate), value, name)}


def drop(path: str, predicate: str, value: NamedNode | Literal | None = None) -> Change:
    return lambda quads: {
        quad
        for quad in quads
        if (quad.subject, quad.predicate) != (iri(path), term(predicate)) or value not in {None, quad.object}
    }


def put(path: str, predicate: str, value: NamedNode | Literal) -> Change:
    def change(quads: set[Quad]) -> set[Quad]:
        return {
            Quad(quad.subject, quad.predicate, value, quad.graph_name)
            if (quad.subject, quad.predicate) == (iri(path), term(predicate))
            else quad
            for quad in quads
        }

    return change


def edit(folder: Path, *changes: Change) -> None:
    """Write the graph again with these changes in both of its files."""
    quads = set(parse(path=folder / "graph.nq", format=RdfFormat.N_QUADS))
    for change in changes:
        quads = set(change(quads))
    (folder / "graph.nq").write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")
    triples = {quad.triple for quad in quads}
    (folder / "graph.ttl").write_bytes(serialize(triples, format=RdfFormat.TURTLE) or b"")


def typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(vocab.XSD + datatype))


def test_a_written_graph_has_no_problem(folder: Path) -> None:
    assert graph.check(folder) == ()


STATEMENT_FAULTS = [
    (drop(f"statement/{FUNDING.id}", "coop:status"), "has 0 coop:status (one is right)"),
    (drop(f"statement/{FUNDING.id}", "coop:confidence"), "has 0 coop:confidence (one is right)"),
    (drop(f"statement/{FUNDING.id}", "coop:support"), "has 0 coop:support (one is right)"),
    (drop(f"statement/{FUNDING.id}", "rdf:subject"), "has 0 rdf:subject (one is right)"),
    (drop(f"statement/{FUNDING.id}", "rdf:predicate"), "has 0 rdf:predicate (one is right)"),
    (drop(f"statement/{FUNDING.id}", "rdf:object"), "has 0 rdf:object (one is right)"),
    (
        add(f"statement/{FUNDING.id}", "coop:status", NamedNode(vocab.STATUS + "ended")),
        "has 2 coop:status (one is right)",
    ),
    (
        put(f"statement/{FUNDING.id}", "coop:status", NamedNode(vocab.STATUS + "wished")),
        "status:wished is no status",
    ),
    (
        put(f"statement/{FUNDING.id}", "rdf:predicate", term("coop:country")),
        "coop:country is none of the fourteen relations",
    ),
    (
        put(f"statement/{FUNDING.id}", "coop:confidence", typed("1.01", "decimal")),
        f'coop:confidence "1.01"^^<{vocab.XSD}decimal> is not a number from 0 to 1',
    ),
    (
        put(f"statement/{FUNDING.id}", "coop:confidence", Literal("high")),
        'coop:confidence "high" is not a number from 0 to 1',
    ),
    (
        put(f"statement/{FUNDING.id}", "coop:support", typed("3", "integer")),
        f'coop:support "3"^^<{vocab.XSD}integer> is not the number of its documents, 2',
    ),
]


@pytest.mark.parametrize(("change", "message"), STATEMENT_FAULTS, ids=[message for _, message in STATEMENT_FAULTS])
def test_a_fault_of_a_statement_is_found(folder: Path, change: Change, message: str) -> None:
    edit(folder, change)
    assert Problem(place=f"graph.ttl {STATEMENT}", message=message) in graph.check(folder)


def test_a_statement_without_evidence_is_found(folder: Path) -> None:
    edit(
        folder,
        lambda quads: {q for q in quads if "/evidence/" not in str(q.subject) or FUNDING.id not in str(q)},
    )
    assert set(graph.check(folder)) == {
        Problem(place=f"graph.ttl {STATEMENT}", message="has no evidence"),
        Problem(place=f"graph.ttl {STATEMENT}", message="coop:about topic:transport without words that name it"),
        Problem(
            place=f"graph.ttl {STATEMENT}",
            message=f'coop:support "2"^^<{vocab.XSD}integer> is not the number of its documents, 0',
        ),
    }


THING_FAULTS = [
    (
        add(IOM, "rdf:type", term("coop:Company")),
        IOM,
        "has 2 of the twelve types (one is right): coop:Company, coop:InternationalOrganization",
    ),
    (drop(IOM, "rdf:type"), IOM, "has 0 of the twelve types (one is right): none"),
    (drop(IOM, "skos:prefLabel"), IOM, "has no skos:prefLabel"),
    (drop("place/panama-city", "skos:prefLabel"), "place/panama-city", "has no skos:prefLabel"),
    (
        add(IOM, "skos:prefLabel", Literal("Migration Body", language="en")),
        IOM,
        "has 2 skos:prefLabel in language 'en' (one is right)",
    ),
    (
        add("actor/network", "skos:altLabel", Literal("Isthmus Network", language="en")),
        "actor/network",
        '"Isthmus Network"@en is skos:prefLabel and skos:altLabel at once',
    ),
    (
        add(IOM, "skos:altLabel", Literal("IOM, mail@example.org")),
        IOM,
        "skos:altLabel holds an e-mail address or a telephone number",
    ),
    (
        put(IOM, "skos:prefLabel", Literal("IOM (+507 555 0101)", language="en")),
        IOM,
        "skos:prefLabel holds an e-mail address or a telephone number",
    ),
    (add(IOM, "coop:friendOf", iri(UNION)), IOM, "coop:friendOf is no term of the ontology"),
    (add(IOM, "rdf:type", term("coop:Club")), IOM, "coop:Club is no term of the ontology"),
    (
        put("event/workshop", "coop:startDate", typed("2021-13", "gYearMonth")),
        "event/workshop",
        f'coop:startDate "2021-13"^^<{vocab.XSD}gYearMonth> is not a well formed date, month or year',
    ),
    (
        put("event/workshop", "coop:startDate", typed("2021-02-30", "date")),
        "event/workshop",
        f'coop:startDate "2021-02-30"^^<{vocab.XSD}date> is not a well formed date, month or year',
    ),
    (
        put("agreement/memorandum", "coop:signedOn", Literal("2021")),
        "agreement/memorandum",
        'coop:signedOn "2021" is not a well formed date, month or year',
    ),
]


@pytest.mark.parametrize(("change", "path", "message"), THING_FAULTS, ids=[message for *_, message in THING_FAULTS])
def test_a_fault_of_a_thing_is_found_and_no_other(folder: Path, change: Change, path: str, message: str) -> None:
    edit(folder, change)
    assert graph.check(folder) == (Problem(place=f"graph.ttl <{vocab.BASE}{path}>", message=message),)


def test_an_end_that_is_nothing_of_the_graph_is_found(folder: Path) -> None:
    edit(
        folder,
        put(f"statement/{FUNDING.id}", "rdf:object", iri("programme/lost")),
        add(UNION, "coop:funds", iri("programme/lost")),
    )
    where = f"graph.ttl <{vocab.BASE}programme/lost>"
    assert set(graph.check(folder)) == {
        Problem(place=where, message="has no skos:prefLabel"),
        Problem(place=where, message="has 0 of the twelve types (one is right): none"),
    }


def test_a_mention_in_an_unknown_document_is_found(folder: Path) -> None:
    edit(folder, add(IOM, "coop:mentionedIn", iri("document/0"), source="0"))
    message = f"coop:mentionedIn {iri('document/0')}, which is no coop:Document of the graph"
    assert graph.check(folder) == (Problem(place=f"graph.ttl {iri(IOM)}", message=message),)


def test_a_plain_triple_without_a_statement_is_found(folder: Path) -> None:
    edit(folder, add(IOM, "coop:leads", iri(BRIDGE)))
    message = f"plain triple coop:leads {iri(BRIDGE)} without a Statement that asserts it (found: none at all)"
    assert graph.check(folder) == (Problem(place=f"graph.ttl {iri(IOM)}", message=message),)


def test_a_plain_triple_beside_a_status_that_denies_it_is_found(folder: Path) -> None:
    edit(folder, add(DENIED.subject, f"coop:{DENIED.relation}", iri(DENIED.object)))
    found = "without a Statement that asserts it (found: status:denied)"
    message = f"plain triple coop:basedOn {iri(DENIED.object)} {found}"
    assert graph.check(folder) == (Problem(place=f"graph.ttl {iri(DENIED.subject)}", message=message),)


def test_a_missing_plain_triple_is_found_at_the_statements_that_assert_it_only(folder: Path) -> None:
    edit(folder, drop(UNION, "coop:funds"))
    message = f"asserts coop:funds {iri(BRIDGE)}, but that plain triple is missing"
    asserting = [
        f
        for f in FACTS
        if (f.subject, f.relation) == (UNION, Relation.FUNDS) and f.status in {Status.ONGOING, Status.COMPLETED}
    ]
    assert len(asserting) == 2
    assert set(graph.check(folder)) == {
        Problem(place=f"graph.ttl {iri(f'statement/{f.id}')}", message=message) for f in asserting
    }


QUOTATION_FAULTS = [
    (
        put(f"{ANNOTATION}-quote", "oa:exact", Literal(QUOTE.upper())),
        f" {OFFSETS}",
        "oa:exact is not what the document says there",
    ),
    (
        put(f"{ANNOTATION}-position", "oa:start", typed(str(START + 1), "integer")),
        f" {START + 1}-{START + len(QUOTE)}",
        "oa:exact is not what the document says there",
    ),
    (
        put(f"{ANNOTATION}-position", "oa:end", typed("-1", "integer")),
        f" {START}--1",
        "oa:exact is not what the document says there",
    ),
    (
        drop(f"{ANNOTATION}-position", "oa:start"),
        "",
        "needs one oa:hasSource, one oa:exact, one oa:start and one oa:end",
    ),
    (drop(ANNOTATION, "coop:rule"), "", "has no coop:rule"),
]


@pytest.mark.parametrize(("change", "offsets", "message"), QUOTATION_FAULTS)
def test_a_fault_of_a_quotation_is_found_with_its_offsets(
    folder: Path, change: Change, offsets: str, message: str
) -> None:
    edit(folder, change)
    place = f"graph.ttl {iri(ANNOTATION)}{offsets}"
    assert graph.check(folder) == (Problem(place=place, message=message),)


def test_an_annotation_of_something_else_is_found(folder: Path) -> None:
    edit(folder, add(ANNOTATION, "oa:hasBody", iri(IOM), source=ENGLISH.id))
    problem = Problem(place=f"graph.ttl {iri(ANNOTATION)}", message="oa:hasBody is no coop:Statement")
    assert problem in graph.check(folder)


TOPIC_FAULTS = [
    (
        add(BRIDGE, "coop:about", term("topic:health")),
        [
            (term("topic:health"), "is the topic of something, but no skos:Concept"),
            (term("topic:health"), "has no skos:prefLabel in language 'en'"),
            (term("topic:health"), "has no skos:prefLabel in language 'es'"),
            (iri(BRIDGE), "coop:about topic:health without words that name it"),
        ],
    ),
    (
        drop(BRIDGE, "coop:about"),
        [(iri(BRIDGE), "words name topic:border-management as its topic, but it is not coop:about it")],
    ),
    (
        drop(TOPIC_ANNOTATION, "coop:classifies"),
        [(iri(BRIDGE), "coop:about topic:border-management without words that name it")],
    ),
    (
        put(f"{TOPIC_ANNOTATION}-quote", "oa:exact", Literal("another project")),
        [(f"{iri(TOPIC_ANNOTATION)} 0-14", "oa:exact is not what the document says there")],
    ),
]


@pytest.mark.parametrize(("change", "problems"), TOPIC_FAULTS)
def test_a_fault_of_a_topic_is_found(folder: Path, change: Change, problems: list[tuple[object, str]]) -> None:
    edit(folder, change)
    assert set(graph.check(folder)) == {
        Problem(place=f"graph.ttl {place}", message=message) for place, message in problems
    }


def test_an_altered_document_is_found_and_so_are_the_quotations_it_no_longer_holds(folder: Path) -> None:
    file = folder / "documents" / f"{ENGLISH.id}.txt"
    file.write_text(ENGLISH.text.replace("European", "Europaean"), encoding="utf-8", newline="\n")
    problems = graph.check(folder)
    assert any(p.place == f"documents/{ENGLISH.id}.txt" and "its SHA-256 is" in p.message for p in problems)
    message = "oa:exact is not what the document says there"
    assert Problem(place=f"graph.ttl {iri(ANNOTATION)} {OFFSETS}", message=message) in problems


def test_a_missing_document_is_found(folder: Path) -> None:
    (folder / "documents" / f"{ENGLISH.id}.txt").unlink()
    problems = graph.check(folder)
    place = f"documents/{ENGLISH.id}.txt"
    assert Problem(place=place, message="cannot be read: No such file or directory") in problems
    message = "quotes a document whose text cannot be read"
    assert Problem(place=f"graph.ttl {iri(ANNOTATION)} {OFFSETS}", message=message) in problems


def test_a_document_that_the_graph_does_not_describe_is_found(folder: Path) -> None:
    (folder / "documents" / "stray.txt").write_text("x")
    problem = Problem(place="documents/stray.txt", message="is not described in graph.ttl")
    assert graph.check(folder) == (problem,)


def test_a_wrong_hash_in_the_graph_is_found(folder: Path) -> None:
    path = f"document/{SPANISH.id}"
    edit(folder, put(path, "coop:sha256", Literal("0")))
    problem = Problem(place=f"graph.ttl {iri(path)}", message="coop:sha256 is not the last step of its IRI")
    assert graph.check(folder) == (problem,)


@pytest.mark.parametrize(("file", "other"), [("graph.ttl", "graph.nq"), ("graph.nq", "graph.ttl")])
def test_a_triple_that_one_file_lacks_is_found(folder: Path, file: str, other: str) -> None:
    path = folder / other
    extra = f'<{vocab.BASE}{IOM}> <{vocab.SKOS}altLabel> "Migrants\' body"@en .\n'
    path.write_bytes(path.read_bytes() + b"\n" + extra.encode())
    message = f'lacks skos:altLabel "Migrants\' body"@en, which {other} has'
    assert Problem(place=f"{file} {iri(IOM)}", message=message) in graph.check(folder)


def test_a_quad_in_the_wrong_graph_is_found(folder: Path) -> None:
    plain = Quad(iri(UNION), term("coop:funds"), iri(BRIDGE))
    document = iri(f"document/{ENGLISH.id}")
    mention = Quad(iri(IOM), term("coop:mentionedIn"), document, document)
    moved = {
        Quad(plain.subject, plain.predicate, plain.object, document),
        Quad(mention.subject, mention.predicate, mention.object),
    }
    edit(folder, lambda quads: (quads - {plain, mention}) | moved)
    assert set(graph.check(folder)) == {
        Problem(
            place=f"graph.nq {iri(UNION)}",
            message=f"coop:funds lies in {document} (the default graph is right)",
        ),
        Problem(place=f"graph.nq {iri(IOM)}", message=f"coop:mentionedIn lies in DEFAULT ({document} is right)"),
    }


def test_a_blank_node_is_found(folder: Path) -> None:
    edit(folder, add(IOM, "coop:country", BlankNode("b")))
    message = "coop:country has a blank node (an IRI is right)"
    assert Problem(place=f"graph.ttl {iri(IOM)}", message=message) in graph.check(folder)


@pytest.mark.parametrize("file", ["graph.ttl", "graph.nq"])
def test_a_missing_file_is_an_error_of_one_line(folder: Path, file: str) -> None:
    (folder / file).unlink()
    with pytest.raises(GraphError, match=rf"{file}: missing \(give the folder of a built graph\)$"):
        graph.check(folder)


@pytest.mark.parametrize(("file", "syntax"), [("graph.ttl", "Turtle"), ("graph.nq", "N-Quads")])
def test_a_file_that_cannot_be_parsed_is_an_error_with_its_line(folder: Path, file: str, syntax: str) -> None:
    path = folder / file
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines) if "prefLabel" in text)
    lines[line] = "<broken"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(GraphError, match=rf"{file}:{line + 1}: not valid {syntax}: [^\n]+$"):
        graph.check(folder)


def test_bytes_that_are_no_utf8_are_an_error(folder: Path) -> None:
    path = folder / "graph.ttl"
    path.write_bytes(path.read_bytes().replace("Unión".encode(), "Unión".encode("latin-1")))
    with pytest.raises(GraphError, match="not valid Turtle"):
        graph.check(folder)
