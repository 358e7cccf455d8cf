"""Find the words that state a person's office, before the name or in apposition behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coopgraph.extract.found import Found
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.tokens import ITEM_BELOW, OFFICE_BELOW, Token

_MOST_WORDS = 26
"""Words of the longest title."""
_OPENERS = frozenset({",", "(", "–", "—", "-", "•", "|", OFFICE_BELOW})
_CLOSERS = frozenset({".", ";", ":", "(", ")", '"', "“", "”", OFFICE_BELOW, ITEM_BELOW})
_LATE_OFFICE = 5
"""Words behind the comma within which an apposition must come to an office noun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The words that say which office a person holds, and where they stand."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles in one sentence: ``known`` are its other mentions, whose words a title may hold."""

    tokens: tuple[Token, ...]
    known: Sequence[Found]
    words: Lexicon
    given: frozenset[str]

    def before(self, i: int) -> int:
        """Return the index of the first word of the title before the name at ``i``; ``i`` when there is none.

        Backwards from the name stands first what completes the title ("of Foreign Affairs"), then the office noun, then
        what narrows it and whose it is ("European Commission Executive Vice").
        """
        k = self._complement(i)
        if k == 0 or not self._is_office(k - 1):
            return i
        office = k
        while office > 0 and (self._is_office(office - 1) or self._narrows(office - 1)):
            office -= 1
        if self.tokens[i - 1].text == "," and self._belongs_to_name_before(office):
            return i
        return self._owner(office)

    def behind(self, j: int) -> Office | None:
        """Return the office in apposition behind the name that ends before ``j``: ", Director of UNICEF,"."""
        first = self._apposition(j)
        if first is None:
            return None
        end = first
        seen = False
        starts = {f.start: f for f in self.known}
        while end < len(self.tokens) and end - first < _MOST_WORDS:
            if end > first and self._begins_name(end):
                return None  # the title is that of the next person in a list
            name = starts.get(self.tokens[end].start)
            if name is not None:
                end = self._index_at(name.end)
                continue
            if self._ends_apposition(end, first, starts, seen=seen):
                break
            seen = seen or (self.tokens[end].norm in self.words.offices and end - first <= _LATE_OFFICE)
            end += 1
        if not seen:
            return None
        return Office(start=self.tokens[first].start, end=self.tokens[min(end, len(self.tokens)) - 1].end)

    def _apposition(self, j: int) -> int | None:
        """Return the index of the first word in apposition to a name that ends before ``j``, or None."""
        if j + 1 >= len(self.tokens) or self.tokens[j].text not in _OPENERS:
            return None
        return None if self.tokens[j + 1].norm in self.words.conjunctions else j + 1

    def _complement(self, i: int) -> int:
        """Return the index behind the office noun when what stands between it and ``i`` can complete a title."""
        by_end = {f.end: f for f in self.known}
        k = i
        while k > 0 and i - k < _MOST_WORDS and not self._is_office(k - 1):
            before = self.tokens[k - 1]
            name = by_end.get(before.end)
            if name is not None and before.is_name_like:
                k = self._index_at(name.start)
            elif (
                before.text == "," and k == i and (self.words.heads_first or self._closes_with_comma(i))
            ) or self._completes(k - 1, i):
                k -= 1
            else:
                return 0
        return k

    def _completes(self, k: int, i: int) -> bool:
        """Tell whether the word at ``k`` may stand between an office noun and the name."""
        token = self.tokens[k]
        if token.text == "," and k < i - 1:
            return self._lists_complement(k)
        if token.text in {"'s", "’s", ".", "&"} or (token.is_hyphen and token.glued):
            return True
        if token.norm in self.words.saying or self._begins_name(k):
            return False
        if token.is_name_like:
            return token.norm not in self.words.not_names
        if self.words.heads_first and k and self.tokens[k - 1].norm in self.words.connectors:
            return token.is_word  # "jefe de misión de"
        return token.norm in self.words.connectors | self.words.conjunctions | {
            "the",
            "la",
            "el",
            "los",
            "las",
            "international",
        }

    def _is_office(self, k: int) -> bool:
        token = self.tokens[k]
        return token.norm in self.words.offices or (token.norm in self.words.courtesy and token.is_name_like)

    def _narrows(self, k: int) -> bool:
        """Tell whether the word at ``k`` belongs to the title before its noun: "Principal Deputy", "Vice-"."""
        token = self.tokens[k]
        if token.is_hyphen or (token.text == "." and k and len(self.tokens[k - 1].text) <= 5):
            return (
                token.glued
                and k > 0
                and (self._is_office(k - 1) or self.tokens[k - 1].norm in self.words.office_before)
            )
        return token.norm in self.words.office_before

    def _owner(self, office: int) -> int:
        """Return the index of the owner before the office, or ``office``: "Panama's Minister", "IOM Director"."""
        j = office - 1
        if j >= 0 and self.tokens[j].text in {"'s", "’s"}:
            j -= 1
        by_end = {f.end: f for f in self.known}
        if j >= 0 and self.tokens[j].end in by_end:
            return self._index_at(by_end[self.tokens[j].end].start)
        return office

    def _belongs_to_name_before(self, office: int) -> bool:
        """Tell whether the office that begins at ``office`` is in apposition to a name before it."""
        return office > 1 and self.tokens[office - 1].text == "," and self.tokens[office - 2].is_name_like

    def _begins_name(self, k: int) -> bool:
        """Tell whether a person's name begins at ``k``, which no title reaches across."""
        if self.tokens[k].norm not in self.given or not self.tokens[k].is_name_like or k + 1 >= len(self.tokens):
            return False
        behind = self.tokens[k + 1]
        return behind.is_name_like or behind.norm in self.words.particles

    def _closes_with_comma(self, i: int) -> bool:
        """Tell whether the name at ``i`` is closed by a comma, as an apposition to its title is."""
        j = i
        while j < len(self.tokens) and (self.tokens[j].is_name_like or self.tokens[j].text == "."):
            j += 1
        return j >= len(self.tokens) or self.tokens[j].text in {",", ".", ";", ":", ")"}

    def _lists_complement(self, k: int) -> bool:
        """Tell whether the comma at ``k`` stands in a list of capitalised words: "for Trade, Rights and Health"."""
        follow = self.tokens[k + 1 : k + 5]
        return k > 0 and self.tokens[k - 1].is_name_like and any(t.norm in self.words.conjunctions for t in follow)

    def _ends_apposition(self, k: int, first: int, starts: Mapping[int, Found], *, seen: bool) -> bool:
        """Tell whether the apposition that begins at ``first`` ends before the word at ``k``."""
        token = self.tokens[k]
        if token.norm in self.words.saying:
            return True
        if token.text in _CLOSERS:
            inside = token.text == "." and token.glued and k + 1 < len(self.tokens) and self.tokens[k + 1].glued
            return not inside
        if token.text == ",":
            return (seen or k - first > _LATE_OFFICE + 1) and not self._goes_on(k, starts)
        return seen and self._leaves(k)

    def _leaves(self, k: int) -> bool:
        """Tell whether the lower-case word at ``k`` behind a name leaves the title: "of IOM Panama signed"."""
        token, before = self.tokens[k], self.tokens[k - 1]
        words = self.words
        inside = words.connectors | words.conjunctions | words.articles | words.office_before | words.offices
        return before.is_name_like and token.is_word and not token.is_name_like and token.norm not in inside

    def _goes_on(self, k: int, starts: Mapping[int, Found]) -> bool:
        """Tell whether the comma at ``k`` stands in a list that the office goes on behind: "women, and youth at"."""
        joined = False
        for j in range(k + 1, min(k + 10, len(self.tokens))):
            token = self.tokens[j]
            if token.start in starts:
                return joined and self.tokens[j - 1].norm in self.words.connectors | self.words.articles
            if token.is_name_like or not (token.is_word or token.text == ","):
                return False
            joined = joined or token.norm in self.words.conjunctions
        return False

    def _index_at(self, offset: int) -> int:
        """Return the index of the first token that begins at ``offset`` or behind it."""
        return next((n for n, t in enumerate(self.tokens) if t.start >= offset), len(self.tokens))
