"""Short views of a reading for assertions: things by the words that first speak of them."""

from __future__ import annotations

from coopgraph.model import Claim, Reading, Referent, Relation, Status


def referent(reading: Reading, words: str) -> Referent:
    """Return the one thing that ``words`` speak of somewhere."""
    (found,) = (r for r in reading.referents if any(m.text == words for m in r.mentions))
    return found


def mentioned(reading: Reading) -> list[tuple[str, str, str]]:
    """Return words, kind and registry actor (or "") of every mention, in the order of the text."""
    found = [(m.span.start, m.text, r.kind.value, r.actor) for r in reading.referents for m in r.mentions]
    return [(text, kind, actor) for _, text, kind, actor in sorted(found)]


def kinds(reading: Reading) -> dict[str, str]:
    """Return the kind of each mention by its words."""
    return {text: kind for text, kind, _ in mentioned(reading)}


def edges(reading: Reading, relation: Relation | None = None) -> set[tuple[str, str, str]]:
    """Return subject, relation and object of what is claimed, things as first spoken of."""
    words = {r.key: r.mentions[0].text for r in reading.referents}
    return {
        (words[c.subject], c.relation.value, words[c.object])
        for c in reading.claims
        if relation is None or c.relation is relation
    }


def pairs(reading: Reading, relation: Relation) -> set[tuple[str, str]]:
    """Return subject and object of the claims of one relation."""
    return {(subject, object_) for subject, _, object_ in edges(reading, relation)}


def claim(reading: Reading, relation: Relation, subject: str, object_: str) -> Claim:
    """Return the surest claim of a relation between two things, by the words that first speak of them."""
    words = {r.key: r.mentions[0].text for r in reading.referents}
    found = [
        c for c in reading.claims if (c.relation, words[c.subject], words[c.object]) == (relation, subject, object_)
    ]
    return max(found, key=lambda c: c.confidence)


def statuses(reading: Reading, relation: Relation) -> set[Status]:
    """Return how far the facts of one relation have come."""
    return {c.status for c in reading.claims if c.relation is relation}


def quoted(reading: Reading, one: Claim) -> str:
    """Return the words that the evidence of a claim spans."""
    return reading.document.text[one.evidence.start : one.evidence.end]
