"""Names in the form in which documents are compared by them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Self

from coopgraph.model import ACTOR_KINDS, Kind, Name, Referent
from coopgraph.registry import FormKind, Registry, normalise
from coopgraph.resolve.offices import Offices

DISTINCTIVE = 8
"""Letters that a name of one word needs to identify alone, as "Mercosur" does and "Mission" does not."""

LONGEST_ACRONYM = 12
"""Letters of the longest word taken for an acronym, as SENAFRONT or MINISTERIO in capitals are near it."""

ORGANISATIONS = ACTOR_KINDS - {Kind.GOVERNMENT}
"""Kinds that readers mix up with each other, but not with states, places, persons or agreements."""

_JOINED = r"(?:\b(?:of|for|de|del|para)\s+)?(?:\b(?:the|la|el|los|las)\s+)?"
_LOOSE_END = re.compile(r"^(?:(?:of|de|del|the)\s+)+|(?:\s+(?:of|de|del|the|la|el))+$")


def is_acronym(name: str) -> bool:
    """Tell whether ``name`` is one short word in capitals, such as UNODC or MIRE."""
    if " " in name or len(name) > LONGEST_ACRONYM:
        return False
    upper = sum(c.isupper() for c in name)
    return upper >= 2 and upper >= len(name) / 2


def is_full(name: str) -> bool:
    """Tell whether ``name`` says enough to mean the same thing in any document."""
    if is_acronym(name):
        return False
    key = normalise(name)
    return " " in key or len(key) >= DISTINCTIVE


def fits(one: Kind, other: Kind) -> bool:
    """Tell whether one thing may be read as both kinds."""
    return one is other or {one, other} <= ORGANISATIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What is known about names: the registry's, and the words for bodies of states."""

    registry: Registry
    offices: Offices
    _states: dict[str, re.Pattern[str]] = field(default_factory=dict, repr=False)
    """Patterns of the states asked for so far."""
    _keys: dict[tuple[str, Kind, str], str] = field(default_factory=dict, repr=False)
    """Keys of the names asked for so far."""

    @classmethod
    def load(cls, registry: Registry) -> Self:
        """Return the names of ``registry`` with the packaged words."""
        return cls(registry=registry, offices=Offices.load())

    def key(self, name: str, kind: Kind, country: str) -> str:
        """Return ``name`` normalised; that of a state's body without the state, in one language."""
        asked = (name, kind, country)
        if asked not in self._keys:
            self._keys[asked] = self._key(*asked)
        return self._keys[asked]

    def _key(self, name: str, kind: Kind, country: str) -> str:
        key = normalise(name)
        if not country or kind not in ORGANISATIONS:
            return key
        bare = self._without_state(key, country)
        if not bare or (kind is not Kind.GOVERNMENT_BODY and " " not in bare):
            bare = key
        return self.offices.canonical(bare) or bare

    def is_common(self, name: str, kind: Kind) -> bool:
        """Tell whether any state or organisation may have a thing so named; never of places and persons."""
        return kind not in {Kind.PLACE, Kind.PERSON} and self.offices.is_common(normalise(name))

    def actor(self, name: str, kind: Kind, country: str) -> str:
        """Return the id of the one actor of fitting kind and country that the registry knows by ``name``."""
        found = {
            form.actor
            for form in self.registry.forms.get(normalise(name), ())
            if form.kind is FormKind.NAME or (form.kind is FormKind.ACRONYM and form.text == name)
        }
        fitting = sorted(a for a in found if self._fits(a, name, kind, country))
        return fitting[0] if len(fitting) == 1 else ""

    def shares_words(self, actor: str, names: tuple[Name, ...]) -> bool:
        """Tell whether half of the words of one of ``names`` are half of those of a name of ``actor``."""
        known = [self._words(name.text) for name in self.registry.actors[actor].names]
        seen = [self._words(name.text) for name in names]
        return any(2 * len(k & s) >= max(len(k), len(s)) > 0 for k in known for s in seen)

    def _words(self, name: str) -> set[str]:
        return set(normalise(name).split()) - self.offices.joiners

    def _fits(self, actor_id: str, name: str, kind: Kind, country: str) -> bool:
        actor = self.registry.actors[actor_id]
        if not fits(actor.kind, kind):
            return False
        if not country:
            return not (actor.country and self.is_common(name, kind))
        return actor.country in {"", country}

    def _without_state(self, key: str, country: str) -> str:
        """Return ``key`` without the names and demonyms of the state."""
        if country not in self._states:
            self._states[country] = self._pattern(country)
        return _LOOSE_END.sub("", " ".join(self._states[country].sub(" ", key).split()))

    def _pattern(self, country: str) -> re.Pattern[str]:
        ids = (country, f"place/{country}")
        actors = [self.registry.actors[i] for i in ids if i in self.registry.actors]
        forms = {normalise(n.text) for a in actors for n in (*a.names, *a.acronyms, *a.demonyms)} - {""}
        longest_first = sorted(forms, key=lambda form: (-len(form), form))
        return re.compile(rf"{_JOINED}\b(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})\b")


def full_names(referent: Referent) -> tuple[Name, ...]:
    """Return the names of ``referent`` that say enough to mean the same thing in any document."""
    names = tuple(name for name in referent.names if is_full(name.text))
    if referent.kind is Kind.PERSON:
        return tuple(name for name in names if " " in name.text.strip())
    return names
