"""Words and sentences of a text, with their offsets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?:[^\W\d_]\.){2,}|(?:[^\W\d_]\.)+[^\W\d_](?!\w)   # U.S., U.S
      | ['’]s\b                     # a possessive
      | [^\S\n]*\t\s*|[^\S\n]{3,}    # the gap between two cells of a table
      | \w+(?:['’](?!s\b)\w+|&\w+|@\w+)*   # words, d'Affaires, R&D
      | [^\w\s]""",
    re.VERBOSE,
)
_HYPHENS = frozenset("-‐‑–")


CELL = "\t"
"""Sign that stands for the gap between two cells of a table."""
OFFICE_BELOW, ITEM_BELOW = "\n", "\n\n"
"""Signs that stand for the end of a line inside a sentence: of a name over its office, of an item of a list."""


class Token(NamedTuple):
    """One word or sign of a text; a named tuple, since texts have many."""

    text: str
    start: int
    end: int
    norm: str
    """The word without case, accents and punctuation; empty for a sign."""
    glued: bool
    """True when no white space stands before it."""

    @property
    def is_name_like(self) -> bool:
        """True for a word that begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_acronym(self) -> bool:
        """True for a word of at least two capital letters, digits allowed: IOM, TRACK4TIP, UNwomen's not."""
        capitals = sum(c.isupper() for c in self.text)
        return capitals >= 2 and self.text[0].isupper() and capitals * 2 >= len(self.text)

    @property
    def is_word(self) -> bool:
        """True for a word or number, False for a sign or a possessive."""
        return bool(self.norm)

    @property
    def is_hyphen(self) -> bool:
        """True for a hyphen or dash."""
        return self.text in _HYPHENS


def fold(word: str) -> str:
    """Return ``word`` without case and accents, for comparing."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=50_000)
def norm(word: str) -> str:
    """Return the folded letters and digits of ``word``; empty for a possessive or a sign."""
    if word.isascii() and word.isalnum():
        return word.lower()
    return "" if word in {"'s", "’s"} else "".join(c for c in fold(word) if c.isalnum())


def tokenise(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Return the tokens of ``text[start:end]``; their offsets count from the beginning of ``text``."""
    found: list[Token] = []
    before = start
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = CELL if match.group().isspace() else match.group()
        glued = match.start() == before and match.start() > start
        if word != CELL or found:
            found.append(Token(word, match.start(), match.end(), norm(word), glued))
        before = match.end()
    return tuple(found)


_GLUED = re.compile(r"(?<=[a-záéíóúñ0-9)”])[.!?](?=[A-ZÁÉÍÓÚÑ¿“][a-záéíóúñ]{1,})")
"""A full stop with no blank behind it, as pages leave them where a line break was lost."""


def abbreviated(words: Iterable[str]) -> re.Pattern[str]:
    """Return what matches a text that ends in one of the abbreviations ``words``, each with its full stop."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words)))})\s*$")


def sentences(text: str, start: int, end: int, abbreviation: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield start and end of the sentences of ``text[start:end]``, trimmed, in order.

    No sentence ends behind an ``abbreviation``, whatever the splitter says.
    """
    import nupunkt

    line = text[start:end]
    begin = 0
    stops = {stop for _, stop in nupunkt.sent_spans(line)} | {m.end() for m in _GLUED.finditer(line)}
    for stop in sorted(stops):
        piece = line[begin:stop]
        if (
            abbreviation.search(piece)
            and stop < len(line)
            and not line[stop:].lstrip().startswith(("The ", "El ", "La "))
        ):
            continue  # the splitter takes the full stop of these for the end of a sentence
        trimmed = piece.strip()
        if trimmed:
            offset = start + begin + piece.index(trimmed)
            yield offset, offset + len(trimmed)
        begin = stop
    rest = line[begin:].strip()
    if rest:
        offset = start + begin + line[begin:].index(rest)
        yield offset, offset + len(rest)
