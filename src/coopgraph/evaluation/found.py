"""What a graph says, read back from its quads, and where it contradicts itself or its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Quad

from coopgraph import vocab
from coopgraph.evaluation.names import Form, forms
from coopgraph.model import NOT_ASSERTED, Kind, Relation

_TYPE = vocab.RDF + "type"
_ENDS = (vocab.RDF + "subject", vocab.RDF + "predicate", vocab.RDF + "object")
_DATES = (vocab.COOP + "startDate", vocab.COOP + "endDate", vocab.COOP + "signedOn")
_KINDS = {vocab.COOP + kind: kind for kind in Kind}
_RELATIONS = {vocab.COOP + relation: relation for relation in Relation}
_DENYING = frozenset(vocab.STATUS + status for status in NOT_ASSERTED)

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEntity:
    """One thing that the document mentions."""

    iri: str
    kind: Kind | None
    """None for a thing of several kinds, which is a fault."""
    label: str
    forms: tuple[Form, ...]
    dates: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """The words that state a relation, where they stand, and the rules that read them."""

    start: int
    end: int
    text: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRelation:
    """One asserted relation between two things that the document mentions; the ends are IRIs."""

    relation: Relation
    subject: str
    object: str
    amounts: frozenset[tuple[float, str]] = frozenset()
    """Each with its currency."""
    roles: tuple[str, ...] = ()
    confidence: float = 0.0
    """Of the surest Statement; 0 where none says."""
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the graph of one document says."""

    entities: Mapping[str, FoundEntity]
    """By IRI, sorted."""
    relations: tuple[FoundRelation, ...]
    problems: tuple[str, ...]
    """One line for each contradiction."""


