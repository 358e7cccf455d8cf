"""The lines of a document that a language model is shown, and where words of an answer stand in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from coopgraph import resources
from coopgraph.model import Document, Passage

_LONGEST_PIECE = 6_000
"""Characters asked about at once: a long release, of which an answer still holds all that it states."""
_MOST_PLACES = 20
"""Places looked at where a name stands."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A stretch of the text."""

    start: int
    end: int

    def holds(self, other: Place) -> bool:
        """Tell whether ``other`` lies in it."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Place) -> bool:
        """Tell whether they share a character."""
        return self.start < other.end and other.start < self.end


def orders() -> tuple[re.Pattern[str], ...]:
    """Return the shapes of lines that talk to a language model instead of telling something."""
    table = resources.read_toml(resources.data("llm", "orders.toml"))
    return tuple(re.compile(entry["pattern"], re.VERBOSE | re.IGNORECASE) for entry in table["order"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A document's own lines: what a language model may be shown, and what it may quote."""

    text: str
    passages: tuple[Passage, ...]
    others: tuple[Place, ...]
    """The other lines, in order: menus, contacts and the like."""

    @classmethod
    def of(cls, document: Document) -> Lines:
        """Return the own lines of ``document``."""
        own = document.own_passages
        starts = {p.start for p in own}
        others = (Place(start=p.start, end=p.end) for p in document.passages if p.start not in starts)
        return cls(text=document.text, passages=own, others=tuple(others))

    def give_orders(self, shapes: Iterable[re.Pattern[str]]) -> bool:
        """Tell whether a line has one of ``shapes``."""
        return any(shape.search(self.text, p.start, p.end) for shape in shapes for p in self.passages)

    def pieces(self) -> Iterator[str]:
        """Yield the lines in pieces short enough to ask about, whole lines where that can be."""
        piece: list[str] = []
        for passage in self.passages:
            for start in range(passage.start, passage.end, _LONGEST_PIECE):
                line = self.text[start : min(passage.end, start + _LONGEST_PIECE)]
                if piece and sum(map(len, piece)) + len(line) > _LONGEST_PIECE:
                    yield "\n".join(piece)
                    piece = []
                piece.append(line)
        if piece:
            yield "\n".join(piece)

    def places(self, words: str) -> list[Place]:
        """Return where ``words`` stand, letter by letter, white space aside, and touch no other line."""
        if not words.split():
            return []
        whole = (Place(start=m.start(), end=m.end()) for m in _pattern(words).finditer(self.text))
        return list(islice((place for place in whole if not self.meets_other(place)), _MOST_PLACES))

    def meets_other(self, place: Place) -> bool:
        """Tell whether ``place`` touches a line that is not the document's own."""
        behind = bisect_left(self.others, place.end, key=lambda other: other.start)
        return behind > 0 and self.others[behind - 1].meets(place)


def _pattern(words: str) -> re.Pattern[str]:
    """Return what matches ``words`` with any white space between them, and no part of a word."""
    first, last = r"(?<!\w)" if words[0].isalnum() else "", r"(?!\w)" if words[-1].isalnum() else ""
    return re.compile(first + r"\s+".join(map(re.escape, words.split())) + last)
