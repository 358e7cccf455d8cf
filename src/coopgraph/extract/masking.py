"""Write a sentence with its mentions as marks, so that rules can match words and kinds alike.

``IOM and <the Ministry> signed an <agreement>`` becomes ``<I0> and <B1> signed <T2>``: a letter for the kind and the
position of the mention in the sentence. What only adorns a mention (articles, brackets, offices of persons,
"representatives of") is left out; every character left keeps the offset it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coopgraph.extract.found import Found, Source
from coopgraph.extract.mentions import Marked
from coopgraph.model import Kind

LETTERS: Mapping[Kind, str] = {
    Kind.INTERNATIONAL_ORGANIZATION: "I",
    Kind.GOVERNMENT: "S",
    Kind.GOVERNMENT_BODY: "B",
    Kind.CIVIL_SOCIETY: "C",
    Kind.COMPANY: "M",
    Kind.ACADEMIC: "A",
    Kind.FORUM: "F",
    Kind.PROGRAMME: "P",
    Kind.AGREEMENT: "T",
    Kind.EVENT: "E",
    Kind.PERSON: "H",
    Kind.PLACE: "L",
}
DEMONYM, DATE, MONEY, MET, VISITED, UNNAMED = "N", "D", "V", "W", "Y", "Q"
PLURAL = 1_000_000
"""Added to the index of a thing in the mark of a plural, which stands for no mention of its own."""
_MARK = re.compile(r"<([A-Z])(\d+)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A sentence in marks; ``starts`` and ``ends`` give for each character the text offsets it stands for."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the document of the characters ``start`` to ``end``."""
        return self.starts[start], self.ends[end - 1]

    def without(self, pattern: re.Pattern[str]) -> Masked:
        """Return the sentence less every match of ``pattern``; groups named ``keep`` stay."""
        if pattern.search(self.text) is None:
            return self  # as most patterns do
        kept = list(_kept(pattern, self.text))
        return Masked(
            text="".join([self.text[start:end] for start, end in kept]),
            starts=tuple([offset for start, end in kept for offset in self.starts[start:end]]),
            ends=tuple([offset for start, end in kept for offset in self.ends[start:end]]),
        )


def _kept(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of ``text`` between the matches of ``pattern``, with the groups named ``keep``."""
    position = 0
    for match in pattern.finditer(text):
        yield position, match.start()
        if "keep" in pattern.groupindex and match.group("keep") is not None:
            yield match.span("keep")
        position = match.end()
    yield position, len(text)


def mask(one: Marked, text: str, groups: Mapping[int, tuple[str, ...]]) -> Masked:
    """Return the sentence ``one`` in marks; ``groups`` gives the marks that stand for a plural, by its start."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = one.sentence.start
    for start, end, mark in (*_marks(one, groups), (one.sentence.end, one.sentence.end, "")):
        if start < position:
            continue
        parts += (_unmarked(text[position:start]), mark)
        starts += (*range(position, start), *(start for _ in mark))
        ends += (*range(position + 1, start + 1), *(end for _ in mark))
        position = end
    return Masked(text="".join(parts), starts=tuple(starts), ends=tuple(ends))


def _unmarked(written: str) -> str:
    """Return words of a document with nothing in them that could be taken for a mark."""
    return written.replace("<", "‹")


def _marks(one: Marked, groups: Mapping[int, tuple[str, ...]]) -> list[tuple[int, int, str]]:
    """Return start, end and mark of everything that is marked, in order; offices of persons are left out."""
    hidden = _offices(one)
    found = [
        (f.start, f.end, _mark(i, f, groups))
        for i, f in enumerate(one.found)
        if not any(start <= f.start < end for start, end in hidden)
    ]
    taken = [(f.start, f.end) for f in one.found]
    dated = [(d.start, d.end, f"<{DATE}{i}>") for i, d in enumerate(one.dates)]
    money = [(m.start, m.end, f"<{MONEY}{i}>") for i, m in enumerate(one.money)]
    free = [m for m in (*dated, *money) if all(m[1] <= s or m[0] >= e for s, e in (*taken, *hidden))]
    return sorted([*found, *free, *((s, e, "") for s, e in hidden)])


def _offices(one: Marked) -> list[tuple[int, int]]:
    """Return the stretches that state the office of a person of the sentence."""
    return sorted((o.start, o.end) for start, o in one.offices.items() if o.end <= start or o.start > start)


def _mark(i: int, found: Found, groups: Mapping[int, tuple[str, ...]]) -> str:
    if found.start in groups:
        return " and ".join(groups[found.start])
    if found.source is Source.PLURAL:
        return _unmarked(found.text)
    return f"<{letter(found)}{i}>"


def letter(found: Found) -> str:
    """Return the letter of a mention: of its kind, or that of an adjective of nationality or of a verb."""
    if found.demonym:
        return DEMONYM
    if found.unnamed and found.kind is Kind.PROGRAMME:
        return UNNAMED
    if found.source is Source.VERB:
        return VISITED if found.subkind == "Visit" else MET
    return LETTERS[found.kind]


def marks_in(text: str) -> Iterator[tuple[str, int]]:
    """Yield letter and position of the marks in ``text``, in order."""
    for match in _MARK.finditer(text):
        yield match.group(1), int(match.group(2))


def reduce(masked: Masked, patterns: Sequence[re.Pattern[str]]) -> Masked:
    """Return ``masked`` without what the patterns match, one after the other."""
    for pattern in patterns:
        masked = masked.without(pattern)
    return masked
