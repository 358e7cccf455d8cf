"""Who published which document, from a file of JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from coopgraph.errors import InputError
from coopgraph.evaluation import fields
from coopgraph.evaluation.fields import Fields

NOBODY = "(unknown)"
"""The publisher of documents that the file does not name."""

FIELDS = ("publisher", "repository")
"""Where a record says who published its document, unless the user names another field; the first counts."""


def read(file: Path, field: str = "") -> Mapping[str, str]:
    """Return the publishers of documents, from ``field`` of the records with their ``doc``."""
    publishers: dict[str, str] = {}
    for number, line in enumerate(fields.read_text(file).splitlines(), start=1):
        if line.strip():
            record = fields.parse(line, f"{file}:{number}")
            doc, publisher = record.text("doc"), _publisher(record, field)
            if publishers.setdefault(doc, publisher) != publisher:
                raise record.error(f"'{doc}' has another publisher already ({publishers[doc]})")
    return publishers


def of(documents: Iterable[str], publishers: Mapping[str, str], file: Path) -> Mapping[str, str]:
    """Return the publisher of each of ``documents``; raise InputError where ``file`` names none of them."""
    names = tuple(documents)
    if publishers.keys().isdisjoint(names):
        raise InputError(f"{file}: names none of the documents ('doc' must be a name such as {names[0]})")
    return {doc: publishers.get(doc, NOBODY) for doc in names}


def _publisher(record: Fields, field: str) -> str:
    if field:
        return record.text(field)
    for name in FIELDS:
        if name in record.values:
            return record.text(name)
    raise record.error(f"no publisher in it (a field {' or '.join(FIELDS)}, or name another field)")
