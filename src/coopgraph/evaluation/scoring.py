"""Hold what was found in one document against its annotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coopgraph.evaluation.counts import Counts, Measure, total
from coopgraph.evaluation.found import Found, FoundEntity, Quotation
from coopgraph.evaluation.gold import DATED, Gold
from coopgraph.evaluation.matching import Matches, match, twins
from coopgraph.evaluation.relations import Judgement, Outcome, Verdict, judge

SEVERAL = "several"
"""Stands for the kind of a thing that has more than one."""


class ErrorKind(StrEnum):
    """What a reader of the list of errors looks for."""

    ENTITY_MISSED = "entity missed"
    ENTITY_EXTRA = "entity extra"
    RELATION_MISSED = "relation missed"
    RELATION_EXTRA = "relation extra"


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """One thing or relation that is missed or extra."""

    what: ErrorKind
    label: str
    """Its type, or its relation."""
    names: tuple[str, ...]
    """One name, or those of both ends."""
    rules: tuple[str, ...] = ()
    """Ids of the rules that read an extra relation."""
    quote: str = ""
    """Where the annotator found what is missed, or a rule what is extra."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One relation that was found: how sure it is said to be, by which rules, and whether it is right."""

    confidence: float
    rules: tuple[str, ...]
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentScore:
    """One document: what was counted in it, what went wrong, what is at odds within its graph."""

    doc: str
    lang: str
    counts: Mapping[Measure, Counts]
    by_kind: Mapping[str, Counts]
    by_relation: Mapping[str, Counts]
    errors: tuple[Error, ...]
    problems: tuple[str, ...]
    stated: tuple[Stated, ...] = ()
    """Every relation found that is right or extra; what is optional is neither."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Things:
    """How the things of both sides stand to each other."""

    hits: tuple[str, ...]
    """Ids of the required things that were found."""
    missed: tuple[str, ...]
    extra: tuple[FoundEntity, ...]

    @property
    def counts(self) -> Counts:
        return Counts(tp=len(self.hits), fp=len(self.extra), fn=len(self.missed))


def score(gold: Gold, found: Found) -> DocumentScore:
    """Return how ``found`` compares with ``gold``."""
    by_name, by_kind = (match(gold, found, typed=typed) for typed in (False, True))
    country_twins = twins(gold, found, by_kind)
    things = _things(gold, found, by_kind, country_twins)
    judgement = judge(gold, found, {**by_name, **by_kind}, country_twins)
    named_things = _things(gold, found, by_name, twins(gold, found, by_name))
    attributes = {
        Measure.DATE: _dates(gold, found, by_kind),
        Measure.AMOUNT: judgement.amounts,
        Measure.ROLE: judgement.roles,
    }
    return DocumentScore(
        doc=gold.doc,
        lang=gold.lang,
        counts={
            Measure.ENTITY: things.counts,
            Measure.ENTITY_NAME: named_things.counts,
            Measure.RELATION: judgement.required,
            Measure.RELATION_OPTIONAL: judgement.optional_too,
            Measure.PAIR: judgement.pairs,
            **attributes,
            Measure.ATTRIBUTES: total(attributes.values()),
        },
        by_kind=_by_kind(gold, things),
        by_relation=judgement.by_relation,
        errors=(*_entity_errors(gold, things), *_relation_errors(gold, found, judgement)),
        problems=found.problems,
        stated=tuple(_stated(judgement.verdicts)),
    )


def _things(gold: Gold, found: Found, matches: Matches, country_twins: Matches) -> _Things:
    matched = frozenset(matches.values())
    required = [entity.id for entity in gold.entities.values() if not entity.optional]
    return _Things(
        hits=tuple(id_ for id_ in required if id_ in matched),
        missed=tuple(id_ for id_ in required if id_ not in matched),
        extra=tuple(e for iri, e in found.entities.items() if iri not in matches and iri not in country_twins),
    )


def _by_kind(gold: Gold, things: _Things) -> Mapping[str, Counts]:
    counts: dict[str, Counts] = {}
    changes = (
        *((str(gold.entities[id_].kind), Counts(tp=1)) for id_ in things.hits),
        *((str(gold.entities[id_].kind), Counts(fn=1)) for id_ in things.missed),
        *((entity.kind or SEVERAL, Counts(fp=1)) for entity in things.extra),
    )
    for name, change in changes:
        counts[name] = counts.get(name, Counts()) + change
    return counts


def _dates(gold: Gold, found: Found, matches: Matches) -> Counts:
    """Count the days of required events and agreements."""
    iris = {id_: iri for iri, id_ in matches.items()}
    counts = Counts()
    for entity in gold.entities.values():
        if entity.kind in DATED and not entity.optional:
            have = found.entities[iris[entity.id]].dates if entity.id in iris else frozenset()
            counts += Counts(tp=len(entity.dates & have), fp=len(have - entity.dates), fn=len(entity.dates - have))
    return counts


def _entity_errors(gold: Gold, things: _Things) -> Iterator[Error]:
    for id_ in things.missed:
        entity = gold.entities[id_]
        yield Error(what=ErrorKind.ENTITY_MISSED, label=entity.kind, names=(entity.name,))
    for extra in things.extra:
        yield Error(what=ErrorKind.ENTITY_EXTRA, label=extra.kind or SEVERAL, names=(extra.label,))


def _relation_errors(gold: Gold, found: Found, judgement: Judgement) -> Iterator[Error]:
    for relation in judgement.missed:
        yield Error(
            what=ErrorKind.RELATION_MISSED,
            label=relation.relation,
            names=(gold.entities[relation.subject].name, gold.entities[relation.object].name),
            quote=relation.quote,
        )
    for verdict in judgement.verdicts:
        if verdict.outcome is Outcome.EXTRA:
            yield _extra(found, verdict)


def _extra(found: Found, verdict: Verdict) -> Error:
    relation = verdict.found
    return Error(
        what=ErrorKind.RELATION_EXTRA,
        label=relation.relation,
        names=(found.entities[relation.subject].label, found.entities[relation.object].label),
        rules=_rules(relation.quotations),
        quote=relation.quotations[0].text if relation.quotations else "",
    )


def _stated(verdicts: Sequence[Verdict]) -> Iterator[Stated]:
    for verdict in verdicts:
        if verdict.outcome is not Outcome.OPTIONAL:
            yield Stated(
                confidence=verdict.found.confidence,
                rules=_rules(verdict.found.quotations),
                right=verdict.outcome is Outcome.HIT,
            )


def _rules(quotations: Sequence[Quotation]) -> tuple[str, ...]:
    return tuple(sorted({rule for quotation in quotations for rule in quotation.rules}))
