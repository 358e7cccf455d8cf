"""What a name as a whole names: a word such as "International" in it outranks the head noun."""

from __future__ import annotations

from collections.abc import Sequence

from coopgraph.extract.heads import Head
from coopgraph.extract.lexicon import NameWords
from coopgraph.extract.units import Line, Unit
from coopgraph.model import Kind

ORGANISED = frozenset({Kind.GOVERNMENT_BODY, Kind.COMPANY, Kind.ACADEMIC, Kind.CIVIL_SOCIETY})
"""Organisations of one state."""


def whole_kind(line: Line, head: Head, first: int, last: int) -> Kind:
    """Return the kind of the name of units ``first`` to ``last``, the last exclusive, around ``head``."""
    units = line.units[first:last]
    if head.kind is Kind.INTERNATIONAL_ORGANIZATION:
        return _international(line, head, units)
    if head.kind is Kind.FORUM and _is_edition(line, head, units):
        return Kind.EVENT
    if head.kind not in ORGANISED:
        return head.kind
    if len(units) > 1 and units[0].known and units[1].first.is_hyphen:
        return Kind.FORUM
    if head.start != first and _has_owner(units):
        return Kind.INTERNATIONAL_ORGANIZATION
    return _organised(line, head, units)


def _international(line: Line, head: Head, units: Sequence[Unit]) -> Kind:
    """Return the kind of a name with an international head, which a national word may make a body of the state."""
    names = line.words.in_names
    if _has_owner(units) or not _is_national(units, names) or line.units[head.start].norm in names.labs:
        return head.kind
    return Kind.GOVERNMENT_BODY


def _organised(line: Line, head: Head, units: Sequence[Unit]) -> Kind:
    """Return the kind of a name without an owner whose head is that of a state's organisation."""
    words = line.words
    academic = head.kind is Kind.ACADEMIC
    if academic and units[-1].norm.endswith(words.in_names.professions):
        return Kind.CIVIL_SOCIETY
    if not academic and head.kind is not Kind.GOVERNMENT_BODY:
        return head.kind
    if not _is_national(units, words.in_names):
        international = any(u.norm in words.international for u in units)
        return Kind.INTERNATIONAL_ORGANIZATION if international else head.kind
    institute = academic and line.units[head.start].norm in words.in_names.institutes
    return Kind.GOVERNMENT_BODY if institute else head.kind


def _is_edition(line: Line, head: Head, units: Sequence[Unit]) -> bool:
    """Tell whether a forum is one edition of a meeting: "Sixth Global Plastics Forum", "Foro Anual"."""
    names = line.words.in_names
    numbered = any(u.norm in names.editions or u.first.text.isdigit() for u in units)
    return numbered and line.units[head.start].norm in names.meeting_heads


def _has_owner(units: Sequence[Unit]) -> bool:
    """Tell whether a known international organisation is in the name: "UNDP Office"."""
    return any(u.known and u.known.kind is Kind.INTERNATIONAL_ORGANIZATION for u in units)


def _is_national(units: Sequence[Unit], names: NameWords) -> bool:
    return any(u.is_state or u.norm in names.national for u in units)
