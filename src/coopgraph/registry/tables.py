"""Tables of actors: a line each, tab-separated, ``|`` between the names of a cell, read much faster than TOML."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from coopgraph.errors import KnowledgeError
from coopgraph.model import Actor, Kind, Name
from coopgraph.registry.entries import PLACE

_KINDS = {kind.value: kind for kind in Kind}
_ACTOR = "id, kind, subkind, parent, country, names en, names es, acronyms en, acronyms es, identifiers"


def read_places(file: Traversable) -> Iterator[Actor]:
    """Yield the places of a table: id, country, English and Spanish names."""
    for line, cells in _rows(file):
        if len(cells) != 4 or not cells[0].startswith(PLACE):
            raise KnowledgeError(f"{file.name}: '{line}': not a place (id, country, names en, names es)")
        id_, country, english, spanish = cells
        yield Actor(id=id_, kind=Kind.PLACE, names=_names(english, spanish), country=country)


def read_actors(file: Traversable) -> Iterator[Actor]:
    """Yield the actors of a table whose columns are those of an ``[[actor]]`` entry."""
    for line, cells in _rows(file):
        if len(cells) != 10 or cells[1] not in _KINDS or not (cells[5] or cells[6]):
            raise KnowledgeError(f"{file.name}: '{line}': not an actor ({_ACTOR})")
        id_, kind, subkind, parent, country, english, spanish, short, corto, identifiers = cells
        yield Actor(
            id=id_,
            kind=_KINDS[kind],
            names=_names(english, spanish),
            acronyms=_names(short, corto),
            parent=parent,
            country=country,
            subkind=subkind,
            identifiers=tuple(identifiers.split("|")) if identifiers else (),
        )


def _rows(file: Traversable) -> Iterator[tuple[str, list[str]]]:
    """Yield each line that is no comment, whole and in cells."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line, line.split("\t")


def _names(english: str, spanish: str) -> tuple[Name, ...]:
    """Return the names of two cells with their languages."""
    names = [Name(text=text, lang="en") for text in english.split("|") if text]
    names += [Name(text=text, lang="es") for text in spanish.split("|") if text]
    return tuple(names)
