"""What a thing is called: labels and aliases of the named, made-up labels of the unnamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from coopgraph import resources
from coopgraph.model import Kind, Name, Relation
from coopgraph.registry import FormKind, Registry, normalise
from coopgraph.resolve.names import is_acronym
from coopgraph.resolve.nodes import Group, Node, most_said

TITLE_WORDS = 12
"""Words of a document's first line that stand for its title when it has none."""

NAMED = 4
"""How many of those who take part a made-up label lists; of more it counts the last ones."""

Ends = Mapping[Relation, Sequence[str]]
"""Ids of the entities related to a thing, by relation."""


def labels(group: Group, registry: Registry) -> tuple[Name, ...]:
    """Return the preferred name of each language: the registry's, else the fullest of most documents."""
    if group.actor:
        return _first_of_each(registry.actors[group.actor].names)
    votes: dict[str, list[tuple[str, str]]] = {}
    for node in group.nodes:
        for name in _first_of_each(_fullest(node.referent.names)):
            votes.setdefault(name.lang, []).append((node.document.id, name.text))
    found = {lang: Name(text=most_said(votes[lang]), lang=lang) for lang in sorted(votes)}
    return tuple(name for lang, name in found.items() if lang or len(found) == 1)


def aliases(group: Group, registry: Registry, chosen: Iterable[Name]) -> tuple[Name, ...]:
    """Return every other form seen or known; adjectives of states and what ``chosen`` holds are none."""
    known: tuple[Name, ...] = ()
    if group.actor:
        actor = registry.actors[group.actor]
        known = (*actor.names, *actor.acronyms)
    seen = {n for node in group.nodes for n in node.referent.names if not _is_demonym(n, group, registry)}
    every = {*known, *seen}
    with_language = {name.text for name in (*every, *chosen) if name.lang}
    kept = {name for name in every if name.lang or name.text not in with_language}
    return tuple(sorted(kept - set(chosen)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Makes up labels from patterns, given what named entities are called."""

    registry: Registry
    patterns: Mapping[str, Mapping[str, Any]]
    named: Mapping[str, tuple[Group, tuple[Name, ...]]]
    """Groups and labels of the entities that a label may name, by id."""

    @classmethod
    def load(cls, registry: Registry, named: Mapping[str, tuple[Group, tuple[Name, ...]]]) -> Self:
        """Return the maker with the packaged patterns."""
        table = resources.read_toml(resources.data("words", "labels.toml"))
        return cls(registry=registry, patterns=table, named=named)

    def labels(self, group: Group, subkind: str, start: str, ends: Ends) -> tuple[Name, ...]:
        """Return a label in each language of the group's documents, English standing for unknown ones."""
        langs = {n.document.lang if n.document.lang in self.patterns else "en" for n in group.nodes}
        return tuple(Name(text=self._label(group, subkind, start, ends, lang), lang=lang) for lang in sorted(langs))

    def _label(self, group: Group, subkind: str, start: str, ends: Ends, lang: str) -> str:
        patterns = self.patterns[lang]
        words = patterns["words"]
        what = words.get(subkind) or words[group.kind]
        for pattern, relation in _PATTERNS:
            ids = [entity for entity in ends.get(relation, ()) if entity in self.named]
            if ids:
                name = "one_party" if pattern == "parties" and len(ids) == 1 else pattern
                what = patterns[name].format(what=what, who=self._list(ids, lang))
                return str(patterns["with_date"].format(what=what, date=start)) if start else str(what)
        return str(patterns["unknown"].format(what=what, title=_title(group.nodes[0])))

    def _list(self, ids: Sequence[str], lang: str) -> str:
        """Return the names of ``ids`` as a list in words."""
        names = sorted({self._short(entity, lang) for entity in ids}, key=lambda name: (normalise(name), name))
        if len(names) > NAMED:
            names = [*names[: NAMED - 1], f"{len(names) - NAMED + 1} {self.patterns[lang]['others']}"]
        joined = (", ".join(names[:-1]), names[-1]) if len(names) > 1 else (names[0],)
        return str(self.patterns[lang]["and"]).join(joined)

    def _short(self, entity: str, lang: str) -> str:
        """Return the acronym of an actor, else its label; a body of a state with the state's name."""
        group, names = self.named[entity]
        if group.actor:
            acronyms = [n for n in self.registry.actors[group.actor].acronyms if n.lang in {lang, ""}]
            if acronyms and group.kind is not Kind.GOVERNMENT:
                return acronyms[0].text
        label = _in_language(names, lang)
        state = self._state(group, lang)
        if not state or normalise(state) in normalise(label):
            return label
        return str(self.patterns[lang]["of_state"].format(name=label, state=state))

    def _state(self, group: Group, lang: str) -> str:
        """Return what the state of a body is called, or nothing for other things."""
        place = self.registry.actors.get(f"place/{group.country}")
        if group.kind is not Kind.GOVERNMENT_BODY or place is None:
            return ""
        return _in_language(place.names, lang)


_PATTERNS = (
    ("parties", Relation.PARTY_TO),
    ("organisers", Relation.ORGANIZES),
    ("funders", Relation.FUNDS),
    ("implementers", Relation.IMPLEMENTS),
    ("participants", Relation.PARTICIPATES_IN),
)
"""Patterns in the order they are tried, with the relation whose subjects they name."""


def _first_of_each(names: Iterable[Name]) -> tuple[Name, ...]:
    first: dict[str, Name] = {}
    for name in names:
        first.setdefault(name.lang, name)
    return tuple(first.values())


def _fullest(names: Sequence[Name]) -> list[Name]:
    """Return ``names`` with acronyms last."""
    return sorted(names, key=lambda name: is_acronym(name.text))


def _in_language(names: Sequence[Name], lang: str) -> str:
    order = {lang: 0, "": 1, "en": 2}
    return min(names, key=lambda name: order.get(name.lang, 3)).text


def _is_demonym(name: Name, group: Group, registry: Registry) -> bool:
    found = [f for f in registry.forms.get(normalise(name.text), ()) if f.actor == group.actor]
    return bool(found) and all(form.kind is FormKind.DEMONYM for form in found)


def _title(node: Node) -> str:
    """Return the document's title, else its first words."""
    document = node.document
    if document.title:
        return document.title
    first = document.own_passages[0]
    words = document.text[first.start : first.end].split()
    return " ".join(words[:TITLE_WORDS]) + (" …" if len(words) > TITLE_WORDS else "")
