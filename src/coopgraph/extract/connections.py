"""Connectors, conjunctions and commas behind which a name goes on: "Ministry of Labour, Trade and Tourism"."""

from __future__ import annotations

from coopgraph.extract.heads import head_at
from coopgraph.extract.units import Line
from coopgraph.model import Kind

_UNDERTAKINGS = frozenset({Kind.PROGRAMME, Kind.EVENT, Kind.AGREEMENT})
"""What may be for a state without having the state in its name."""
_EMBASSY_REACH = 6
"""Units back to the "Embassy" whose name a place behind "in" closes."""
_LIST_REACH = 4
"""Units between two signs of one list inside a name."""


def connected(line: Line, i: int, kind: Kind, content: int) -> int | None:
    """Return the index behind a connector at ``i`` when the name of a ``kind`` goes on behind it.

    ``content`` is the last unit of the head, or the one behind it when nothing of the name stands before the head.
    """
    if line.units[i].norm not in line.words.connectors:
        return None
    j = _behind_articles(line, i + 1)
    if j >= len(line.units) or not line.units[j].is_capital or _is_person_title(line, j):
        return None
    if i > content and _begins_name(line, j):
        return None
    if line.units[i].norm in line.words.locative:
        return j if _locates(line, i, j, kind) else None
    return j if _complements(line, i, j, kind, content) else None


def _behind_articles(line: Line, i: int) -> int:
    words = line.words
    while i < len(line.units) and not line.units[i].is_capital:
        if line.units[i].norm not in words.articles and line.units[i].norm not in words.in_names.inner_articles:
            break
        i += 1
    return i


def _begins_name(line: Line, i: int) -> bool:
    """Tell whether a name of its own begins at ``i``: "Unit for Migrants of the | National Migration Service"."""
    if line.units[i].known:
        return not line.units[i].is_place
    run = range(i, line.run_end(i))
    return (len(run) > 1 or line.words.heads_first) and any(head_at(line, k) for k in run)


def _locates(line: Line, i: int, j: int, kind: Kind) -> bool:
    """Tell whether what follows a preposition of place is of the name: "Embassy in Quito", "Trafficking in Persons"."""
    word, following, names = line.units[i].norm, line.units[j], line.words.in_names
    if following.known:
        seat = word in names.seated and following.is_place and kind is Kind.GOVERNMENT_BODY
        return seat and _is_embassy(line, i)
    if word in names.within:
        return line.units[i - 1].norm.endswith((*names.gerunds, *names.crimes))
    return word in names.toward


def _is_embassy(line: Line, i: int) -> bool:
    embassies = line.words.in_names.embassies
    return any(u.norm in embassies for u in line.units[max(0, i - _EMBASSY_REACH) : i])


def _complements(line: Line, i: int, j: int, kind: Kind, content: int) -> bool:
    """Tell whether what follows a connector that is not of place is of the name, not the place that it is about."""
    if not line.units[j].is_place:
        return True
    names = line.words.in_names
    if line.units[i - 1].norm in names.plain_organs and i - 1 == content:
        return False
    return kind not in _UNDERTAKINGS or line.units[i].norm not in names.beneficiary


def joined(line: Line, i: int) -> int | None:
    """Return the index behind "and", or a comma of a list that ends in "and", at ``i`` inside a complement."""
    if line.units[i - 1].known:
        return None
    if _is_conjunction(line, i):
        return i + 1 if _is_plain_word(line, i + 1) else None
    if not _is_comma(line, i):
        return None
    if _is_conjunction(line, i + 1):  # the last comma of "Trade, Industry, and Mines"
        listed = any(_is_comma(line, k) for k in range(max(0, i - _LIST_REACH), i))
        return i + 2 if listed and _is_plain_word(line, i + 2) else None
    return i + 1 if _is_plain_word(line, i + 1) and _lists(line, i) else None


def _lists(line: Line, i: int) -> bool:
    """Tell whether the comma at ``i`` is one of a list that ends in "and"."""
    j = line.run_end(i + 1)
    if j >= len(line.units) or j - i > _LIST_REACH:
        return False
    comma = _is_comma(line, j)
    tail = j + 1 if comma and j + 1 < len(line.units) else j
    if _is_conjunction(line, tail) and _is_plain_word(line, tail + 1):
        return True
    return comma and joined(line, j) is not None


def _is_comma(line: Line, i: int) -> bool:
    return line.units[i].first.text == ","


def _is_conjunction(line: Line, i: int) -> bool:
    return i < len(line.units) and line.units[i].norm in line.words.conjunctions


def _is_person_title(line: Line, i: int) -> bool:
    norm = line.units[i].norm
    return norm in line.words.courtesy or norm in line.words.offices


def _is_plain_word(line: Line, i: int) -> bool:
    """Tell whether a capitalised common word stands at ``i``: no known name, head or title of a person."""
    if i >= len(line.units):
        return False
    unit, words = line.units[i], line.words
    if unit.known or not unit.is_capital or unit.first.is_acronym or _is_person_title(line, i):
        return False
    run = line.units[i : line.run_end(i)]
    heads = any(u.norm in words.heads and u.norm not in words.in_names.listed_heads for u in run)
    return not heads and not any(u.known for u in run) and unit.norm not in words.not_names
