"""Checks of the facts: Statements, plain triples, quotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode, Triple

from coopgraph import vocab
from coopgraph.graph.check_files import document_id
from coopgraph.graph.entities import RDF_TYPE
from coopgraph.graph.literals import coop
from coopgraph.graph.statements import RDF_OBJECT, RDF_PREDICATE, RDF_SUBJECT
from coopgraph.graph.topics import CONCEPT
from coopgraph.graph.write import DOCUMENTS
from coopgraph.graph.written import Problem, Term, Written, place, short
from coopgraph.model import NOT_ASSERTED, Relation, Status

_RELATIONS = frozenset(coop(relation) for relation in Relation)
_STATUSES = frozenset(NamedNode(vocab.STATUS + status) for status in Status)
_NOT_ASSERTED = frozenset(NamedNode(vocab.STATUS + status) for status in NOT_ASSERTED)
_ONCE = (RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT, coop("status"), coop("confidence"), coop("support"))
_HAS_BODY, _HAS_TARGET, _HAS_SOURCE, _HAS_SELECTOR, _EXACT, _START, _END = (
    NamedNode(vocab.OA + name) for name in ("hasBody", "hasTarget", "hasSource", "hasSelector", "exact", "start", "end")
)


def statements(graph: Written) -> Iterator[Problem]:
    """Yield the Statements that lack a part, have one twice, or have one that cannot be."""
    for statement in graph.of_class("Statement"):
        for message in _faults(graph, statement):
            yield Problem(place=place(statement), message=message)


def _faults(graph: Written, statement: Term) -> Iterator[str]:
    for predicate in _ONCE:
        count = len(graph.values(statement, predicate))
        if count != 1:
            yield f"has {count} {short(predicate)} (one is right)"
    for relation in graph.values(statement, RDF_PREDICATE):
        if relation not in _RELATIONS:
            yield f"{short(relation)} is none of the fourteen relations"
    for status in graph.values(statement, coop("status")):
        if status not in _STATUSES:
            yield f"{short(status)} is no status"
    for confidence in graph.values(statement, coop("confidence")):
        if not _is_share(confidence):
            yield f"coop:confidence {confidence} is not a number from 0 to 1"


def _is_share(term: Term) -> bool:
    try:
        return isinstance(term, Literal) and Decimal(0) <= Decimal(term.value) <= Decimal(1)
    except InvalidOperation:
        return False


def plain_triples(graph: Written) -> Iterator[Problem]:
    """Yield the plain triples that no Statement asserts, and the asserting Statements without one."""
    statuses: dict[Triple, set[Term]] = {}
    for statement in graph.of_class("Statement"):
        found = graph.values(statement, coop("status"))
        for triple in _stated(graph, statement):
            statuses.setdefault(triple, set()).update(found)
            if triple not in graph.triples and not _NOT_ASSERTED.issuperset(found):
                message = f"asserts {_said(triple)}, but that plain triple is missing"
                yield Problem(place=place(statement), message=message)
    for triple in graph.triples:
        said_to_be = statuses.get(triple, set())
        if triple.predicate in _RELATIONS and _NOT_ASSERTED.issuperset(said_to_be):
            only = ", ".join(sorted(map(short, said_to_be))) or "none at all"
            message = f"plain triple {_said(triple)} without a Statement that asserts it (found: {only})"
            yield Problem(place=place(triple.subject), message=message)


def _said(triple: Triple) -> str:
    return f"{short(triple.predicate)} {triple.object}"


def _stated(graph: Written, statement: Term) -> Iterator[Triple]:
    for subject in graph.values(statement, RDF_SUBJECT):
        for predicate in graph.values(statement, RDF_PREDICATE):
            for target in graph.values(statement, RDF_OBJECT):
                if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode):
                    yield Triple(subject, predicate, target)


def support(graph: Written) -> Iterator[Problem]:
    """Yield the Statements without evidence, or whose support is not the number of their documents."""
    sources: dict[Term, set[Term]] = {statement: set() for statement in graph.of_class("Statement")}
    for quotation in _quotations(graph):
        for statement in graph.values(quotation.annotation, _HAS_BODY):
            sources.setdefault(statement, set()).update(quotation.sources)
    for statement, documents in sources.items():
        if not documents:
            yield Problem(place=place(statement), message="has no evidence")
        for value in graph.values(statement, coop("support")):
            if not isinstance(value, Literal) or value.value != str(len(documents)):
                message = f"coop:support {value} is not the number of its documents, {len(documents)}"
                yield Problem(place=place(statement), message=message)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quotation:
    annotation: Term
    sources: tuple[Term, ...]
    exact: tuple[Term, ...]
    start: tuple[Term, ...]
    end: tuple[Term, ...]


def _quotations(graph: Written) -> Iterator[_Quotation]:
    for annotation, said in graph.about.items():
        if _HAS_BODY not in said:
            continue
        targets = graph.values(annotation, _HAS_TARGET)
        selectors = tuple(s for target in targets for s in graph.values(target, _HAS_SELECTOR))

        def of(predicate: NamedNode, subjects: tuple[Term, ...] = selectors) -> tuple[Term, ...]:
            return tuple(value for subject in subjects for value in graph.values(subject, predicate))

        yield _Quotation(
            annotation=annotation,
            sources=of(_HAS_SOURCE, targets),
            exact=of(_EXACT),
            start=of(_START),
            end=of(_END),
        )


def quotations(graph: Written) -> Iterator[Problem]:
    """Yield the annotations whose words are not those of their document at their offsets.

    Their body is a Statement or, where they name what something is about, a topic.
    """
    statements_known = set(graph.of_class("Statement"))
    texts = {document: _text(graph, document) for document in graph.of_class("Document")}
    for quotation in _quotations(graph):
        where = place(quotation.annotation)
        bodies = graph.values(quotation.annotation, _HAS_BODY)
        of_topic = all(CONCEPT in graph.values(body, RDF_TYPE) for body in bodies)
        if not of_topic and not statements_known.issuperset(bodies):
            yield Problem(place=where, message="oa:hasBody is no coop:Statement")
        if not of_topic and not graph.values(quotation.annotation, coop("rule")):
            yield Problem(place=where, message="has no coop:rule")
        yield from _words(quotation, texts)


def _text(graph: Written, document: Term) -> str | None:
    path = graph.folder / DOCUMENTS / f"{document_id(document)}.txt"
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _words(quotation: _Quotation, texts: Mapping[Term, str | None]) -> Iterator[Problem]:
    where = place(quotation.annotation)
    parts = (quotation.sources, quotation.exact, quotation.start, quotation.end)
    if any(len(part) != 1 for part in parts):
        yield Problem(place=where, message="needs one oa:hasSource, one oa:exact, one oa:start and one oa:end")
        return
    start, end, exact = (_value(part[0]) for part in (quotation.start, quotation.end, quotation.exact))
    text = texts.get(quotation.sources[0])
    where = f"{where} {start}-{end}"
    if text is None:
        yield Problem(place=where, message="quotes a document whose text cannot be read")
    elif not (start.isdecimal() and end.isdecimal()) or text[int(start) : int(end)] != exact:
        yield Problem(place=where, message="oa:exact is not what the document says there")


def _value(term: Term) -> str:
    return term.value if isinstance(term, Literal) else str(term)
