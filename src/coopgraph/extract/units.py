"""The words of a sentence as the grammar of names sees them: a name that the registry knows is one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coopgraph.extract.found import Found, Sentence
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.tokens import Token
from coopgraph.model import Kind

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_YEAR = 4
"""Digits of a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A registry name as a whole, or one token."""

    tokens: tuple[Token, ...]
    known: Found | None = None

    @property
    def first(self) -> Token:
        return self.tokens[0]

    @property
    def norm(self) -> str:
        """The folded word; empty for a known name and for a sign."""
        return "" if self.known else self.first.norm

    @property
    def is_capital(self) -> bool:
        """True for a known name and a word with a capital letter."""
        return self.known is not None or self.first.is_name_like

    @property
    def is_state(self) -> bool:
        return self.known is not None and self.known.is_state

    @property
    def is_place(self) -> bool:
        """True for a known state or place."""
        return self.known is not None and (self.known.is_state or self.known.kind is Kind.PLACE)

    @property
    def is_possessive(self) -> bool:
        return self.known is None and self.first.text in _POSSESSIVES

    @property
    def is_year(self) -> bool:
        return self.first.text.isdigit() and len(self.first.text) == _YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The units of one sentence, with the words of its language."""

    units: tuple[Unit, ...]
    words: Lexicon

    def run_end(self, begin: int) -> int:
        """Return the index behind the run of capitalised units that begins at ``begin``."""
        for i in range(begin, len(self.units)):
            unit = self.units[i]
            if self._is_apart(begin, i) or not (unit.is_capital or unit.is_year or self._is_bridge(begin, i)):
                return i
            if unit.is_state:
                return i + 1
        return len(self.units)

    def _is_apart(self, begin: int, i: int) -> bool:
        """Tell whether the known name at ``i`` is no part of the run from ``begin``: "Ministry | UNDP"."""
        if self.units[i].known is None or i == begin:
            return False
        return self.units[i - 1].known is not None or not self.words.heads_first

    def _is_bridge(self, begin: int, i: int) -> bool:
        """Tell whether a hyphen or an article at ``i`` holds a run together: "2020-2030", "Bridging the Gap"."""
        if i + 1 >= len(self.units):
            return False
        unit, following, names = self.units[i], self.units[i + 1], self.words.in_names
        if unit.first.is_hyphen:
            return following.is_year or (unit.first.glued and following.is_capital)
        inside = i > begin and unit.norm in names.gerund_articles and self.units[i - 1].norm.endswith(names.gerunds)
        return inside and following.is_capital


def line_of(sentence: Sentence, known: Sequence[Found], words: Lexicon) -> Line:
    """Return ``sentence`` with each of the ``known`` names as one unit."""
    return Line(units=tuple(_units(sentence.tokens, known)), words=words)


def _units(tokens: Sequence[Token], known: Sequence[Found]) -> list[Unit]:
    by_start = {f.start: f for f in known}
    found: list[Unit] = []
    i = 0
    while i < len(tokens):
        name = by_start.get(tokens[i].start)
        j = i + 1
        while name and j < len(tokens) and tokens[j].end <= name.end:
            j += 1
        found.append(Unit(tokens=tuple(tokens[i:j]), known=name))
        i = j
    return found
