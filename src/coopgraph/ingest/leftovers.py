"""Find lines that a page leaves behind: share buttons, notices, credits, bare addresses and hashtags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from coopgraph.ingest.boilerplate import words
from coopgraph.ingest.lines import Line

_NOTICE = 300
"""Longest line that is a notice because it holds the words of one."""
_CREDIT = 80
"""Longest credit; a longer line is a caption, which may tell something."""
_STAMP = 25
"""Longest line that is a stamp (as below each picture) because it recurs ``_RECURS`` times."""
_RECURS = 4
_ADDRESS_START = ("http://", "https://", "www.")
_TAGS = re.compile(r"(?:[#@]\w[\w.]*[\s,;|]*)+")


def find(lines: Sequence[Line]) -> set[int]:
    """Return the indices of the lines that say nothing wherever they stand."""
    times = Counter(line.plain for line in lines if len(line.text) <= _STAMP and not line.is_bullet)
    alone = {i for i, line in enumerate(lines) if _says_nothing(line) or times[line.plain] >= _RECURS}
    return alone | _share_buttons(lines)


def _says_nothing(line: Line) -> bool:
    known = words()
    return (
        not line.plain
        or line.plain in known.leftovers
        or _is_address(line.text)
        or bool(_TAGS.fullmatch(line.text))
        or (len(line.text) <= _NOTICE and any(notice in line.plain for notice in known.notices))
        or _is_credit(line)
    )


def _is_address(text: str) -> bool:
    """Return whether web addresses are all it holds, besides numbers and signs."""
    parts = [part.lstrip("(<[").casefold() for part in text.split()]
    written = [part for part in parts if any(c.isalpha() for c in part)]
    return bool(written) and all(part.startswith(_ADDRESS_START) for part in written)


def _is_credit(line: Line) -> bool:
    if len(line.text) > _CREDIT or line.ends_sentence:
        return False
    opening = words().credits.match(line.plain)
    return line.text.startswith("©") or bool(opening and re.search(r"[:/©]", line.text))


def _share_buttons(lines: Sequence[Line]) -> set[int]:
    """Return lines of network names: several on one line, or one name each on neighbouring lines."""
    networks = [_networks(line) for line in lines]
    found = {i for i, count in enumerate(networks) if count and len(lines[i].plain.split()) > 1}
    for i in range(1, len(lines)):
        if networks[i - 1] and networks[i]:
            found |= {i - 1, i}
    return found


def _networks(line: Line) -> int:
    """Return how many networks a line names that holds nothing but share buttons."""
    tokens = re.findall(r"[\w-]+", line.plain)
    if not words().share.issuperset(tokens):
        return 0
    return sum(token in words().networks for token in tokens)
