"""Claims, and what is told of sentences, as the objects that the JSON lines of ``extract`` hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coopgraph.extract.explanation import Basis, End, Explained, Silence
from coopgraph.model import Claim, Document, Referent


def claim_record(claim: Claim, subject: Referent, object_: Referent, document: Document) -> dict[str, Any]:
    """Return one claim, without what is not known."""
    evidence, said = claim.evidence, claim.attributes
    attributes = {
        "amount": said.amount,
        "currency": said.currency,
        "role": said.role,
        "from": said.start,
        "until": said.end,
    }
    return {
        "subject": _thing(subject),
        "relation": claim.relation,
        "object": _thing(object_),
        "status": claim.status,
        "attributes": {name: value for name, value in attributes.items() if value},
        "confidence": claim.confidence,
        "rule": claim.rule,
        "quote": document.text[evidence.start : evidence.end],
        "start": evidence.start,
        "end": evidence.end,
        "document": evidence.document,
        "source": document.source,
    }


def explained_records(document: Document, one: Explained, *, claims: bool, silences: bool) -> Iterator[dict[str, Any]]:
    """Yield the claims of one sentence with how they came about, and why there is none."""
    if claims:
        for basis in one.claims:
            yield _basis(basis, document) | _sentence(one)
    if silences and one.silence:
        place = {"start": one.span.start, "end": one.span.end, "document": document.id, "source": document.source}
        yield _silence(one.silence) | _sentence(one) | place


def _basis(basis: Basis, document: Document) -> dict[str, Any]:
    return claim_record(basis.claim, basis.subject.referent, basis.object.referent, document) | {
        "cue": basis.cue,
        "file": basis.file,
        "pattern": basis.pattern,
        "bound": {"subject": _end(basis.subject), "object": _end(basis.object)},
    }


def _silence(silence: Silence) -> dict[str, Any]:
    return {
        "reason": silence.reason,
        "triggers": silence.triggers,
        "unbound": silence.unbound,
        "nearest": [
            {"rule": near.rule, "file": near.file, "pattern": near.pattern, "missing": near.missing}
            for near in silence.near
        ],
    }


def _sentence(one: Explained) -> dict[str, Any]:
    marks = {mark.mark: {"words": mark.words, "kind": mark.kind, "name": mark.name} for mark in one.marks}
    return {"sentence": one.text, "in_marks": one.in_marks, "marks": marks}


def _end(end: End) -> dict[str, str]:
    return {"how": end.binding, "words": end.words}


def _thing(referent: Referent) -> dict[str, str]:
    name = next((name.text for name in referent.names), "") or next(m.text for m in referent.mentions)
    known = {"actor": referent.actor, "date": referent.start, "subkind": referent.subkind}
    return {"name": name, "kind": str(referent.kind)} | {key: value for key, value in known.items() if value}
