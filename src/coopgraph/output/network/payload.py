"""Read what the network view shows: things, the lines between them and the words that state them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, TypeAlias

from coopgraph import vocab
from coopgraph.model import Kind, Relation, Status

if TYPE_CHECKING:
    import pyoxigraph

Values: TypeAlias = "tuple[pyoxigraph.NamedNode | pyoxigraph.Literal, ...]"
Triples: TypeAlias = "Mapping[str, Mapping[str, Values]]"

TYPE = vocab.RDF + "type"
PREFERRED, ALTERNATIVE = vocab.SKOS + "prefLabel", vocab.SKOS + "altLabel"
KINDS = {vocab.COOP + kind.value: kind for kind in Kind}
GENERAL_TYPES = frozenset(KINDS) | {vocab.COOP + name for name in ("Actor", "Funder")}
RELATIONS = {vocab.COOP + relation.value: relation for relation in Relation}
STATUSES = {vocab.STATUS + status.value: status for status in Status}
SURENESS = {status: rank for rank, status in enumerate(Status)}
DATES = ("signedOn", "startDate", "endDate")
VALIDITY = ("signedOn", "validFrom", "validUntil")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document that is quoted: what its metadata says."""

    title: str
    publisher: str
    issued: str
    url: str
    """An http or https address, or empty."""
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words of one document that state a fact; ``source`` is an index into ``View.sources``, or -1."""

    text: str
    source: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One fact with one status."""

    status: Status
    confidence: float
    support: int
    details: tuple[str, ...]
    """Amount, role and dates, ready to read."""
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One relation between two things, with every statement of it, the surest first."""

    subject: str
    """Id of a thing; so is ``object``."""
    object: str
    relation: Relation
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One entity of the graph."""

    id: str
    iri: str
    kind: Kind
    subkind: str
    label: str
    lang: str
    aliases: tuple[str, ...]
    dates: tuple[str, ...]
    funder: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that the page shows; tuples sorted, so that the same graph gives the same page."""

    things: tuple[Thing, ...]
    lines: tuple[Line, ...]
    sources: tuple[Source, ...]
    documents: int


def read(store: pyoxigraph.Store) -> View:
    """Return what the graph in ``store`` holds for the view."""
    triples = _index(store)
    kinds = {iri: kind for iri in sorted(triples) if (kind := _kind(triples, iri)) is not None}
    ids = _short_ids(kinds)
    papers = _instances(triples, vocab.COOP + "Document")
    numbers = {iri: number for number, iri in enumerate(papers)}
    return View(
        things=tuple(_thing(triples, iri, kind, ids[iri]) for iri, kind in kinds.items()),
        lines=_lines(triples, ids, numbers),
        sources=tuple(_source(triples, iri) for iri in papers),
        documents=len(papers),
    )


def _index(store: pyoxigraph.Store) -> Triples:
    """Index the triples of all graphs by subject and predicate, values sorted and each once."""
    found: dict[str, dict[str, set[pyoxigraph.NamedNode | pyoxigraph.Literal]]] = {}
    for quad in store:
        subject = getattr(quad.subject, "value", "")
        found.setdefault(subject, {}).setdefault(quad.predicate.value, set()).add(quad.object)
    return {s: {p: tuple(sorted(v, key=str)) for p, v in by.items()} for s, by in found.items()}


def _values(triples: Triples, subject: str, predicate: str) -> Values:
    return triples.get(subject, {}).get(predicate, ())


def _first(triples: Triples, subject: str, predicate: str) -> str:
    values = _values(triples, subject, predicate)
    return values[0].value if values else ""


def _instances(triples: Triples, cls: str) -> tuple[str, ...]:
    return tuple(sorted(s for s in triples if any(t.value == cls for t in _values(triples, s, TYPE))))


def _kind(triples: Triples, iri: str) -> Kind | None:
    return next((KINDS[t.value] for t in _values(triples, iri, TYPE) if t.value in KINDS), None)


def _short_ids(iris: Iterable[str]) -> dict[str, str]:
    """Return for each IRI its last two path segments, or all of it where those are not unique."""
    short = {iri: "/".join(iri.rsplit("/", 2)[-2:]) for iri in iris}
    seen: dict[str, int] = {}
    for name in short.values():
        seen[name] = seen.get(name, 0) + 1
    return {iri: name if seen[name] == 1 else iri for iri, name in short.items()}


def _thing(triples: Triples, iri: str, kind: Kind, id_: str) -> Thing:
    label, lang = _label(triples, iri)
    types = [t.value for t in _values(triples, iri, TYPE)]
    subkinds = [t.removeprefix(vocab.COOP) for t in types if t not in GENERAL_TYPES and t.startswith(vocab.COOP)]
    names = {v.value for p in (PREFERRED, ALTERNATIVE) for v in _values(triples, iri, p)}
    return Thing(
        id=id_,
        iri=iri,
        kind=kind,
        subkind=_spaced(subkinds[0]) if subkinds else "",
        label=label,
        lang=lang,
        aliases=tuple(sorted(names - {label})),
        dates=_dates(triples, iri),
        funder=vocab.COOP + "Funder" in types,
    )


def _label(triples: Triples, iri: str) -> tuple[str, str]:
    """Return the preferred label, English before others, and its language; without one the end of the IRI."""
    values = _values(triples, iri, PREFERRED) or _values(triples, iri, ALTERNATIVE)
    ranked = sorted((_language(v) != "en", _language(v), v.value) for v in values)
    return (ranked[0][2], ranked[0][1]) if ranked else (iri.rsplit("/", 1)[-1], "")


def _language(value: object) -> str:
    return getattr(value, "language", None) or ""


def _spaced(name: str) -> str:
    """Return a class name as words: ``MemorandumOfUnderstanding`` -> ``Memorandum of understanding``."""
    return "".join(" " + c.lower() if c.isupper() and i else c for i, c in enumerate(name))


def _dates(triples: Triples, iri: str, names: tuple[str, str, str] = DATES) -> tuple[str, ...]:
    signed, start, end = (_first(triples, iri, vocab.COOP + name) for name in names)
    period = " to ".join(dict.fromkeys(d for d in (start, end) if d))
    return tuple(text for text in (f"signed {signed}" if signed else "", period) if text)


def _source(triples: Triples, iri: str) -> Source:
    publisher = _values(triples, iri, vocab.DCTERMS + "publisher")
    named = publisher[0].value if publisher else ""
    url = _first(triples, iri, vocab.DCTERMS + "source")
    return Source(
        title=_first(triples, iri, vocab.DCTERMS + "title"),
        publisher=_label(triples, named)[0] if named in triples else "" if "://" in named else named,
        issued=_first(triples, iri, vocab.DCTERMS + "issued"),
        url=url if url.lower().startswith(("http://", "https://")) else "",
        lang=_first(triples, iri, vocab.DCTERMS + "language"),
    )


def _lines(triples: Triples, ids: Mapping[str, str], numbers: Mapping[str, int]) -> tuple[Line, ...]:
    quotes = _quotes(triples, numbers)
    found: dict[tuple[str, str, Relation], list[Statement]] = {}
    for iri in _instances(triples, vocab.COOP + "Statement"):
        subject = ids.get(_first(triples, iri, vocab.RDF + "subject"))
        object_ = ids.get(_first(triples, iri, vocab.RDF + "object"))
        relation = RELATIONS.get(_first(triples, iri, vocab.RDF + "predicate"))
        status = STATUSES.get(_first(triples, iri, vocab.COOP + "status"))
        if subject and object_ and relation and status and subject != object_:
            statement = _statement(triples, iri, status, quotes.get(iri, ()))
            found.setdefault((subject, object_, relation), []).append(statement)
    return tuple(
        Line(subject=s, object=o, relation=r, statements=_surest_first(found[s, o, r])) for s, o, r in sorted(found)
    )


def _surest_first(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(statements, key=lambda s: (-SURENESS[s.status], -s.confidence)))


def _statement(triples: Triples, iri: str, status: Status, quotes: tuple[Quote, ...]) -> Statement:
    return Statement(
        status=status,
        confidence=round(float(_first(triples, iri, vocab.COOP + "confidence") or 0), 2),
        support=int(_first(triples, iri, vocab.COOP + "support") or 1),
        details=_details(triples, iri),
        quotes=quotes,
    )


def _details(triples: Triples, iri: str) -> tuple[str, ...]:
    amount, currency = (_first(triples, iri, vocab.COOP + name) for name in ("amount", "currency"))
    roles = [value.value for value in _values(triples, iri, vocab.COOP + "role")]
    return tuple(text for text in (_money(amount, currency), *roles, *_dates(triples, iri, VALIDITY)) if text)


def _money(amount: str, currency: str) -> str:
    try:
        number = f"{Decimal(amount).normalize():,f}"
    except InvalidOperation:
        number = amount
    return f"{currency} {number}".strip() if amount else ""


def _quotes(triples: Triples, numbers: Mapping[str, int]) -> dict[str, tuple[Quote, ...]]:
    """Return the quotations of every statement, in the order of their documents and places."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for iri in _instances(triples, vocab.OA + "Annotation"):
        target = _first(triples, iri, vocab.OA + "hasTarget")
        selectors = [s.value for s in _values(triples, target, vocab.OA + "hasSelector")]
        text = "".join(_first(triples, s, vocab.OA + "exact") for s in selectors)
        start = "".join(_first(triples, s, vocab.OA + "start") for s in selectors)
        source = numbers.get(_first(triples, target, vocab.OA + "hasSource"), -1)
        for body in _values(triples, iri, vocab.OA + "hasBody"):
            found.setdefault(body.value, []).append((source, int(start or 0), text))
    return {
        iri: tuple(Quote(text=text, source=source) for source, _, text in sorted(set(places)))
        for iri, places in found.items()
    }
