"""Names beside a common noun that says what they name: "proyecto Raíces", 'the project "Open Wells"'."""

from __future__ import annotations

from coopgraph.extract.borders import without_opening
from coopgraph.extract.units import Line
from coopgraph.model import Kind

CLOSING = {"“": "”", '"': '"', "«": "»", "‘": "’"}
"""The quotation mark that closes what another opens."""
_LONGEST = 16
"""Units from the opening quotation mark in which the closing one must follow."""
_BETWEEN = 2
"""Words that may stand between the noun and the quotation: "project known, called"."""


def beside(line: Line, i: int) -> tuple[int, int] | None:
    """Return the borders of the name beside the common noun at ``i``, the last exclusive, or None."""
    if line.units[i].norm not in line.words.nouns:
        return None
    quoted = _quoted(line, i + 1)
    if quoted or line.units[i].is_capital:
        return quoted
    return _behind(line, i) if line.words.heads_first else _before(line, i)


def _behind(line: Line, i: int) -> tuple[int, int] | None:
    last = line.run_end(i + 1)
    if last == i + 1 or line.units[i].norm not in line.words.name_first:
        return None
    return (i + 1, last) if _is_proper(line, i + 1, last) else None


def _before(line: Line, i: int) -> tuple[int, int] | None:
    first = i
    while first > 0 and (line.units[first - 1].is_capital or _is_hyphen(line, first - 1)):
        first -= 1
    first = without_opening(line, first, i)
    return (first, i) if first < i and _is_proper(line, first, i) else None


def _is_hyphen(line: Line, i: int) -> bool:
    """Tell whether a hyphen behind a capitalised unit stands at ``i``."""
    return i > 0 and line.units[i].first.is_hyphen and line.units[i - 1].is_capital


def _is_proper(line: Line, first: int, last: int) -> bool:
    """Tell whether units ``first`` to ``last`` are a name of their own, not a known actor that modifies the noun."""
    units, words = line.units[first:last], line.words
    if any(u.known and (u.known.demonym or u.known.kind is not Kind.PROGRAMME) for u in units):
        return False
    if any(u.norm in words.not_names or u.norm in words.offices or u.norm in words.heads for u in units):
        return False
    return first > 0 or last - first > 1


def _quoted(line: Line, i: int) -> tuple[int, int] | None:
    """Return the units between quotation marks that open at ``i``, when they are a title."""
    opening = _behind_called(line, i)
    if opening >= len(line.units) or line.units[opening].first.text not in CLOSING:
        return None
    closing = CLOSING[line.units[opening].first.text]
    first = opening + 1
    reach = range(first, min(opening + _LONGEST, len(line.units)))
    last = next((j for j in reach if line.units[j].first.text == closing), first)
    return (first, last) if last > first and _opens_title(line.units[first].first.text) else None


def _behind_called(line: Line, i: int) -> int:
    """Return the index behind the words at ``i`` that announce a title: "titled", "called"."""
    for j in range(i, min(i + _BETWEEN, len(line.units))):
        if line.units[j].norm not in line.words.in_names.called:
            return j
    return min(i + _BETWEEN, len(line.units))


def _opens_title(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()
