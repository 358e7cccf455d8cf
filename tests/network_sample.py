"""Small graphs for the tests of the network view, written by hand to the graph contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from coopgraph import vocab

XSD_DATE = NamedNode(vocab.XSD + "date")
XSD_DECIMAL = NamedNode(vocab.XSD + "decimal")


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One statement of the sample: numbers of documents and the sentence in them."""

    documents: tuple[int, ...]
    subject: str
    relation: str
    object: str
    status: str
    quote: str


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A graph to be: names are (kind, id, preferred label, further names)."""

    names: tuple[tuple[str, str, str, tuple[str, ...]], ...] = ()
    facts: tuple[Fact, ...] = ()
    documents: tuple[tuple[str, str, str], ...] = ()
    """Title, date and address."""


def realistic() -> Sample:
    """Return about fifty things and seventy facts as eight releases might state them."""
    names = tuple((kind, id_, label, tuple(others)) for kind, id_, label, *others in _rows("names.tsv"))
    facts = tuple(
        Fact(documents=(int(n),), subject=s, relation=r, object=o, status=status, quote=quote)
        for n, s, r, o, status, quote in _rows("facts.tsv")
    )
    documents = tuple(
        (f"Release number {n + 1} on cooperation", f"2023-0{n + 1}-15", f"https://example.org/news/{n + 1}")
        for n in range(8)
    )
    return Sample(names=names, facts=facts, documents=documents)


def _rows(name: str) -> Iterator[list[str]]:
    text = (Path(__file__).parent / "browser" / name).read_text(encoding="utf-8")
    yield from (line.split("\t") for line in text.splitlines())


def synthetic(size: int) -> Sample:
    """Return ``size`` things in clusters around hubs, by arithmetic alone."""
    kinds = (
        "InternationalOrganization",
        "Government",
        "Programme",
        "Event",
        "GovernmentBody",
        "Agreement",
        "Place",
        "Person",
    )
    families = ("actor", "actor", "programme", "event", "actor", "agreement", "place", "person")
    ids = [f"{families[n % 8]}/thing-{n}" for n in range(size)]
    names = tuple((kinds[n % 8], ids[n], f"{kinds[n % 8]} of the {n}th district", (f"T{n}",)) for n in range(size))
    relations = ("funds", "partOf", "supports", "participatesIn")
    statuses = ("ongoing", "pledged", "signed", "intended")
    facts = []
    for n in range(1, size):
        if n % 9 == 0:
            continue
        for target in {n * n % (n // 6 + 1), (n * 7 + 3) % max(n // 2, 1)} if n % 4 == 0 else {n * n % (n // 6 + 1)}:
            facts.append(
                Fact(
                    documents=(n % 5,),
                    subject=ids[n],
                    relation=relations[n % 4],
                    object=ids[target],
                    status=statuses[n // 4 % 4],
                    quote=f"Sentence number {n} about {target}.",
                )
            )
    documents = tuple((f"Document {n}", "2024-01-02", "https://example.org/") for n in range(5))
    return Sample(names=names, facts=tuple(facts), documents=documents)


def store(sample: Sample) -> Store:
    """Return a store that holds the sample as the contract says."""
    filled = Store()
    filled.extend(quads(sample))
    return filled


def quads(sample: Sample) -> Iterator[Quad]:
    """Yield the sample's quads: metadata and evidence also in graphs named by their documents."""
    funders = {f.subject for f in sample.facts if f.relation == "funds" and f.status not in PLANNED}
    for kind, id_, label, others in sample.names:
        yield from _default(_entity(kind, id_, label, others, id_ in funders))
    for number, (title, date, url) in enumerate(sample.documents):
        yield from _both(_document(number), _metadata(number, title, date, url))
    for number, fact in enumerate(sample.facts):
        yield from _default(_statement(number, fact))
        for document in fact.documents:
            yield from _both(_document(document), _evidence(number, document, fact.quote))


PLANNED = frozenset({"requested", "intended", "negotiating", "hypothetical", "denied"})
Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def _default(triples: Iterable[Triple]) -> Iterator[Quad]:
    for s, p, o in triples:
        yield Quad(s, p, o, DefaultGraph())


def _both(graph: NamedNode, triples: Iterable[Triple]) -> Iterator[Quad]:
    for s, p, o in triples:
        yield Quad(s, p, o, DefaultGraph())
        yield Quad(s, p, o, graph)


def _id(path: str) -> NamedNode:
    return NamedNode(vocab.BASE + path)


def _coop(name: str) -> NamedNode:
    return NamedNode(vocab.COOP + name)


def _document(number: int) -> NamedNode:
    return _id(f"document/{number:064x}")


TYPE = NamedNode(vocab.RDF + "type")


def _entity(kind: str, id_: str, label: str, others: tuple[str, ...], funder: bool) -> Iterator[Triple]:
    yield _id(id_), TYPE, _coop(kind)
    if id_.startswith("actor/"):
        yield _id(id_), TYPE, _coop("Actor")
    if funder:
        yield _id(id_), TYPE, _coop("Funder")
    yield _id(id_), NamedNode(vocab.SKOS + "prefLabel"), Literal(label, language="en")
    for other in others:
        yield _id(id_), NamedNode(vocab.SKOS + "altLabel"), Literal(other)


def _metadata(number: int, title: str, date: str, url: str) -> Iterator[Triple]:
    document = _document(number)
    yield document, TYPE, _coop("Document")
    yield document, NamedNode(vocab.DCTERMS + "title"), Literal(title)
    yield document, NamedNode(vocab.DCTERMS + "issued"), Literal(date, datatype=XSD_DATE)
    yield document, NamedNode(vocab.DCTERMS + "language"), Literal("en")
    yield document, NamedNode(vocab.DCTERMS + "source"), Literal(url)


def _statement(number: int, fact: Fact) -> Iterator[Triple]:
    statement = _id(f"statement/{number:04x}")
    if fact.status not in PLANNED:
        yield _id(fact.subject), _coop(fact.relation), _id(fact.object)
    yield statement, TYPE, _coop("Statement")
    yield statement, NamedNode(vocab.RDF + "subject"), _id(fact.subject)
    yield statement, NamedNode(vocab.RDF + "predicate"), _coop(fact.relation)
    yield statement, NamedNode(vocab.RDF + "object"), _id(fact.object)
    yield statement, _coop("status"), NamedNode(vocab.STATUS + fact.status)
    yield statement, _coop("confidence"), Literal("0.94", datatype=XSD_DECIMAL)
    yield statement, _coop("support"), Literal(len(fact.documents))


def _evidence(number: int, document: int, quote: str) -> Iterator[Triple]:
    path = f"evidence/{document}-{number:04x}"
    annotation, target, words, position = (_id(path + end) for end in ("", "-target", "-quote", "-position"))
    yield annotation, TYPE, NamedNode(vocab.OA + "Annotation")
    yield annotation, NamedNode(vocab.OA + "hasBody"), _id(f"statement/{number:04x}")
    yield annotation, NamedNode(vocab.OA + "hasTarget"), target
    yield target, NamedNode(vocab.OA + "hasSource"), _document(document)
    yield target, NamedNode(vocab.OA + "hasSelector"), words
    yield target, NamedNode(vocab.OA + "hasSelector"), position
    yield words, NamedNode(vocab.OA + "exact"), Literal(quote)
    yield position, NamedNode(vocab.OA + "start"), Literal(number)
    yield position, NamedNode(vocab.OA + "end"), Literal(number + len(quote))
