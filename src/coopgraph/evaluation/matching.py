"""Which found thing is which annotated one: sure names first, shared and missing names by their neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from coopgraph.evaluation.found import Found, FoundRelation
from coopgraph.evaluation.gold import Gold, GoldEntity
from coopgraph.evaluation.names import Form, content_words, similarity
from coopgraph.model import Kind, Relation

TERRITORIAL = frozenset({Kind.GOVERNMENT, Kind.PLACE})
"""A country is either, or both."""

EITHER = frozenset({Relation.COVERS, Relation.LOCATED_IN, Relation.FUNDS})
"""Relations whose object may be a country as Government or as Place."""

UNORDERED = frozenset({Relation.COOPERATES_WITH})

Matches = Mapping[str, str]
"""Ids of annotated things by the IRIs of found ones, one to one."""

Candidates = Mapping[tuple[str, str], float]
"""How alike the names of a found thing (IRI) and an annotated one (id) are."""


class Key(NamedTuple):
    """A relation between annotated things, made comparable."""

    relation: Relation
    subject: str
    object: str


class _Rank(NamedTuple):
    """How good a match is; what comes first weighs most."""

    sure: bool
    similarity_if_sure: float
    neighbours: int
    similarity: float
    same_kind: bool
    required: bool
    iri: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What does not change while matches are made."""

    gold: Gold
    found: Found
    countries: Mapping[str, str]
    wanted: frozenset[Key]
    touching: Mapping[str, tuple[FoundRelation, ...]]


def match(gold: Gold, found: Found, *, typed: bool) -> Matches:
    """Return which found thing is which annotated one; ``typed`` asks for the same kind."""
    setting = _setting(gold, found)
    candidates = _candidates(gold, found, typed=typed)
    matches: dict[str, str] = {}
    while candidates:
        best = max(_ranks(candidates, matches, setting))
        if not (best.sure or best.neighbours or best.similarity):
            break
        matches[best.iri] = best.id
        candidates = {
            (iri, id_): alike for (iri, id_), alike in candidates.items() if iri != best.iri and id_ != best.id
        }
    return matches


def twins(gold: Gold, found: Found, matches: Matches) -> Matches:
    """Return the annotated country of every unmatched Place or Government that bears its name."""
    pairs: dict[str, str] = {}
    for iri, entity in found.entities.items():
        if iri in matches or entity.kind not in TERRITORIAL:
            continue
        texts = {form.text for form in entity.forms}
        for other in gold.entities.values():
            is_twin = other.kind in TERRITORIAL and other.kind is not entity.kind
            if is_twin and not texts.isdisjoint(form.text for form in other.forms):
                pairs[iri] = other.id
    return pairs


def countries(gold: Gold) -> Mapping[str, str]:
    """Return one id for a country annotated as Government and as Place; other things keep theirs."""
    keys: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for entity in gold.entities.values():
        key = entity.id
        if entity.kind in TERRITORIAL:
            for form in entity.forms:
                key = by_name.setdefault(form.text, key)
        keys[entity.id] = key
    return keys


def key(relation: Relation, subject: str, object_: str, same: Mapping[str, str]) -> Key:
    """Return the relation with what makes no difference taken out; ``same`` comes from ``countries``."""
    if relation in UNORDERED:
        subject, object_ = sorted((subject, object_))
    return Key(relation, subject, same.get(object_, object_) if relation in EITHER else object_)


def _setting(gold: Gold, found: Found) -> _Setting:
    same = countries(gold)
    touching: dict[str, list[FoundRelation]] = {}
    for relation in found.relations:
        touching.setdefault(relation.subject, []).append(relation)
        touching.setdefault(relation.object, []).append(relation)
    return _Setting(
        gold=gold,
        found=found,
        countries=same,
        wanted=frozenset(key(r.relation, r.subject, r.object, same) for r in gold.relations),
        touching={iri: tuple(relations) for iri, relations in touching.items()},
    )


def _candidates(gold: Gold, found: Found, *, typed: bool) -> Candidates:
    """Return the pairs whose names are alike, and those whose annotated thing has no name."""
    places = _place_words(gold)
    pairs = {}
    for iri, entity in found.entities.items():
        for other in gold.entities.values():
            if typed and other.kind is not entity.kind:
                continue
            alike = _most_alike(entity.forms, other, places)
            if alike or (other.unnamed and other.kind is entity.kind):
                pairs[iri, other.id] = alike
    return pairs


def _place_words(gold: Gold) -> frozenset[str]:
    territories = (entity for entity in gold.entities.values() if entity.kind in TERRITORIAL)
    return frozenset(word for e in territories for form in e.forms for word in content_words(form.text))


def _most_alike(forms: tuple[Form, ...], other: GoldEntity, places: frozenset[str]) -> float:
    return max((similarity(one, two, places) for one in forms for two in other.forms), default=0.0)


def _ranks(candidates: Candidates, matches: Matches, setting: _Setting) -> Iterator[_Rank]:
    """Yield the rank of every candidate beside the matches made so far."""
    of_iri: Counter[tuple[str, float]] = Counter()
    of_gold: Counter[tuple[str, float]] = Counter()
    for (iri, id_), alike in candidates.items():
        if alike:
            of_iri[iri, alike] += 1
            of_gold[id_, alike] += 1
    for (iri, id_), alike in candidates.items():
        other = setting.gold.entities[id_]
        alone = of_iri[iri, alike] == of_gold[id_, alike] == 1
        sure = alike > 0 and not other.unnamed and alone
        yield _Rank(
            sure=sure,
            similarity_if_sure=alike if sure else 0.0,
            neighbours=_neighbours(iri, id_, matches, setting),
            similarity=alike,
            same_kind=other.kind is setting.found.entities[iri].kind,
            required=not other.optional,
            iri=iri,
            id=id_,
        )


def _neighbours(iri: str, id_: str, matches: Matches, setting: _Setting) -> int:
    """Return how many annotated relations the match would bring about."""
    count = 0
    for relation in setting.touching.get(iri, ()):
        subject = id_ if relation.subject == iri else matches.get(relation.subject)
        object_ = id_ if relation.object == iri else matches.get(relation.object)
        if subject and object_:
            count += key(relation.relation, subject, object_, setting.countries) in setting.wanted
    return count
