"""Known actors, looked up by normalised name.

The packaged folders ``data/actors`` (TOML) and ``data/places`` (TSV) are read first, then the folders of the
user, whose entries add actors or replace packaged ones of the same id; ``docs/registry.md`` describes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Self

from coopgraph import resources
from coopgraph.errors import KnowledgeError
from coopgraph.model import Actor, Kind
from coopgraph.registry.entries import read_entries
from coopgraph.registry.names import normalise
from coopgraph.registry.tables import read_actors, read_places

__all__ = ["Form", "FormKind", "Registry", "normalise"]


class FormKind(StrEnum):
    """How a form names its actor."""

    NAME = "name"
    ACRONYM = "acronym"
    DEMONYM = "demonym"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way of naming an actor, as written in its entry; acronyms match in this writing only."""

    actor: str
    kind: FormKind
    lang: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """The known actors by id, and their forms by normalised form."""

    actors: Mapping[str, Actor]
    forms: Mapping[str, tuple[Form, ...]] = field(repr=False)

    @classmethod
    def load(cls, *folders: Path) -> Self:
        """Return the packaged actors, then those of ``folders``; raise KnowledgeError for a wrong entry."""
        actors = _layer(
            *((file, read_entries) for file in resources.folder("actors")),
            *((file, read_actors) for file in resources.folder("actors", suffix=".tsv")),
            *((file, read_places) for file in resources.folder("places", suffix=".tsv")),
        )
        for folder in folders:
            actors |= _layer(*((file, read_entries) for file in _user_files(folder)))
        return cls.of(actors.values())

    @classmethod
    def of(cls, actors: Iterable[Actor]) -> Self:
        """Return the registry of ``actors``; raise KnowledgeError when one refers to an unknown actor."""
        by_id = {actor.id: actor for actor in actors}
        _check_references(by_id)
        forms: dict[str, list[Form]] = {}
        for actor in by_id.values():
            for form in _forms(actor):
                forms.setdefault(normalise(form.text), []).append(form)
        frozen = {key: tuple(found) for key, found in forms.items()}
        return cls(actors=MappingProxyType(by_id), forms=MappingProxyType(frozen))

    def lookup(self, name: str) -> tuple[str, ...]:
        """Return the ids of the actors that ``name`` may mean; an acronym must be written as in its entry."""
        found = self.forms.get(normalise(name), ())
        ids = (form.actor for form in found if form.kind is not FormKind.ACRONYM or form.text in name)
        return tuple(dict.fromkeys(ids))


def _forms(actor: Actor) -> Iterator[Form]:
    """Yield every form of ``actor``."""
    lists = (
        (FormKind.NAME, actor.names),
        (FormKind.ACRONYM, actor.acronyms),
        (FormKind.DEMONYM, actor.demonyms),
    )
    for kind, names in lists:
        for name in names:
            yield Form(actor=actor.id, kind=kind, lang=name.lang, text=name.text)


def _check_references(actors: Mapping[str, Actor]) -> None:
    """Raise KnowledgeError when the parent or country of an actor is not among ``actors``."""
    for actor in actors.values():
        for key, other in (("parent", actor.parent), ("country", actor.country)):
            if other and other not in actors:
                raise KnowledgeError(f"actors: entry '{actor.id}': unknown {key} '{other}' (the id of an entry)")
        if actor.country and actors[actor.country].kind is not Kind.GOVERNMENT:
            raise KnowledgeError(
                f"actors: entry '{actor.id}': country '{actor.country}' is no state (the id of a [[state]])"
            )


def _user_files(folder: Path) -> Iterable[Traversable]:
    """Return the TOML files of the user's ``folder``, sorted by name."""
    if not folder.is_dir():
        raise KnowledgeError(f"{folder}: no such folder (a folder with .toml files of actors)")
    return sorted(folder.glob("*.toml"))


def _layer(*files: tuple[Traversable, Callable[[Traversable], Iterator[Actor]]]) -> dict[str, Actor]:
    """Return the actors of one set of files, each with its reader, by id; raise KnowledgeError when two share one."""
    found: dict[str, Actor] = {}
    for file, read in files:
        for actor in read(file):
            if actor.id in found:
                raise KnowledgeError(f"{file.name}: entry '{actor.id}': duplicate id (an id of its own)")
            found[actor.id] = actor
    return found
