"""Judge every relation that was found: right, optional or extra; and what it says besides its ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coopgraph.evaluation.counts import Counts, total
from coopgraph.evaluation.found import Found, FoundRelation
from coopgraph.evaluation.gold import Gold, GoldRelation
from coopgraph.evaluation.matching import EITHER, Key, Matches, countries, key
from coopgraph.evaluation.names import likeness

SAME_ROLE = 0.6
"""Likeness from which two wordings of an office are one: titles are cut at different places."""

Pair = frozenset[str]
"""The ends of a relation, whatever it is and wherever it leads."""


class Outcome(StrEnum):
    """What a found relation is worth."""

    HIT = "hit"
    OPTIONAL = "optional"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One found relation, judged."""

    found: FoundRelation
    outcome: Outcome
    key: Key | None
    """None where an end is nothing that is annotated; so is ``pair``."""
    pair: Pair | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """All relations of one document, judged."""

    verdicts: tuple[Verdict, ...]
    """One for each different relation; repetitions of an annotated one are left out."""
    missed: tuple[GoldRelation, ...]
    required: Counts
    """Optional relations are not counted, found or not."""
    optional_too: Counts
    pairs: Counts
    amounts: Counts
    roles: Counts
    by_relation: Mapping[str, Counts]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Expected:
    """What the annotations ask for and what they allow."""

    required: Mapping[Key, GoldRelation]
    optional: frozenset[Key]
    required_pairs: frozenset[Pair]
    optional_pairs: frozenset[Pair]
    countries: Mapping[str, str]


def judge(gold: Gold, found: Found, matches: Matches, twins: Matches) -> Judgement:
    """Return the judgement on every relation; ``twins`` stand in where either side of a country will do."""
    expected = _expected(gold)
    verdicts = tuple(_verdicts(found, matches, twins, expected))
    hits = {verdict.key for verdict in verdicts if verdict.outcome is Outcome.HIT}
    missed = tuple(relation for k, relation in expected.required.items() if k not in hits)
    amounts, roles = _attributes(verdicts, missed, expected)
    return Judgement(
        verdicts=verdicts,
        missed=missed,
        required=Counts(tp=len(hits), fp=_number(verdicts, Outcome.EXTRA), fn=len(missed)),
        optional_too=_optional_too(verdicts, expected),
        pairs=_pairs(verdicts, expected),
        amounts=amounts,
        roles=roles,
        by_relation=_by_relation(verdicts, missed),
    )


def _expected(gold: Gold) -> _Expected:
    same = countries(gold)
    required: dict[Key, GoldRelation] = {}
    optional: set[Key] = set()
    pairs: dict[bool, set[Pair]] = {True: set(), False: set()}
    for relation in gold.relations:
        name = key(relation.relation, relation.subject, relation.object, same)
        pairs[relation.optional].add(_pair(relation.subject, relation.object, same))
        if relation.optional:
            optional.add(name)
        else:
            required[name] = relation
    return _Expected(
        required=required,
        optional=frozenset(optional - required.keys()),
        required_pairs=frozenset(pairs[False]),
        optional_pairs=frozenset(pairs[True]),
        countries=same,
    )


def _pair(subject: str, object_: str, same: Mapping[str, str]) -> Pair:
    return frozenset((same.get(subject, subject), same.get(object_, object_)))


def _verdicts(found: Found, matches: Matches, twins: Matches, expected: _Expected) -> Iterator[Verdict]:
    seen: set[Key] = set()
    for relation in found.relations:
        verdict = _verdict(relation, matches, twins, expected)
        if verdict.key in seen:
            continue
        if verdict.key and verdict.outcome is not Outcome.EXTRA:
            seen.add(verdict.key)
        yield verdict


def _verdict(relation: FoundRelation, matches: Matches, twins: Matches, expected: _Expected) -> Verdict:
    subject, object_ = matches.get(relation.subject), matches.get(relation.object)
    if not object_ and relation.relation in EITHER:
        object_ = twins.get(relation.object)
    if not subject or not object_:
        return Verdict(found=relation, outcome=Outcome.EXTRA, key=None, pair=None)
    name = key(relation.relation, subject, object_, expected.countries)
    outcome = Outcome.EXTRA
    if name in expected.required:
        outcome = Outcome.HIT
    elif name in expected.optional:
        outcome = Outcome.OPTIONAL
    return Verdict(found=relation, outcome=outcome, key=name, pair=_pair(subject, object_, expected.countries))


def _number(verdicts: Sequence[Verdict], outcome: Outcome) -> int:
    return sum(verdict.outcome is outcome for verdict in verdicts)


def _optional_too(verdicts: Sequence[Verdict], expected: _Expected) -> Counts:
    extra = _number(verdicts, Outcome.EXTRA)
    hits = len(verdicts) - extra
    return Counts(tp=hits, fp=extra, fn=len(expected.required) + len(expected.optional) - hits)


def _pairs(verdicts: Sequence[Verdict], expected: _Expected) -> Counts:
    found = [verdict.pair for verdict in verdicts]
    hits = expected.required_pairs.intersection(pair for pair in found if pair)
    allowed = expected.required_pairs | expected.optional_pairs
    return Counts(
        tp=len(hits),
        fp=sum(pair is None or pair not in allowed for pair in found),
        fn=len(expected.required_pairs - hits),
    )


def _attributes(
    verdicts: Sequence[Verdict], missed: Sequence[GoldRelation], expected: _Expected
) -> tuple[Counts, Counts]:
    """Return the counts of amounts and of roles; those of missed relations are missed too."""
    hits = [(expected.required[v.key], v.found) for v in verdicts if v.key and v.outcome is Outcome.HIT]
    amounts = total(_amount(wanted, have) for wanted, have in hits)
    roles = total(_role(wanted, have) for wanted, have in hits)
    return (
        amounts + Counts(fn=sum(relation.amount is not None for relation in missed)),
        roles + Counts(fn=sum(relation.role is not None for relation in missed)),
    )


def _amount(wanted: GoldRelation, have: FoundRelation) -> Counts:
    gold = frozenset() if wanted.amount is None else frozenset({(wanted.amount, wanted.currency)})
    return Counts(tp=len(gold & have.amounts), fp=len(have.amounts - gold), fn=len(gold - have.amounts))


def _role(wanted: GoldRelation, have: FoundRelation) -> Counts:
    role = wanted.role
    right = role is not None and any(likeness(role, other) >= SAME_ROLE for other in have.roles)
    return Counts(tp=right, fp=bool(have.roles) and not right, fn=role is not None and not right)


def _by_relation(verdicts: Sequence[Verdict], missed: Sequence[GoldRelation]) -> Mapping[str, Counts]:
    change = {Outcome.HIT: Counts(tp=1), Outcome.OPTIONAL: Counts(), Outcome.EXTRA: Counts(fp=1)}
    changes = (
        *((v.found.relation, change[v.outcome]) for v in verdicts if v.outcome is not Outcome.OPTIONAL),
        *((relation.relation, Counts(fn=1)) for relation in missed),
    )
    counts: dict[str, Counts] = {}
    for relation, counted in changes:
        counts[relation] = counts.get(relation, Counts()) + counted
    return counts
