"""The non-empty lines of a text, and what one can see of each alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coopgraph.ingest.boilerplate import plain, words

PARAGRAPH = 120
"""Length from which a line is a paragraph whatever it ends with."""
SENTENCE = 60
"""Length from which a line that ends with a full stop is a paragraph; list items and captions are shorter."""

_BULLET = re.compile(r"(?:[-–—•·*▪◦‣>]|\d{1,2}[.)])\s+\S")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_DOTTED = re.compile(r"(?:\b\w\.){2,}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One non-empty line without its outer white space."""

    start: int
    end: int
    text: str
    plain: str
    """The words alone; empty for a line of symbols."""

    @property
    def is_bullet(self) -> bool:
        """Whether it is an item of a list."""
        return bool(_BULLET.match(self.text))

    @property
    def ends_sentence(self) -> bool:
        """Whether it closes with a full stop that is not an abbreviation's."""
        if not _SENTENCE_END.search(self.text):
            return False
        abbreviated = _DOTTED.search(self.text) or self.text.casefold().endswith(words().abbreviations)
        return not abbreviated

    @property
    def ends_in_full_stop(self) -> bool:
        """Whether it closes as a statement does, and a heading does not."""
        return self.ends_sentence and not self.text.rstrip("\"'”’»)]").endswith(("?", "!"))

    @property
    def is_paragraph(self) -> bool:
        """Whether it is running text."""
        size = len(self.text)
        return size >= PARAGRAPH or (size >= SENTENCE and self.ends_sentence)


def split(text: str) -> tuple[Line, ...]:
    """Return the lines of ``text`` that are not blank, in order."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    offset = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = offset + len(line) - len(line.lstrip())
            yield Line(start=start, end=start + len(stripped), text=stripped, plain=plain(stripped))
        offset += len(line) + 1
