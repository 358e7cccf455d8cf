"""Stage 3, resolve: names become actors across documents, repeated claims become one fact.

The rules: ``identity`` for what has a name, ``unnamed`` for what has none, ``dates`` and ``labels`` for what
is said of a thing, ``facts`` for claims. The result does not depend on the order of the readings.
"""

from __future__ import annotations

from collections.abc import Iterable

from coopgraph.model import Document, Kind, Knowledge, Reading
from coopgraph.registry import Registry
from coopgraph.resolve import entities, facts, identity, unnamed
from coopgraph.resolve.names import Names
from coopgraph.resolve.nodes import nodes

__all__ = ["resolve"]


def resolve(readings: Iterable[Reading], registry: Registry, *, persons: bool = True) -> Knowledge:
    """Return what all ``readings`` say together; without ``persons``, nothing that touches a person."""
    distinct = _distinct(readings)
    found = tuple(node for reading in distinct for node in nodes(reading))
    named = identity.identify(found, Names.load(registry))
    who = unnamed.parties(distinct, {node.id: group.id for group in named for node in group.nodes})
    groups = [*named, *unnamed.identify(found, who)]
    kept = [group for group in groups if persons or group.kind is not Kind.PERSON]
    stated = facts.gather(distinct, {node.id: group.id for group in kept for node in group.nodes})
    return Knowledge(
        documents=tuple(reading.document for reading in distinct),
        entities=entities.describe(kept, stated, registry),
        facts=stated,
    )


def _distinct(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Return one reading for each text, sorted by its id: the one whose source says most about it."""
    best: dict[str, Reading] = {}
    for reading in readings:
        known = best.setdefault(reading.document.id, reading)
        best[reading.document.id] = min(known, reading, key=lambda r: _order(r.document))
    return tuple(best[document] for document in sorted(best))


def _order(document: Document) -> tuple[int, tuple[str, ...]]:
    metadata = (document.title, document.publisher, document.url, document.published, document.lang)
    return -sum(map(bool, metadata)), (*metadata, document.source)
