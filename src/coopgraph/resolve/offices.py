"""One key for the English and the Spanish name of a state's body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from coopgraph import resources
from coopgraph.registry import normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class Offices:
    """The words that ministries and other bodies of any state are named with, by their normalised forms."""

    joiners: frozenset[str]
    offices: Mapping[str, str]
    subjects: Mapping[str, str]
    bodies: Mapping[str, str]
    common: frozenset[str]
    """Words that tell nobody whose thing it is."""

    @classmethod
    def load(cls) -> Self:
        """Return the packaged words."""
        table = resources.read_toml(resources.data("words", "translations.toml"))
        common = resources.read_toml(resources.data("words", "common.toml"))
        offices, subjects = dict(_forms(table["office"])), dict(_forms(table["subject"]))
        joiners = frozenset(table["joiners"])
        listed = " ".join([*offices, *subjects, *(normalise(text) for text in common.values())])
        words = joiners | frozenset(listed.split())
        plain = cls(joiners=joiners, offices=offices, subjects=subjects, bodies={}, common=words)
        bodies = {form: plain.canonical(first) or first for form, first in _forms(table["body"])}
        return replace(plain, bodies=bodies)

    def is_common(self, key: str) -> bool:
        """Tell whether the normalised name ``key`` may be borne by a thing of any state or organisation."""
        return bool(self.canonical(key)) or self.common.issuperset(key.split())

    def canonical(self, key: str) -> str:
        """Return what stands for the normalised name ``key`` in both languages, if it is a body's."""
        if key in self.bodies:
            return self.bodies[key]
        words = key.split()
        for cut in range(len(words) - 1, 0, -1):
            for office, rest in ((words[:cut], words[cut:]), (words[-cut:], words[:-cut])):
                if (name := self.offices.get(" ".join(office))) and (found := self._subjects(rest)):
                    return f"{name} of {' and '.join(sorted(found))}"
        return ""

    def _subjects(self, words: list[str]) -> frozenset[str]:
        """Return the subjects that ``words`` list, longest match first; empty when a word belongs to none."""
        found, at = set(), 0
        while at < len(words):
            size = next((n for n in range(3, 0, -1) if " ".join(words[at : at + n]) in self.subjects), 0)
            if size:
                found.add(self.subjects[" ".join(words[at : at + size])])
            elif words[at] not in self.joiners:
                return frozenset()
            at += size or 1
        return frozenset(found)


def _forms(entries: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield each normalised form with the normalised form that stands for it."""
    for entry in entries:
        for form in (*entry["en"], *entry["es"]):
            yield normalise(form), normalise(entry["en"][0])
