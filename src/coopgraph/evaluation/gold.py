"""Annotations: what an expert reader would put into the graph of one document. docs/evaluation.md has the format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coopgraph.errors import InputError
from coopgraph.evaluation import fields
from coopgraph.evaluation.fields import Fields
from coopgraph.evaluation.names import Form, forms
from coopgraph.model import Kind, Relation

UNKNOWN_LANGUAGE = "und"
"""ISO 639-2 for a language that nobody stated."""

DATED = frozenset({Kind.EVENT, Kind.AGREEMENT})

_DAY = r"\d{4}(-\d{2}(-\d{2})?)?"
_DATE = re.compile(rf"{_DAY}(/{_DAY})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """One annotated thing."""

    id: str
    kind: Kind
    name: str
    forms: tuple[Form, ...]
    dates: frozenset[str]
    unnamed: bool = False
    """Described, not named: it matches by its kind and its neighbours."""
    optional: bool = False
    """Never counted, found or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelation:
    """One annotated relation between two annotated things."""

    relation: Relation
    subject: str
    object: str
    optional: bool = False
    amount: float | None = None
    currency: str = ""
    role: str | None = None
    quote: str = ""
    """The words that state it, where the annotator gave them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What one document says."""

    file: Path
    doc: str
    """Name of the text."""
    lang: str
    entities: Mapping[str, GoldEntity]
    """By id, in the order of the file."""
    relations: tuple[GoldRelation, ...]


def read(folder: Path) -> tuple[Gold, ...]:
    """Return the annotations in ``folder``, sorted by file; raise InputError where one is malformed."""
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder (give one with annotations, a JSON file for each document)")
    golds = tuple(_read(file) for file in sorted(folder.glob("*.json")))
    if not golds:
        raise InputError(f"{folder}: no annotations in it (a JSON file for each document)")
    files: dict[str, Path] = {}
    for gold in golds:
        other = files.setdefault(gold.doc, gold.file)
        if other != gold.file:
            raise InputError(f"{gold.file}: '{gold.doc}' has annotations already ({other.name}; keep one)")
    return golds


def _read(file: Path) -> Gold:
    whole = fields.parse(fields.read_text(file), str(file))
    entities: dict[str, GoldEntity] = {}
    for item in whole.records("entities"):
        entity = _entity(item)
        if entity.id in entities:
            raise item.error(f"id '{entity.id}' is taken (one id for each entity)")
        entities[entity.id] = entity
    return Gold(
        file=file,
        doc=whole.text("doc"),
        lang=whole.optional_text("lang") or UNKNOWN_LANGUAGE,
        entities=entities,
        relations=tuple(_relation(item, entities) for item in whole.records("relations")),
    )


def _entity(item: Fields) -> GoldEntity:
    names = item.texts("names")
    return GoldEntity(
        id=item.text("id"),
        kind=item.choice("type", Kind),
        name=names[0],
        forms=forms(names),
        dates=_dates(item),
        unnamed=item.flag("unnamed"),
        optional=item.flag("optional"),
    )


def _dates(item: Fields) -> frozenset[str]:
    date = item.optional_text("date")
    if date is None:
        return frozenset()
    if not _DATE.fullmatch(date):
        raise item.error(f"'date' is '{date}' (2023, 2023-10, 2023-10-18 or 2023-10-18/2023-10-19)")
    return frozenset(date.split("/"))


def _relation(item: Fields, entities: Mapping[str, GoldEntity]) -> GoldRelation:
    for end in ("subject", "object"):
        if item.text(end) not in entities:
            raise item.error(f"'{end}' is '{item.text(end)}' (the id of one of the entities)")
    subject, object_ = item.text("subject"), item.text("object")
    return GoldRelation(
        relation=item.choice("type", Relation),
        subject=subject,
        object=object_,
        optional=item.flag("optional") or entities[subject].optional or entities[object_].optional,
        amount=item.number("amount"),
        currency=item.optional_text("currency") or "",
        role=item.optional_text("role"),
        quote=item.optional_text("quote") or "",
    )
