"""Tell which of the things read in a document are which of the annotated ones, and what their pairs should show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotated import Annotated, find
from coopgraph.evaluation.names import content_words, normalise
from coopgraph.extract.claims import Stated
from coopgraph.extract.learned import pairs, sight
from coopgraph.extract.learned.pairs import Candidate
from coopgraph.extract.learned.relations import BACKWARD, FORWARD
from coopgraph.extract.learned.tokens import Class
from coopgraph.extract.reading import Draft
from coopgraph.model import Kind, Relation

_ALIKE = 0.85
_LONG = 3
_NEAR = 3
"""Characters by which a mention may stick out of a quotation."""
_SURE = 2
"""Points from which a thing without a name is taken for an annotated one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the model sees of a pair, what it should say, what it may say, and what counts neither way."""

    features: list[str]
    labels: frozenset[str]
    skipped: frozenset[str]
    fitting: tuple[str, ...]
    candidate: Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    label: str
    optional: bool
    quotation: tuple[int, int] | None


def rows(one: Annotated, draft: Draft, classes: Mapping[str, Class]) -> Iterator[Row]:
    """Yield the pairs of a document as examples."""
    wanted = _wanted(one, align(one, draft))
    stated: dict[tuple[int, int], list[Stated]] = defaultdict(list)
    for each in draft.stated:
        stated[each.subject, each.object].append(each)
    candidates = list(pairs.candidates(draft.marked, draft.cast, classes))
    nearest = _nearest(candidates, wanted)
    for c in candidates:
        labels: set[str] = set()
        skipped: set[str] = set()
        for number, want in enumerate(wanted.get((c.a, c.b), ())):
            near = _distance(c, want.quotation) <= nearest[c.a, c.b, number]
            (labels if near and not want.optional else skipped).add(want.label)
        if one.own:
            skipped |= _unsaid(c, draft, wanted)
        kinds = (draft.cast.things[c.a].kind, draft.cast.things[c.b].kind)
        fits = tuple(r.value + (FORWARD if forward else BACKWARD) for r, forward in pairs.fitting(*kinds))
        yield Row(
            features=sight.features(c, draft.cast, stated),
            labels=frozenset(labels) & frozenset(fits),
            skipped=frozenset(skipped),
            fitting=fits,
            candidate=c,
        )


def _unsaid(c: Candidate, draft: Draft, wanted: Mapping[tuple[int, int], list[_Wanted]]) -> frozenset[str]:
    """Return what our annotators leave out where others write it down: a ministry is part of its government.

    And who represents a body represents its government.
    """
    kinds = {draft.cast.things[i].kind for i in (c.a, c.b)}
    if kinds == {Kind.GOVERNMENT_BODY, Kind.GOVERNMENT}:
        return frozenset({Relation.PART_OF.value + FORWARD, Relation.PART_OF.value + BACKWARD})
    if kinds == {Kind.PERSON, Kind.GOVERNMENT}:
        person = c.a if draft.cast.things[c.a].kind is Kind.PERSON else c.b
        elsewhere = any(
            w.label == Relation.REPRESENTS.value + FORWARD for (a, _), ws in wanted.items() if a == person for w in ws
        )
        if elsewhere:
            return frozenset({Relation.REPRESENTS.value + FORWARD, Relation.REPRESENTS.value + BACKWARD})
    return frozenset()


def _wanted(one: Annotated, same: Mapping[str, set[int]]) -> Mapping[tuple[int, int], list[_Wanted]]:
    """Return what pairs of things should show, by the two in the order of the candidate."""
    ids = {e["id"]: e for e in one.gold["entities"]}
    out: dict[tuple[int, int], list[_Wanted]] = defaultdict(list)
    for r in one.gold["relations"]:
        optional = any(x.get("optional") for x in (r, ids[r["subject"]], ids[r["object"]]))
        quotation = find(one.document.text, r["quote"]) if r.get("quote") else None
        both = r["type"] == Relation.COOPERATES_WITH.value
        for s in same.get(r["subject"], ()):
            for o in same.get(r["object"], ()):
                for pair, way in (((s, o), FORWARD), ((o, s), FORWARD if both else BACKWARD)):
                    out[pair].append(_Wanted(label=r["type"] + way, optional=optional, quotation=quotation))
    return out


def _distance(c: Candidate, quotation: tuple[int, int] | None) -> int:
    """Return how far the sentences of a pair are from a quotation: 0 where they overlap."""
    if quotation is None:
        return 0
    start, end = c.row.marked.sentence.start, c.other.marked.sentence.end
    if start < quotation[1] and quotation[0] < end:
        return 0
    return min(abs(start - quotation[1]), abs(quotation[0] - end))


def _nearest(
    candidates: list[Candidate], wanted: Mapping[tuple[int, int], list[_Wanted]]
) -> dict[tuple[int, int, int], int]:
    nearest: dict[tuple[int, int, int], int] = {}
    for c in candidates:
        for number, want in enumerate(wanted.get((c.a, c.b), ())):
            for pair in ((c.a, c.b, number), (c.b, c.a, number)):
                nearest[pair] = min(nearest.get(pair, 1 << 30), _distance(c, want.quotation))
    return nearest


def align(one: Annotated, draft: Draft) -> dict[str, set[int]]:
    """Return the indexes of the things that are each annotated one, by its id."""
    names = {
        t.index: {normalise(n) for n in (*t.names, *(m.text for m in t.mentions))} - {""} for t in draft.cast.things
    }
    same: dict[str, set[int]] = defaultdict(set)
    used: set[int] = set()
    entities = one.gold["entities"]
    for e in (e for e in entities if not e.get("unnamed")):
        found = _named(e, draft, names)
        same[e["id"]] |= found
        used |= found
    spoken = _spoken(draft)
    quotations = _quotations(one)
    for e in (e for e in entities if e.get("unnamed")):
        index = _unnamed(e, draft, names, used, spoken, quotations[e["id"]])
        if index is not None:
            same[e["id"]].add(index)
            used.add(index)
    return same


def _named(entity: Mapping[str, list[str]], draft: Draft, names: Mapping[int, set[str]]) -> set[int]:
    """Return the things with a name of ``entity``, of its kind if any is: a fund taken for a company still pays."""
    forms = {normalise(n) for n in entity["names"]}
    fitting = [t.index for t in draft.cast.things if t.kind.value == entity["type"]]
    found = {i for i in fitting if names[i] & forms}
    if found:
        return found
    words = [content_words(form) for form in forms]
    alike = {i for i in fitting if any(_alike(content_words(n), w) for n in names[i] for w in words)}
    return alike or {i for i, of in names.items() if of & forms}


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return min(len(a), len(b)) >= _LONG and len(a & b) / len(a | b) >= _ALIKE


def _unnamed(
    entity: Mapping[str, list[str]],
    draft: Draft,
    names: Mapping[int, set[str]],
    used: set[int],
    spoken: Mapping[int, list[tuple[int, int]]],
    quotations: list[tuple[int, int]],
) -> int | None:
    """Return the thing most like ``entity``: by its words, and by standing in what is quoted of it."""
    forms = {normalise(n) for n in entity["names"]}
    heads = {w for form in forms for w in form.split()}
    best: tuple[int, int] | None = None
    for t in draft.cast.things:
        if t.index in used or t.kind.value != entity["type"]:
            continue
        quoted = sum(any(q[0] - _NEAR <= s and e <= q[1] + _NEAR for s, e in spoken[t.index]) for q in quotations)
        words = {w for n in names[t.index] for w in n.split()}
        points = 2 * bool(names[t.index] & forms) + bool(words & heads) + 2 * min(quoted, 2)
        if points >= _SURE and (best is None or points > best[0]):
            best = (points, t.index)
    return best[1] if best else None


def _spoken(draft: Draft) -> Mapping[int, list[tuple[int, int]]]:
    """Return where each thing is spoken of, plurals and verbs included."""
    out: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in pairs.rows(draft.marked, draft.cast, {}):
        for _, found, things in row.bound:
            for index in things:
                out[index].append((found.start, found.end))
    return out


def _quotations(one: Annotated) -> Mapping[str, list[tuple[int, int]]]:
    out: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for r in one.gold["relations"]:
        span = find(one.document.text, r["quote"]) if r.get("quote") else None
        if span:
            out[r["subject"]].append(span)
            out[r["object"]].append(span)
    return out