NOTHING = Found(entities={}, relations=(), problems=())
"""What is found in a document that could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Triples:
    """The triples of a graph, whatever document they come from, looked up by two of their terms."""

    all: frozenset[Triple]
    objects: Mapping[tuple[str, str], tuple[str, ...]]
    subjects: Mapping[tuple[str, str], tuple[str, ...]]

    def values(self, subject: str, local: str) -> tuple[str, ...]:
        return self.objects.get((subject, local), ())

    def coop(self, subject: str, local: str) -> tuple[str, ...]:
        return self.values(subject, vocab.COOP + local)


def read(quads: Iterable[Quad], texts: Sequence[str]) -> Found:
    """Return what ``quads`` say; every quotation must stand in one of ``texts`` where it claims to."""
    triples = _index(quads)
    entities = {entity.iri: entity for entity in _entities(triples)}
    counted = tuple(_counted(triples))
    problems = (
        *(f"several types: {entity.iri}" for entity in entities.values() if entity.kind is None),
        *(line for statement, _ in counted for line in _misquotations(triples, statement, texts)),
        *_unstated(triples, entities),
    )
    return Found(entities=entities, relations=tuple(_relations(triples, counted, entities)), problems=problems)


def _index(quads: Iterable[Quad]) -> _Triples:
    every = sorted({(_value(q.subject), q.predicate.value, _value(q.object)) for q in quads})
    objects: dict[tuple[str, str], list[str]] = {}
    subjects: dict[tuple[str, str], list[str]] = {}
    for subject, predicate, object_ in every:
        objects.setdefault((subject, predicate), []).append(object_)
        subjects.setdefault((predicate, object_), []).append(subject)
    return _Triples(
        all=frozenset(every),
        objects={key: tuple(values) for key, values in objects.items()},
        subjects={key: tuple(values) for key, values in subjects.items()},
    )


def _value(term: object) -> str:
    return str(getattr(term, "value", term))


def _entities(triples: _Triples) -> Iterator[FoundEntity]:
    """Yield what a document mentions; background knowledge without a mention is not looked at."""
    mentioned = (subject for subject, local in triples.objects if local == vocab.COOP + "mentionedIn")
    for iri in sorted(mentioned):
        kinds = [_KINDS[name] for name in triples.values(iri, _TYPE) if name in _KINDS]
        labels = triples.values(iri, vocab.SKOS + "prefLabel")
        if kinds:
            yield FoundEntity(
                iri=iri,
                kind=kinds[0] if len(kinds) == 1 else None,
                label=min(labels, default=iri),
                forms=forms((*labels, *triples.values(iri, vocab.SKOS + "altLabel"))),
                dates=frozenset(date for name in _DATES for date in triples.values(iri, name)),
            )


def _statements(triples: _Triples) -> Iterator[tuple[str, Triple]]:
    """Yield the Statements of our relations, sorted, each with the triple it speaks of."""
    for statement in triples.subjects.get((_TYPE, vocab.COOP + "Statement"), ()):
        ends = [triples.values(statement, name) for name in _ENDS]
        if all(ends) and ends[1][0] in _RELATIONS:
            yield statement, (ends[0][0], ends[1][0], ends[2][0])


def _asserting(triples: _Triples, statement: str) -> bool:
    return not _DENYING.intersection(triples.coop(statement, "status"))


def _counted(triples: _Triples) -> Iterator[tuple[str, Triple]]:
    """Yield the Statements whose triple is in the graph; one that denies it counts only after one that asserts."""
    asserted: set[Triple] = set()
    for statement, triple in _statements(triples):
        if _asserting(triples, statement):
            asserted.add(triple)
        if triple in triples.all and triple in asserted:
            yield statement, triple


def _relations(
    triples: _Triples, counted: Sequence[tuple[str, Triple]], entities: Mapping[str, FoundEntity]
) -> Iterator[FoundRelation]:
    """Yield one relation for each triple between known things, from all the Statements that count."""
    statements: dict[Triple, list[str]] = {}
    for statement, triple in counted:
        if triple[0] in entities and triple[2] in entities:
            statements.setdefault(triple, []).append(statement)
    for (subject, predicate, object_), names in statements.items():
        yield FoundRelation(
            relation=_RELATIONS[predicate],
            subject=subject,
            object=object_,
            amounts=frozenset(pair for name in names for pair in _amounts(triples, name)),
            roles=tuple(sorted({role for name in names for role in triples.coop(name, "role")})),
            confidence=max((float(c) for name in names for c in triples.coop(name, "confidence")), default=0.0),
            quotations=tuple(quotation for name in names for quotation in _quotations(triples, name)),
        )


def _amounts(triples: _Triples, statement: str) -> Iterator[tuple[float, str]]:
    for amount in triples.coop(statement, "amount"):
        for currency in triples.coop(statement, "currency") or ("",):
            yield float(amount), currency


def _quotations(triples: _Triples, statement: str) -> tuple[Quotation, ...]:
    """Return the quotations of a Statement in the order of the text; one without its place is none."""
    found = []
    for annotation in triples.subjects.get((vocab.OA + "hasBody", statement), ()):
        for target in triples.values(annotation, vocab.OA + "hasTarget"):
            selectors = triples.values(target, vocab.OA + "hasSelector")
            texts, starts, ends = (
                [value for selector in selectors for value in triples.values(selector, vocab.OA + local)]
                for local in ("exact", "start", "end")
            )
            if texts and starts and ends:
                rules = triples.coop(annotation, "rule")
                place = {"start": int(starts[0]), "end": int(ends[0])}
                found.append(Quotation(**place, text=texts[0], rules=rules))
    return tuple(sorted(found, key=lambda quotation: (quotation.start, quotation.end)))


def _misquotations(triples: _Triples, statement: str, texts: Sequence[str]) -> Iterator[str]:
    quotations = _quotations(triples, statement)
    if not quotations:
        yield f"no evidence: {statement}"
    for quotation in quotations:
        if all(text[quotation.start : quotation.end] != quotation.text for text in texts):
            yield f"quotation differs: {statement}"


def _unstated(triples: _Triples, entities: Mapping[str, FoundEntity]) -> Iterator[str]:
    """Yield a line for every relation between known things that no Statement asserts."""
    stated = {triple for name, triple in _statements(triples) if _asserting(triples, name)}
    for subject, predicate, object_ in sorted(triples.all - stated):
        if predicate in _RELATIONS and subject in entities and object_ in entities:
            yield f"plain triple without an asserted statement: {_RELATIONS[predicate]} {subject} {object_}"
