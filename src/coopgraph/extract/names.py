"""Find capitalised names by their head noun: "Ministry of Public Security", "Western Hemisphere Program"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coopgraph.extract import appositions
from coopgraph.extract.borders import borders
from coopgraph.extract.found import Found, Sentence, Source
from coopgraph.extract.heads import Head, head_at
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.name_kinds import ORGANISED, whole_kind
from coopgraph.extract.units import Line, Unit, line_of
from coopgraph.model import Kind

_LONGEST = 16
"""Units of the longest name; beyond it the grammar has run away."""
_PARTS = ORGANISED | {Kind.INTERNATIONAL_ORGANIZATION, Kind.FORUM}
"""What may be a part of the organisation whose name is inside its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """Borders of a name in units, the last exclusive, its kind and the unit of its head."""

    first: int
    last: int
    head: int
    kind: Kind
    beside: bool = False
    """True for a head that is a common noun beside the name, which the mention takes in: "TRACK4TIP initiative"."""


def find(sentence: Sentence, known: Sequence[Found], text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Yield the names of ``sentence`` that a head noun types; ``known`` are the registry's names in it."""
    line = line_of(sentence, known, lexicon)
    for i in range(len(line.units)):
        head = head_at(line, i)
        name = _around(line, head) if head else _beside(line, i)
        if name:
            yield _found(line, name, text)


def _around(line: Line, head: Head) -> _Name | None:
    """Return the name around ``head``, or None where head and neighbours name nothing."""
    first, last = borders(line, head)
    needed = 2 if line.units[head.start].norm in line.words.weak_heads else 1
    proper = _size(line.units[first:last]) - _size(line.units[head.start : head.end])
    if proper < needed or last - first > _LONGEST or _is_generic(line, first, last):
        return None
    return _Name(first=first, last=last, head=head.start, kind=whole_kind(line, head, first, last))


def _beside(line: Line, i: int) -> _Name | None:
    """Return the name beside the common noun at ``i``, or None."""
    span = appositions.beside(line, i)
    if span is None:
        return None
    kind = line.words.nouns[line.units[i].norm].kind
    return _Name(first=span[0], last=span[1], head=i, kind=kind, beside=True)


def _size(units: Sequence[Unit]) -> int:
    """Return how many words ``units`` are, those joined by a hyphen counted as one."""
    return sum(u.first.is_word for u in units) - sum(u.first.is_hyphen for u in units)


def _is_generic(line: Line, first: int, last: int) -> bool:
    """Tell whether the name is one that any organisation has: "Country Office", "UNDP Country Office"."""
    units = line.units[first:last]
    own = units[1:] if units[0].known else units
    return tuple(u.norm for u in own if u.first.is_word) in line.words.not_named


def _found(line: Line, name: _Name, text: str) -> Found:
    """Return the mention that ``name`` makes."""
    units = line.units[name.first : name.last]
    inner = text[units[0].tokens[0].start : units[-1].tokens[-1].end]
    start, end = _stretch(line, name)
    knowns = [u.known for u in units if u.known]
    owners = [k for k in knowns if k.kind is Kind.INTERNATIONAL_ORGANIZATION]
    states = [k.actor for k in knowns if k.is_state] if name.kind in ORGANISED else []
    return Found(
        start=start,
        end=end,
        text=text[start:end],
        kind=name.kind,
        source=Source.HEAD,
        name=inner if name.beside else "",
        country=next(iter(states), ""),
        owner=next((k.actor for k in owners if k.actor), ""),
        parties=_parties(units),
        nested=tuple(owners) if name.kind in _PARTS else (),
        subkind=_subkind(line, name),
    )


def _stretch(line: Line, name: _Name) -> tuple[int, int]:
    """Return where the mention begins and ends in the text, with the noun beside it and the marks of a quotation."""
    start, end = line.units[name.first].tokens[0].start, line.units[name.last - 1].tokens[-1].end
    if not name.beside:
        return start, end
    if name.last < len(line.units) and line.units[name.last].first.text in appositions.CLOSING.values():
        end = line.units[name.last].tokens[-1].end
    noun = line.units[name.head].first
    return min(start, noun.start), max(end, noun.end)


def _parties(units: Sequence[Unit]) -> tuple[str, ...]:
    """Return the actors that open the name, joined by hyphens: "U.S.-EU Trade and Technology Council"."""
    found: list[str] = []
    for k in range(0, len(units), 2):
        known = units[k].known
        if known is None or not known.actor:
            break
        found.append(known.actor)
        if k + 1 >= len(units) or not (units[k + 1].first.is_hyphen or units[k + 1].first.text == "/"):
            break
    return tuple(found) if len(found) > 1 else ()


def _subkind(line: Line, name: _Name) -> str:
    noun = line.words.nouns.get(line.units[name.head].norm)
    return noun.subkind if noun and noun.kind is name.kind else ""
