"""Draft annotations: what was read of a document, in the format of annotations, for a person to correct."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coopgraph import pipeline
from coopgraph.errors import OutputError
from coopgraph.evaluation import ends
from coopgraph.evaluation.gold import DATED, UNKNOWN_LANGUAGE
from coopgraph.model import NOT_ASSERTED, Claim, Document, Reading, Referent, Relation

DOCS, GOLD = "docs", "gold"
_LONGEST_STEM = 40
_DIGITS = 8
"""Digits of a document's id in the name of its files, which keep documents with files of one name apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file of annotations, and whether it was written or was there already."""

    path: Path
    written: bool


def write(readings: Iterable[Reading], folder: Path) -> Iterator[Written]:
    """Write the text of every reading to ``folder``/docs and its draft to ``folder``/gold; yield the drafts.

    What is there already is never replaced: somebody may have corrected it.
    """
    for reading in readings:
        stem = name(reading.document)
        text, annotations = folder / DOCS / f"{stem}.txt", folder / GOLD / f"{stem}.json"
        free = not annotations.exists() and _holds_or_lacks(text, reading.document.text)
        if free:
            for file in (text, annotations):
                _make(file.parent)
            if not text.exists():
                pipeline.write(text, reading.document.text)
            content = json.dumps(draft(reading, text.name), ensure_ascii=False, indent=1)
            pipeline.write(annotations, f"{content}\n")
        yield Written(path=annotations, written=free)


def _holds_or_lacks(file: Path, text: str) -> bool:
    """Tell whether ``file`` is missing or holds ``text``, so that a draft goes with it."""
    try:
        return not file.exists() or file.read_bytes() == text.encode()
    except OSError as error:
        raise OutputError(f"{file}: cannot be read: {error.strerror} (give another folder)") from error


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made: {error.strerror} (give another folder)") from error


def name(document: Document) -> str:
    """Return what the files of a document are named: as its source, and by its text."""
    letters = unicodedata.normalize("NFKD", Path(document.source).name.partition(".")[0])
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    stem = "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST_STEM].strip("-")
    return f"{stem or 'document'}-{document.id[:_DIGITS]}"


def draft(reading: Reading, doc: str) -> dict[str, Any]:
    """Return the annotations that ``reading`` amounts to; ``doc`` is the name of the text.

    As annotations do, they leave out what the text only asks for, plans or denies.
    """
    document = reading.document
    things = sorted(reading.referents, key=lambda one: (one.mentions[0].span, one.key))
    ids = {one.key: f"e{number}" for number, one in enumerate(things, 1)}
    return {
        "doc": doc,
        "lang": document.lang or UNKNOWN_LANGUAGE,
        "publisher": document.publisher,
        "kind": "",
        "entities": [_entity(one, ids[one.key], document.text) for one in things],
        "relations": list(_relations(reading, ids)),
    }


def _entity(one: Referent, id_: str, text: str) -> dict[str, Any]:
    known = [each.text for each in one.names if each.text in text]
    names = dict.fromkeys(" ".join(each.split()) for each in (*known, *(m.text for m in one.mentions)))
    entity: dict[str, Any] = {"id": id_, "type": one.kind, "names": list(names)}
    if one.unnamed:
        entity["unnamed"] = True
    if one.kind in DATED and one.start:
        entity["date"] = f"{one.start}/{one.end}" if one.end and one.end != one.start else one.start
    return entity


def _relations(reading: Reading, ids: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield what is asserted, each relation between two things once, by its surest claim.

    What annotations cannot say is left out, such as the membership in a network that was read as an event.
    """
    kinds = {one.key: one.kind for one in reading.referents}
    surest: dict[tuple[Relation, str, str], Claim] = {}
    for claim in sorted(reading.claims, key=lambda c: (-c.confidence, c.evidence, c.rule)):
        fits = ends.fit(claim.relation, kinds[claim.subject], kinds[claim.object])
        if fits and claim.status not in NOT_ASSERTED and claim.subject != claim.object:
            surest.setdefault((claim.relation, claim.subject, claim.object), claim)
    for claim in sorted(surest.values(), key=lambda c: (c.evidence, c.relation, c.subject, c.object)):
        yield _relation(claim, ids, reading.document.text)


def _relation(claim: Claim, ids: Mapping[str, str], text: str) -> dict[str, Any]:
    said = claim.attributes
    relation: dict[str, Any] = {
        "type": claim.relation,
        "subject": ids[claim.subject],
        "object": ids[claim.object],
        "quote": text[claim.evidence.start : claim.evidence.end],
    }
    if said.role and " ".join(said.role.split()) in " ".join(text.split()):
        relation["role"] = said.role
    if said.amount:
        relation["amount"] = int(said.amount) if said.amount.isdigit() else float(said.amount)
    if said.currency:
        relation["currency"] = said.currency
    return relation
