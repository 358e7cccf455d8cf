"""Where a name begins and ends around its head noun, in units."""

from __future__ import annotations

from coopgraph.extract.connections import connected, joined
from coopgraph.extract.heads import Head
from coopgraph.extract.units import Line, Unit
from coopgraph.model import Kind

_SHARED = frozenset({Kind.PROGRAMME, Kind.EVENT, Kind.AGREEMENT, Kind.FORUM})
"""What states may share, so that its name may begin with several of them."""
_ROMAN = frozenset("IVXL")


def borders(line: Line, head: Head) -> tuple[int, int]:
    """Return the first unit of the name around ``head`` and the one behind its last."""
    first = _with_ordinal(line, head.start) if line.words.heads_first else _left(line, head)
    last = _right(line, head, bare=first == head.start)
    return without_opening(line, first, head.start), last


def without_opening(line: Line, first: int, head: int) -> int:
    """Return ``first`` behind words that only stand capitalised because they open the sentence."""
    while first < head and _opens_only(line, line.units[first]):
        first += 1
    return first


def _opens_only(line: Line, unit: Unit) -> bool:
    words, norm = line.words, unit.norm
    untrue = (norm in words.not_names or norm in words.articles) and norm not in words.openers
    return untrue or not unit.first.is_word or norm in words.conjunctions


def _with_ordinal(line: Line, i: int) -> int:
    """Return the index of a Roman numeral or ordinal before a Spanish head at ``i``, else ``i``: "XII Cumbre"."""
    if i == 0 or line.units[i - 1].known or not line.units[i - 1].is_capital:
        return i
    word = line.units[i - 1].first.text
    return i - 1 if set(word) <= _ROMAN or word.endswith(line.words.in_names.ordinals) else i


def _left(line: Line, head: Head) -> int:
    """Return where the name begins that closes with an English head."""
    i = head.start
    closes = not _has_complement(line, head)
    while i > 0:
        if line.units[i - 1].is_state and head.kind not in _SHARED:
            return i - 1
        step = _step_left(line, i, closes=closes)
        if not step:
            break
        i -= step
    return i


def _has_complement(line: Line, head: Head) -> bool:
    """Tell whether a complement follows the head word: then the head opens the name."""
    i = head.start + 1
    return i < len(line.units) and line.units[i].norm in line.words.in_names.complements


def _step_left(line: Line, i: int, *, closes: bool) -> int:
    """Return how many units before ``i`` belong to the name too; ``closes`` tells whether its head ends it."""
    words, before = line.words, line.units[i - 1]
    stops = before.norm not in words.openers and (before.norm in words.courtesy or before.norm in words.not_names)
    if before.is_capital and not stops:
        return 1
    if i == 1:
        return 0
    outer = line.units[i - 2]
    possessor = before.is_possessive and outer.norm in words.possessors
    hyphenated = before.first.is_hyphen and before.first.glued and outer.is_capital
    conjoined = closes and before.norm in words.conjunctions and _joins_modifiers(line, i - 1)
    return 2 if possessor or hyphenated or conjoined else 0


def _joins_modifiers(line: Line, i: int) -> bool:
    """Tell whether the conjunction at ``i`` joins two modifiers: "Trade and Technology Council".

    The first word of a sentence counts for none: its capital says nothing.
    """
    before, behind = line.units[i - 1], line.units[i + 1]
    if before.known or behind.known:
        return False
    return i > 1 and before.is_capital and before.norm not in line.words.heads


def _right(line: Line, head: Head, *, bare: bool) -> int:
    """Return the index behind the name; ``bare`` tells that nothing of it stands before the head."""
    content = head.end if bare else head.end - 1
    complement = line.words.heads_first
    goes_on = complement or line.units[head.end - 1].norm in line.words.name_first
    end = line.run_end(head.end) if goes_on else head.end
    while end < len(line.units):
        step = connected(line, end, head.kind, content)
        if step is None and complement:
            step = joined(line, end)
        if step is None:
            break
        complement = True
        end = line.run_end(step)
    return end
