"""Find the navigation that a dump of a web page puts before and after the release.

Two shapes betray it, whatever its words: an entry written twice ("Our work", "Our work"), and an entry
followed by itself glued to its blurb ("Our work", "Our workAs the leading ..."). Several make a menu.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coopgraph.ingest.boilerplate import unaccented, words
from coopgraph.ingest.lines import Line

_ENTRY = 40
"""Longest entry of a menu, in characters; headings of releases are longer."""
_ENTRY_WORDS = 5
_GAP = 8
"""Most lines between two signs of one menu."""
_SIGNS = 2
"""Fewest signs of a menu; a single repeated line is a title written twice."""
_CRUMBS = re.compile(r"\s+[>»›/|•·]\s+|\s*[>»›|]\s*")
_JOINT = re.compile(r"[a-záéíóúñ)][A-ZÁÉÍÓÚÑ]")
_JOINTS = 3
"""Fewest joints of a glued list; a name such as "iNaturalist" has one."""
_TEASER = re.compile(r"(?:\.\.\.|…)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Menus:
    """Indices of lines: what belongs to menus, and where the menu at the top ends."""

    entries: frozenset[int]
    blurbs: frozenset[int]
    """Glued paragraphs; they are entries too."""
    repeated: frozenset[int]
    """First of two equal lines outside a menu."""
    zone: int
    """Number of lines from the top that hold the menu; 0 without one."""


def find(lines: Sequence[Line]) -> Menus:
    """Return the menus among ``lines``."""
    twice = {i for i in range(1, len(lines)) if lines[i].plain and lines[i].plain == lines[i - 1].plain}
    blurbs = {i for i in range(1, len(lines)) if _is_glued(lines[i - 1], lines[i])}
    signs = blurbs | {i for i in twice if _is_entry(lines[i]) and lines[i].plain not in words().leftovers}
    zone = _zone(lines, signs, blurbs)
    inside = {i for i in signs if i < zone}
    entries = inside | {i - 1 for i in inside} | _between(lines, inside)
    entries |= _run_of_entries(lines, zone) | _at_edges(lines, zone, blurbs) | _closing_links(lines)
    return Menus(
        entries=frozenset(entries),
        blurbs=frozenset(b for b in blurbs if b < zone),
        repeated=frozenset(i - 1 for i in twice if i not in entries),
        zone=zone,
    )


def _is_glued(entry: Line, line: Line) -> bool:
    """Return whether ``line`` is the entry again and a sentence, without a space between them."""
    head, text = unaccented(entry.text), unaccented(line.text)
    rest = text[len(head) : len(head) + 1]
    return (
        len(entry.text) <= _ENTRY
        and sum(c.isalpha() for c in head) > 1
        and text[: len(head)].casefold() == head.casefold()
        and head[-1].isalnum()
        and (rest.isupper() or rest.isdigit() or rest in {"¿", "¡"})
    )


def _is_entry(line: Line) -> bool:
    return len(line.text) < _ENTRY and len(line.plain.split()) <= _ENTRY_WORDS and not line.ends_sentence


def _zone(lines: Sequence[Line], signs: set[int], blurbs: set[int]) -> int:
    """Return how many lines from the top the menu takes: through its last sign before a wide gap."""
    last, count = -1, 0
    for sign in sorted(signs):
        between = range(last + 1, sign)
        if len(between) > _GAP or sum(lines[i].is_paragraph for i in between if i not in blurbs) > 1:
            break
        last, count = sign, count + 1
    return last + 1 if count >= _SIGNS else 0


def _between(lines: Sequence[Line], signs: set[int]) -> set[int]:
    """Return the short lines between the signs of the menu."""
    if not signs:
        return set()
    return {i for i in range(min(signs), max(signs)) if _is_entry(lines[i])}


def _run_of_entries(lines: Sequence[Line], zone: int) -> set[int]:
    """Return the short bullets that go on from the menu, or that open the page with known entries."""
    end = zone
    while end < len(lines) and (_is_short_bullet(lines[end]) or not lines[end].plain or _is_known(lines[end])):
        end += 1
    run = range(zone, end)
    is_menu = zone > 0 or sum(_is_known(lines[i]) for i in run) >= _SIGNS
    follows = end < len(lines)
    top = {i for i in range(zone) if _is_short_bullet(lines[i])}
    return top | set(run) if is_menu and follows else top


def _is_short_bullet(line: Line) -> bool:
    return line.is_bullet and len(line.text) < _ENTRY and not line.ends_sentence and not line.text.endswith((";", ","))


def _is_known(line: Line) -> bool:
    return line.plain in words().menu and not line.text.endswith(":")


def _at_edges(lines: Sequence[Line], zone: int, blurbs: set[int]) -> set[int]:
    """Return known entries before the first and after the last paragraph, and trails of them anywhere."""
    paragraphs = [i for i, line in enumerate(lines) if i >= zone and line.is_paragraph and i not in blurbs]
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (0, len(lines))
    edges = {i for i, line in enumerate(lines) if (i < first or i > last) and _is_known(line)}
    return edges | {i for i, line in enumerate(lines) if _is_trail(line)}


def _is_trail(line: Line) -> bool:
    """Return whether a line is a breadcrumb trail ("Home > News > ...") or a row of entries."""
    if line.is_paragraph:
        return False  # before it is taken apart, which takes time by the square of a row of blanks
    parts = [part for part in _CRUMBS.split(unaccented(line.text).casefold()) if part]
    if len(parts) < _SIGNS:
        return False
    known = [part.strip(" -") in words().menu for part in parts]
    return all(known) or (known[0] and len(parts) > _SIGNS)


def _closing_links(lines: Sequence[Line]) -> set[int]:
    """Return the list of links that closes the page: from its heading, when only links and teasers follow.

    The teasers themselves ("A new report says that ...") are sentences, and stay the document's own.
    """
    links: set[int] = set()
    since: set[int] = set()
    for i in reversed(range(1, len(lines))):
        teaser = lines[i].is_paragraph and bool(_TEASER.search(lines[i].text)) and not _is_glued_list(lines[i])
        if lines[i].is_paragraph and not teaser and not _is_glued_list(lines[i]):
            break
        since |= set() if teaser else {i}
        if lines[i].plain in words().sections:
            links |= since
    return links


def _is_glued_list(line: Line) -> bool:
    """Return whether entries stand in a row without a space between them ("AlliancesClimateGender")."""
    return len(_JOINT.findall(line.text)) >= _JOINTS
