"""Head nouns, which say what a capitalised name names: "Ministry", "Working Group", "Programa"."""

from __future__ import annotations

from dataclasses import dataclass

from coopgraph.extract.units import Line
from coopgraph.model import Kind

_OFFICED = frozenset(
    {Kind.GOVERNMENT_BODY, Kind.INTERNATIONAL_ORGANIZATION, Kind.CIVIL_SOCIETY, Kind.COMPANY, Kind.ACADEMIC}
)
"""Kinds whose heads may stand before an office held in what they name."""
_PHRASES = (4, 3, 2)
"""Words of the heads that are phrases, which outrank the shorter ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A head noun: its borders in units, the end exclusive, and the kind it speaks of."""

    start: int
    end: int
    kind: Kind


def head_at(line: Line, i: int) -> Head | None:
    """Return the head noun that stands at ``i``, or None."""
    unit = line.units[i]
    if unit.known or not unit.is_capital:
        return None
    head = _phrase_at(line, i) or _word_at(line, i)
    return None if head is None or _is_modifier(line, head) else head


def _phrase_at(line: Line, i: int) -> Head | None:
    if line.units[i].norm not in line.words.phrase_openers:
        return None
    for size in _PHRASES:
        norms, end = _norms(line, i, size)
        kind = line.words.head_phrases.get(norms)
        if kind:
            return Head(start=i, end=end, kind=kind)
    return None


def _word_at(line: Line, i: int) -> Head | None:
    kind = line.words.heads.get(line.units[i].norm)
    return Head(start=i, end=i + 1, kind=kind) if kind else None


def _norms(line: Line, i: int, size: int) -> tuple[tuple[str, ...], int]:
    """Return ``size`` words from ``i`` on, possessives skipped, and the index behind them; no words when cut short."""
    norms: list[str] = []
    for j in range(i, len(line.units)):
        unit = line.units[j]
        if unit.norm:
            norms.append(unit.norm)
        elif not unit.is_possessive:
            break
        if len(norms) == size:
            return tuple(norms), j + 1
    return (), i


def _is_modifier(line: Line, head: Head) -> bool:
    """Tell whether a capitalised word behind an English head shows that it only modifies another."""
    if line.words.heads_first or head.end >= len(line.units):
        return False
    following = line.units[head.end]
    if following.known or not following.is_capital or not following.first.is_word or following.first.glued:
        return False
    if head.kind in _OFFICED and following.norm in line.words.offices | line.words.office_before:
        return False  # "National Security Council Senior Director"
    opens_name = line.units[head.start].norm in line.words.name_first
    return not opens_name or following.norm in line.words.offices
