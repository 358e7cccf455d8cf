"""Data files of actors, read into actors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any, Self

from coopgraph import resources
from coopgraph.errors import KnowledgeError
from coopgraph.model import Actor, Kind, Name
from coopgraph.registry.names import ARTICLES
from coopgraph.vocab import WIKIDATA

PLACE = "place/"
"""What the ids of places begin with."""

_ID = re.compile(r"(?:place/)?[a-z0-9]+(?:-[a-z0-9]+)*")
_ACTOR_KEYS = frozenset({"id", "kind", "names", "acronyms", "parent", "country", "subkind", "identifiers"})
_STATE_KEYS = frozenset({"id", "iso2", "iso3", "wikidata", "names", "acronyms", "demonyms", "parent", "government"})


def read_entries(file: Traversable) -> Iterator[Actor]:
    """Yield the actors of a TOML file with ``[[actor]]`` and ``[[state]]`` entries."""
    tables = resources.read_toml(file)
    for table in tables:
        if table not in {"actor", "state"}:
            raise KnowledgeError(f"{file.name}: unknown table '{table}' ([[actor]] or [[state]])")
        if not isinstance(tables[table], list):
            raise KnowledgeError(f"{file.name}: '{table}' is no list of entries ([[{table}]])")
    for raw in tables.get("actor", ()):
        yield _actor(_Entry.checked(file.name, raw, _ACTOR_KEYS))
    for raw in tables.get("state", ()):
        yield from _state(_Entry.checked(file.name, raw, _STATE_KEYS))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One entry of a TOML file, with readers that raise KnowledgeError when a value is not as it must be."""

    file: str
    id: str
    raw: Mapping[str, Any]

    @classmethod
    def checked(cls, file: str, raw: Mapping[str, Any], keys: frozenset[str]) -> Self:
        """Return the entry when it has an id, names and no unknown key."""
        entry = cls(file=file, id=str(raw.get("id", "")), raw=raw)
        if not _ID.fullmatch(entry.id):
            raise entry.error("id is missing or no slug (lower-case letters, digits and hyphens)")
        if unknown := sorted(raw.keys() - keys):
            raise entry.error(f"unknown key '{unknown[0]}' (one of {', '.join(sorted(keys))})")
        if not entry.names("names"):
            raise entry.error("no names (names.en or names.es, a list of strings)")
        return entry

    def error(self, what: str) -> KnowledgeError:
        """Return the error that says where the entry is and what is wrong with it."""
        return KnowledgeError(f"{self.file}: entry '{self.id}': {what}")

    def text(self, key: str) -> str:
        """Return the string under ``key``, or an empty one."""
        value = self.raw.get(key, "")
        if not isinstance(value, str):
            raise self.error(f'{key} is no string ({key} = "...")')
        return value

    def texts(self, key: str, values: object) -> tuple[str, ...]:
        """Return ``values`` as the non-empty strings they must be."""
        if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
            raise self.error(f'{key} is no list of strings ({key} = ["..."])')
        return tuple(values)

    def names(self, key: str) -> tuple[Name, ...]:
        """Return the names under ``key``, which holds a list for each language."""
        value = self.raw.get(key, {})
        if not isinstance(value, dict):
            raise self.error(f'{key} has no language ({key}.en = ["..."])')
        return tuple(
            Name(text=text, lang=lang) for lang, list_ in value.items() for text in self.texts(f"{key}.{lang}", list_)
        )

    def flag(self, key: str) -> bool:
        """Return the truth value under ``key``, true unless given."""
        value = self.raw.get(key, True)
        if not isinstance(value, bool):
            raise self.error(f"{key} is neither true nor false ({key} = false)")
        return value

    def kind(self) -> Kind:
        """Return the kind of an actor."""
        try:
            return Kind(self.text("kind"))
        except ValueError:
            raise self.error(f"unknown kind '{self.text('kind')}' (one of {', '.join(Kind)})") from None


def _actor(entry: _Entry) -> Actor:
    """Return the actor of an ``[[actor]]`` entry."""
    kind = entry.kind()
    if (kind is Kind.PLACE) != entry.id.startswith(PLACE):
        raise entry.error("id and kind disagree (the ids of places, and only theirs, begin with 'place/')")
    return Actor(
        id=entry.id,
        kind=kind,
        names=entry.names("names"),
        acronyms=entry.names("acronyms"),
        parent=entry.text("parent"),
        country=entry.text("country"),
        subkind=entry.text("subkind"),
        identifiers=entry.texts("identifiers", entry.raw.get("identifiers", [])),
    )


def _state(entry: _Entry) -> Iterator[Actor]:
    """Yield the Government, unless the entry says it has none, and the Place of a ``[[state]]`` entry."""
    names, acronyms, demonyms = entry.names("names"), entry.names("acronyms"), entry.names("demonyms")
    bare = _distinct(Name(text=_without_article(name.text), lang=name.lang) for name in names)
    governed = entry.flag("government")
    if governed:
        yield Actor(
            id=entry.id,
            kind=Kind.GOVERNMENT,
            names=_distinct((*_government_names(names, acronyms, demonyms), *bare)),
            acronyms=acronyms,
            demonyms=demonyms,
            parent=entry.text("parent"),
            identifiers=tuple(_state_identifiers(entry)),
        )
    yield Actor(
        id=PLACE + entry.id,
        kind=Kind.PLACE,
        names=bare,
        acronyms=acronyms,
        country=entry.id if governed else entry.text("parent"),
        identifiers=tuple(_state_identifiers(entry, wikidata=not governed)),
    )


def _state_identifiers(entry: _Entry, *, wikidata: bool = True) -> Iterator[str]:
    """Yield the ISO 3166 codes of a state and the IRI of its Wikidata item."""
    for key in ("iso2", "iso3"):
        if code := entry.text(key):
            yield f"iso3166:{code}"
    if wikidata and (item := entry.text("wikidata")):
        yield WIKIDATA + item


def _government_names(names: Iterable[Name], acronyms: Iterable[Name], demonyms: Iterable[Name]) -> Iterator[Name]:
    """Yield what the government of a state is called, given the state's names as they stand in a sentence."""
    for name in names:
        yield _government_of(name, name.text)
    plural = any(name.lang == "es" and name.text.startswith("los ") for name in names)
    undotted = {re.sub(r"[. ]", "", name.text): name for name in reversed(tuple(acronyms))}
    for name in reversed(undotted.values()):
        yield _government_of(name, f"the {name.text}" if name.lang == "en" else name.text)
        if plural and name.lang == "es":
            yield _government_of(name, f"los {name.text}")
    first = {name.lang: name for name in reversed(tuple(demonyms))}
    for name in (*reversed(undotted.values()), *reversed(first.values())):
        if name.lang == "en":
            yield Name(text=f"{name.text} Government", lang="en")
        elif name in first.values():
            yield Name(text=f"Gobierno {name.text}", lang=name.lang)


def _government_of(name: Name, state: str) -> Name:
    """Return what the government of ``state`` is called, in the language of ``name``."""
    if name.lang == "es":
        return Name(text=f"Gobierno de {state}".replace(" de el ", " del "), lang="es")
    return Name(text=f"Government of {state}", lang="en") if name.lang == "en" else name


def _without_article(name: str) -> str:
    """Return a name of a state without the lower-case article it takes in a sentence."""
    first, _, rest = name.partition(" ")
    return rest if rest and first in ARTICLES else name


def _distinct(names: Iterable[Name]) -> tuple[Name, ...]:
    """Return ``names`` in order, each once."""
    return tuple(dict.fromkeys(names))
