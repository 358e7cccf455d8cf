"""Find the lines that say whom to ask: they must yield neither names nor numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coopgraph.ingest.boilerplate import plain, unaccented, words
from coopgraph.ingest.lines import Line

_SHORT = 160
"""Longest line that an e-mail address or a number makes a contact; longer ones are paragraphs."""
_OPENED = 400
"""Longest line that its opening words make a contact."""
_BARE = 80
"""Longest line whose opening words are enough; others hold an address or say what to do."""
_BLOCK = 12
"""Most lines of one block below a heading."""
_DIGITS = 8
"""Fewest digits of a telephone number without a label."""

_EMAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"\+\s?\d[\d\s().\-/]{5,}\d|\(\d{2,4}\)\s?\d{3}[\s.-]?\d{3,4}")
_WEB = re.compile(r"https?://|www\.")


def find(lines: Sequence[Line]) -> set[int]:
    """Return the indices of contact lines, with the blocks below their headings."""
    found: set[int] = set()
    for i, line in enumerate(lines):
        if i in found or not _is_contact(line):
            continue
        found.add(i)
        if _is_heading(line):
            found.update(_block(lines, i + 1))
    return found


def _is_contact(line: Line) -> bool:
    if len(line.text) <= _SHORT and _has_address(line.text):
        return True
    return _is_labelled(line) or _is_opened(line)


def _has_address(text: str) -> bool:
    if _EMAIL.search(text) or words().telephone.search(unaccented(text)):
        return True
    number = _NUMBER.search(text)
    return number is not None and sum(c.isdigit() for c in number.group()) >= _DIGITS


def _is_labelled(line: Line) -> bool:
    label, colon, rest = line.text.partition(":")
    return plain(label) in words().contact_labels and (bool(colon) or not rest) and len(line.text) <= _SHORT


def _is_opened(line: Line) -> bool:
    if len(line.text) > _OPENED or not words().contact_openings.match(line.plain):
        return False
    reachable = _has_address(line.text) or _WEB.search(line.text) or words().contact_verbs.search(line.plain)
    return bool(reachable) or (len(line.text) <= _BARE and not line.ends_sentence)


def _is_heading(line: Line) -> bool:
    return len(line.text) <= _BARE and not _has_address(line.text) and not line.ends_sentence


def _block(lines: Sequence[Line], start: int) -> range:
    """Return the short lines from ``start`` through the last address, or all when they close the document."""
    end = start
    while end < min(len(lines), start + _BLOCK) and _fits_block(lines[end]):
        end += 1
    addressed = [i for i in range(start, end) if _has_address(lines[i].text)]
    if addressed:
        return range(start, addressed[-1] + 1)
    return range(start, end if end == len(lines) else start)


def _fits_block(line: Line) -> bool:
    return len(line.text) <= _SHORT and (_has_address(line.text) or not line.is_paragraph)
