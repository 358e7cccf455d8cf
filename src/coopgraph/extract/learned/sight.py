"""What the model sees of a pair of mentions: the words between and around them, their kinds, what the rules read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from coopgraph.extract import masking
from coopgraph.extract.claims import Stated
from coopgraph.extract.found import Found, Source
from coopgraph.extract.learned.pairs import STEM, UNDERTAKINGS, Candidate, Item
from coopgraph.extract.referents import Casting, Thing

_NEAR = 8
"""Words before and behind a pair that the model sees."""
_LONG = 12
"""Words between a pair from which only those at either end are seen in their order."""
_MEANT = 24
"""Words between a pair whose meaning the model sees."""


def features(one: Candidate, cast: Casting, stated: Mapping[tuple[int, int], Iterable[Stated]]) -> list[str]:
    """Return what the model sees of a pair; ``stated`` leads from two things to what the rules read between them."""
    a, b = cast.things[one.a], cast.things[one.b]
    kinds = _letter(one.first, a) + _letter(one.second, b)
    out = _within(one, kinds) if one.row is one.other else _across(one, kinds)
    out += _nature("a", one.first, a) + _nature("b", one.second, b)
    out += _ties(kinds, a, b)
    if one.row.marked.sentence.heading:
        out.append(f"heading {kinds}")
    for told in stated.get((one.a, one.b), ()):
        out += _told(told, one, forward=True)
    for told in stated.get((one.b, one.a), ()):
        out += _told(told, one, forward=False)
    return out


def _within(one: Candidate, kinds: str) -> list[str]:
    """Return what stands between, before and behind two mentions of one sentence."""
    row = one.row.items
    between = [item.text for item in row[one.start + 1 : one.end]]
    before = [item.text for item in row[max(0, one.start - _NEAR) : one.start]]
    behind = [item.text for item in row[one.end + 1 : one.end + 1 + _NEAR]]
    marks = sum(item.position >= 0 for item in row[one.start + 1 : one.end])
    out = [kinds, f"{kinds} n{min(marks, 4)}", f"n{min(marks, 4)}", f"d{min(len(between).bit_length(), 6)} {kinds}"]
    if len(between) <= STEM:
        out.append(f"= {kinds} {' '.join(between)}")
    seen = between if len(between) <= _LONG else [*between[: _LONG // 2], "…", *between[-_LONG // 2 :]]
    for word in sorted(set(between if len(between) <= 3 * _LONG else seen)):
        out += (f"w {word}", f"w {kinds} {word}")
    for left, right in pairwise(["[", *seen, "]"]):
        out += (f"p {left} {right}", f"p {kinds} {left} {right}")
    for left, word, right in zip(["[", *seen], seen, [*seen[1:], "]"], strict=False):
        out.append(f"t {left} {word} {right}")
    return out + _around(kinds, before, behind) + _meanings(kinds, row, one.start, one.end)


def _meanings(kinds: str, row: Sequence[Item], start: int, end: int) -> list[str]:
    """Return the classes of the words around and between two mentions of one sentence."""
    between = [item for item in row[start + 1 : end] if item.meaning.fine][:_MEANT]
    before = [item.meaning for item in row[max(0, start - _NEAR) : start] if item.meaning.fine]
    behind = [item.meaning for item in row[end + 1 : end + 1 + _NEAR] if item.meaning.fine]
    out: list[str] = []
    for fine in sorted({item.meaning.fine for item in between}):
        out += (f"f {fine}", f"f {kinds} {fine}")
    for middle in sorted({item.meaning.middle for item in between}):
        out += (f"m {middle}", f"m {kinds} {middle}")
    out += [f"fp {a.meaning.middle} {b.meaning.middle}" for a, b in pairwise(between)]
    out += [f"fL {kinds} {word.fine}" for word in before] + [f"mL {kinds} {word.middle}" for word in before]
    return out + [f"fR {kinds} {word.fine}" for word in behind] + [f"mR {kinds} {word.middle}" for word in behind]


def _across(one: Candidate, kinds: str) -> list[str]:
    """Return what stands around two mentions of different sentences."""
    out = [f"x{one.gap}", f"x{one.gap} {kinds}"]
    for which, row, at in (("a", one.row.items, one.start), ("b", one.other.items, one.end)):
        before = [item.text for item in row[max(0, at - _NEAR) : at]]
        behind = [item.text for item in row[at + 1 : at + 1 + _NEAR]]
        near = {item.meaning.fine for item in row[max(0, at - _NEAR) : at + 1 + _NEAR]} - {""}
        out += [f"x{which}f {kinds} {fine}" for fine in sorted(near)]
        out += [
            f"x{which} {side} {kinds} {word}"
            for side, words in (("L", before), ("R", behind))
            for word in sorted(set(words))
        ]
        out += [
            f"x{which} {side} {word}" for side, words in (("L", before), ("R", behind)) for word in sorted(set(words))
        ]
        out += [f"x{which}l {kinds} {' '.join(before[-n:])}" for n in (1, 2) if len(before) >= n]
        out += [f"x{which}r {kinds} {' '.join(behind[:n])}" for n in (1, 2) if len(behind) >= n]
        out.append(f"x{which}n {kinds} {min(sum(item.position >= 0 for item in row[:at]), 3)}")
        out.append(f"x{which}m {kinds} {min(sum(item.position >= 0 for item in row[at + 1 :]), 3)}")
    if one.other.marked.sentence.heading or one.row.marked.sentence.heading:
        out.append(f"xheading {kinds}")
    return out


def _letter(found: Found, thing: Thing) -> str:
    letter = masking.LETTERS[thing.kind]
    return masking.DEMONYM if found.demonym else letter.lower() if found.unnamed else letter


def _around(kinds: str, before: Sequence[str], behind: Sequence[str]) -> list[str]:
    out = [f"l {kinds} {' '.join(before[-n:])}" for n in (1, 2, 3) if len(before) >= n]
    out += [f"r {kinds} {' '.join(behind[:n])}" for n in (1, 2, 3) if len(behind) >= n]
    for side, words in (("L", before), ("R", behind)):
        for word in sorted(set(words)):
            out += (f"{side} {word}", f"{side} {kinds} {word}")
    return out


def _nature(which: str, found: Found, thing: Thing) -> list[str]:
    out = [f"{which}s {found.source.name}", f"{which}k {thing.kind.value} {thing.subkind}"]
    if found.definite:
        out.append(f"{which} definite")
    if found.source is Source.PLURAL:
        out.append(f"{which} plural")
    if thing.kind in UNDERTAKINGS:
        words = found.text.casefold().split()
        out += [f"{which}h {thing.kind.value} {words[-1][:STEM]}", f"{which}f {thing.kind.value} {words[0][:STEM]}"]
    return out


def _ties(kinds: str, a: Thing, b: Thing) -> list[str]:
    """Return how the two things belong together whatever the sentence says."""
    out = []
    if a.actor and a.actor == b.country:
        out.append(f"state {kinds}")
    if b.actor and b.actor == a.country:
        out.append(f"of-state {kinds}")
    if a.country and a.country == b.country:
        out.append(f"same-state {kinds}")
    if a.actor and a.actor == b.owner:
        out.append(f"owner {kinds}")
    if b.actor and b.actor == a.owner:
        out.append(f"owned {kinds}")
    return out


def _told(told: Stated, one: Candidate, *, forward: bool) -> list[str]:
    way = ">" if forward else "<"
    here = one.row.marked.sentence.start <= told.start < one.other.marked.sentence.end
    return [
        f"rule{here:d} {told.relation.value}{way}",
        f"rule{here:d} {told.rule}{way}",
        f"status {told.relation.value} {told.status.value}",
    ]
