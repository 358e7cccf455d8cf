"""What the model sees of a pair of mentions: the words between and around them, their kinds, what the rules read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from coopgraph.extract import masking
from coopgraph.extract.claims import Stated
from coopgraph.extract.found import Found, Source
from coopgraph.extract.learned.linear import Part
from coopgraph.extract.learned.pairs import STEM, UNDERTAKINGS, Candidate, Item
from coopgraph.extract.referents import Casting, Thing

_NEAR = 8
"""Words before and behind a pair that the model sees."""
_LONG = 12
"""Words between a pair from which only those at either end are seen in their order."""
_TENTHS = 10
"""Steps in which the model sees how likely a mention is."""
_SURE = 0.98
"""How likely a mention must be for the highest step."""
_MEANT = 24
"""Words between a pair whose meaning the model sees."""


def features(one: Candidate, cast: Casting, stated: Mapping[tuple[int, int], Iterable[Stated]]) -> list[str]:
    """Return what the model sees of a pair; ``stated`` leads from two things to what the rules read between them."""
    return [seen for _, see in parts(one, cast, stated) for seen in dict.fromkeys(see())]


def parts(one: Candidate, cast: Casting, stated: Mapping[tuple[int, int], Iterable[Stated]]) -> Iterator[Part]:
    """Yield what ``features`` returns in parts that share nothing.

    What stands around one mention is the same in all its pairs with mentions of alike kinds. What belongs to the pair
    itself has no key.
    """
    a, b = cast.things[one.a], cast.things[one.b]
    kinds = _letter(one.first, a) + _letter(one.second, b)
    near = one.row is one.other
    around = _around if near else _apart
    yield None, lambda: [*(_between if near else _across)(one, kinds), *_tied(one, kinds, a, b, stated)]
    yield (near, "a", one.first.start, kinds), lambda: around("a", one.row.items, one.start, kinds)
    yield (near, "b", one.second.start, kinds), lambda: around("b", one.other.items, one.end, kinds)
    yield ("a", one.first.start, a.index), lambda: _nature("a", one.first, a)
    yield ("b", one.second.start, b.index), lambda: _nature("b", one.second, b)


def _tied(
    one: Candidate, kinds: str, a: Thing, b: Thing, stated: Mapping[tuple[int, int], Iterable[Stated]]
) -> list[str]:
    """Return how two things belong together, and what the rules read between them."""
    out = _ties(kinds, a, b)
    out.append(f"weak {a.weak:d}{b.weak:d} {kinds}")
    for forward, ends in ((True, (a.index, b.index)), (False, (b.index, a.index))):
        for told in stated.get(ends, ()):
            out += _told(told, one, forward=forward)
    return out


def _between(one: Candidate, kinds: str) -> list[str]:
    """Return what stands between two mentions of one sentence."""
    row = one.row.items
    between = [item.text for item in row[one.start + 1 : one.end]]
    marks = sum(item.position >= 0 for item in row[one.start + 1 : one.end])
    out = [kinds, f"{kinds} n{min(marks, 4)}", f"n{min(marks, 4)}", f"d{min(len(between).bit_length(), 6)} {kinds}"]
    if one.row.marked.sentence.heading:
        out.append(f"heading {kinds}")
    if len(between) <= STEM:
        out.append(f"= {kinds} {' '.join(between)}")
    seen = between if len(between) <= _LONG else [*between[: _LONG // 2], "…", *between[-_LONG // 2 :]]
    for word in dict.fromkeys(between if len(between) <= 3 * _LONG else seen):
        out += (f"w {word}", f"w {kinds} {word}")
    for left, right in pairwise(["[", *seen, "]"]):
        out += (f"p {left} {right}", f"p {kinds} {left} {right}")
    for left, word, right in zip(["[", *seen], seen, [*seen[1:], "]"], strict=False):
        out.append(f"t {left} {word} {right}")
    meant = [item.meaning for item in row[one.start + 1 : one.end] if item.meaning.fine][:_MEANT]
    for fine in dict.fromkeys(meaning.fine for meaning in meant):
        out += (f"f {fine}", f"f {kinds} {fine}")
    for middle in dict.fromkeys(meaning.middle for meaning in meant):
        out += (f"m {middle}", f"m {kinds} {middle}")
    return out + [f"fp {left.middle} {right.middle}" for left, right in pairwise(meant)]


def _around(which: str, row: Sequence[Item], at: int, kinds: str) -> list[str]:
    """Return what stands before the first of two mentions of one sentence, or behind the second."""
    first = which == "a"
    near = row[max(0, at - _NEAR) : at] if first else row[at + 1 : at + 1 + _NEAR]
    words = [item.text for item in near]
    side = "L" if first else "R"
    out = []
    for n in range(1, min(3, len(words)) + 1):
        out.append(f"{side.lower()} {kinds} {' '.join(words[-n:] if first else words[:n])}")
    for word in dict.fromkeys(words):
        out += (f"{side} {word}", f"{side} {kinds} {word}")
    for meaning in dict.fromkeys(item.meaning for item in near if item.meaning.fine):
        out += (f"f{side} {kinds} {meaning.fine}", f"m{side} {kinds} {meaning.middle}")
    return out


def _across(one: Candidate, kinds: str) -> list[str]:
    """Return what can be told of two mentions of different sentences together."""
    out = ["x", f"x {kinds}"]
    if one.row.marked.sentence.heading or one.other.marked.sentence.heading:
        out.append(f"xheading {kinds}")
    return out


def _apart(which: str, row: Sequence[Item], at: int, kinds: str) -> list[str]:
    """Return what stands around one of two mentions of different sentences."""
    before = [item.text for item in row[max(0, at - _NEAR) : at]]
    behind = [item.text for item in row[at + 1 : at + 1 + _NEAR]]
    near = dict.fromkeys(i.meaning.fine for i in row[max(0, at - _NEAR) : at + 1 + _NEAR] if i.meaning.fine)
    out = [f"x{which}f {kinds} {fine}" for fine in near]
    for side, words in (("L", before), ("R", behind)):
        for word in dict.fromkeys(words):
            out += (f"x{which} {side} {word}", f"x{which} {side} {kinds} {word}")
    out += [f"x{which}l {kinds} {' '.join(before[-n:])}" for n in (1, 2) if len(before) >= n]
    out += [f"x{which}r {kinds} {' '.join(behind[:n])}" for n in (1, 2) if len(behind) >= n]
    out.append(f"x{which}n {kinds} {min(sum(item.position >= 0 for item in row[:at]), 3)}")
    out.append(f"x{which}m {kinds} {min(sum(item.position >= 0 for item in row[at + 1 :]), 3)}")
    return out


def _letter(found: Found, thing: Thing) -> str:
    letter = masking.LETTERS[thing.kind]
    return masking.DEMONYM if found.demonym else letter.lower() if found.unnamed else letter


def _nature(which: str, found: Found, thing: Thing) -> list[str]:
    out = [f"{which}s {found.source.name}", f"{which}k {thing.kind.value} {thing.subkind}"]
    letter = _letter(found, thing)
    out.append(f"{which}often {letter} {min(len(thing.mentions), 4)}")
    if found.likely is not None:
        likely = _TENTHS if found.likely >= _SURE else int(found.likely * _TENTHS)
        out += (f"{which}likely {likely}", f"{which}likely {likely} {letter}")
    if found.weak or thing.weak:
        out += (f"{which}weak {thing.weak:d}", f"{which}weak {thing.weak:d} {letter}")
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
