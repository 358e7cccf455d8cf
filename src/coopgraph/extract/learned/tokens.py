"""What the tagger sees of the words of a sentence, and the tags it gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from coopgraph.extract.found import Found, Sentence, Source
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.tokens import Token
from coopgraph.model import Kind

OUTSIDE = "O"
STATE = "State"
"""Tag of a country, whatever it stands for in the sentence: the rules tell government from place."""
UNNAMED = "~"
"""Ends the tag of a thing without a name of its own."""
_PLAIN = {Source.VERB, Source.PLURAL}
_EDGE = "|"
_LONGEST_TOWN = 4
"""Words of the longest name of a town that is looked up."""


class Class(NamedTuple):
    """A class of words of alike meaning, and the larger ones that it is part of."""

    fine: str
    middle: str
    coarse: str


NO_CLASS = Class("", "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What words are held against: names and words, folded."""

    given: frozenset[str]
    towns: frozenset[str]
    """Names of towns, their words joined by blanks."""
    classes: Mapping[str, Class]
    """Classes of words of alike meaning, in any language, by the word."""


def tag(kind: Kind, *, unnamed: bool = False, state: bool = False) -> str:
    """Return the tag of a thing, without the letter that says whether a word begins or continues it."""
    return STATE if state else kind.value + (UNNAMED if unnamed else "")


def spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield first and last word (exclusive) and tag of the things that ``tags`` mark."""
    start, name = 0, ""
    for i, one in enumerate((*tags, OUTSIDE)):
        if name and one != f"I-{name}":
            yield start, i, name
            name = ""
        if not name and one != OUTSIDE:
            start, name = i, one[2:]


@lru_cache(maxsize=50_000)
def shape(text: str) -> str:
    """Return the pattern of capitals, small letters and digits of a word: ``TRACK4TIP`` is ``A1A``."""
    out = ""
    for c in text[:12]:
        s = "A" if c.isupper() else "a" if c.islower() else "1" if c.isdigit() else c
        if not out.endswith(s):
            out += s
    return out


def features(
    sentence: Sentence, found: Sequence[Found], words: Lexicon, names: Known, seen: Mapping[str, int]
) -> list[list[str]]:
    """Return what the tagger sees of every word.

    ``found`` are the mentions that the rules see, ``seen`` says how often a word stands in the document with a small
    letter.
    """
    tokens = sentence.tokens
    known = _known(tokens, found)
    short = [token.norm or token.text for token in tokens]
    kinds = [_class(token, words, names.given) for token in tokens]
    shapes = [shape(token.text) for token in tokens]
    lone = [_alone(token, kind, written, seen) for token, kind, written in zip(tokens, kinds, shapes, strict=True)]
    towns = _towns(tokens, names.towns)
    classes = [names.classes.get(token.norm, NO_CLASS) for token in tokens]
    size = len(tokens)
    out: list[list[str]] = []
    caps = sum(t.text.isupper() for t in tokens if len(t.text) > 1) * 2 > size > 3
    for i in range(size):
        w1, w2 = (short[i - 1] if i else _EDGE), (short[i - 2] if i > 1 else _EDGE)
        v1, v2 = (short[i + 1] if i + 1 < size else _EDGE), (short[i + 2] if i + 2 < size else _EDGE)
        k0 = known[i]
        k1 = known[i - 1] if i else _EDGE
        j1 = known[i + 1] if i + 1 < size else _EDGE
        c1, c2 = (kinds[i - 1] if i else _EDGE), (kinds[i - 2] if i > 1 else _EDGE)
        d1, d2 = (kinds[i + 1] if i + 1 < size else _EDGE), (kinds[i + 2] if i + 2 < size else _EDGE)
        s1 = shapes[i - 1] if i else _EDGE
        t1 = shapes[i + 1] if i + 1 < size else _EDGE
        out.append(
            [
                *lone[i],
                f"k={k0}",
                f"k-={k1}",
                f"k+={j1}",
                f"kk={k1}/{k0}/{j1}",
                f"w-1={w1}",
                f"w-2={w2}",
                f"w+1={v1}",
                f"w+2={v2}",
                f"w-10={w1} {short[i]}",
                f"w01={short[i]} {v1}",
                f"w-21={w2} {w1}",
                f"w12={v1} {v2}",
                f"c-1={c1}",
                f"c+1={d1}",
                f"c-21={c2}/{c1}",
                f"c12={d1}/{d2}",
                f"c0+={kinds[i]}/{d1}",
                f"c-0={c1}/{kinds[i]}",
                f"s-0={s1}/{shapes[i]}",
                f"s0+={shapes[i]}/{t1}",
                f"s-0+={s1}/{shapes[i]}/{t1}",
                f"head={_head(i, tokens, kinds, words)}",
            ]
        )
        q0 = classes[i]
        q1, q2 = (classes[i - 1] if i else NO_CLASS), (classes[i - 2] if i > 1 else NO_CLASS)
        r1, r2 = (classes[i + 1] if i + 1 < size else NO_CLASS), (classes[i + 2] if i + 2 < size else NO_CLASS)
        out[-1] += (
            f"f={q0.fine}",
            f"m={q0.middle}{shapes[i]}",
            f"q={q0.coarse}{shapes[i]}",
            f"f-1={q1.fine}",
            f"f+1={r1.fine}",
            f"m-1={q1.middle}",
            f"m+1={r1.middle}",
            f"m-2={q2.middle}",
            f"m+2={r2.middle}",
            f"m-10={q1.middle}/{q0.middle}",
            f"m01={q0.middle}/{r1.middle}",
            f"q-101={q1.coarse}/{q0.coarse}/{r1.coarse}",
        )
        if towns[i]:
            out[-1] += (f"town={towns[i]}", f"town={w1}/{towns[i]}", f"town={towns[i]}/{v1}")
        if i == 0:
            out[-1].append("first")
        if caps:
            out[-1].append("capitals")
        if sentence.heading:
            out[-1].append("heading")
    return out


def _known(tokens: Sequence[Token], found: Sequence[Found]) -> list[str]:
    """Return for every word what the rules see there."""
    out = ["" for _ in tokens]
    at = 0
    for one in sorted(found, key=lambda f: f.start):
        name = f"{one.kind.value}{UNNAMED if one.unnamed else ''}.{one.source.name}{'.state' if one.is_state else ''}"
        while at < len(tokens) and tokens[at].start < one.start:
            at += 1
        letter = "B-"
        while at < len(tokens) and tokens[at].start < one.end:
            out[at] = letter + name
            letter = "I-"
            at += 1
    return out


def _towns(tokens: Sequence[Token], towns: frozenset[str]) -> list[str]:
    """Return for every word which part of a town's name it may be: first, a later one, or none."""
    out = ["" for _ in tokens]
    i = 0
    while i < len(tokens):
        size = 0
        if tokens[i].is_name_like and tokens[i].is_word:
            for n in range(min(_LONGEST_TOWN, len(tokens) - i), 0, -1):
                if " ".join([t.norm for t in tokens[i : i + n]]) in towns:
                    size = n
                    break
        for k in range(i, i + size):
            out[k] = "I" if k > i else "B"
        i += max(size, 1)
    return out


def _alone(token: Token, kind: str, written: str, seen: Mapping[str, int]) -> list[str]:
    """Return what a word of class ``kind`` and shape ``written`` shows without its neighbours."""
    norm = token.norm or token.text
    text = token.text
    out = [
        "",
        f"w={norm}",
        f"s={written}",
        f"p3={norm[:3]}",
        f"e3={norm[-3:]}",
        f"p4={norm[:4]}",
        f"e4={norm[-4:]}",
    ]
    out.append(f"e2={norm[-2:]}")
    out.append(f"c={kind}")
    if token.is_name_like:
        out.append(f"small={min(seen.get(norm, 0), 2)}")
    if token.is_acronym:
        out.append(f"acronym={len(text)}")
    return out


def _class(token: Token, words: Lexicon, given: frozenset[str]) -> str:
    """Return the class of a word: what it is head of, or which part it takes in names and titles."""
    norm = token.norm
    capital = "A" if token.is_name_like else "a"
    if not norm:
        return token.text
    if norm in words.heads:
        return f"{capital}h{words.heads[norm].value}"
    if norm in words.nouns:
        return f"{capital}n{words.nouns[norm].kind.value}"
    if norm in words.offices:
        return f"{capital}office"
    for name, group in (
        ("courtesy", words.courtesy),
        ("connector", words.connectors),
        ("article", words.articles),
        ("conjunction", words.conjunctions),
        ("portfolio", words.portfolio),
        ("saying", words.saying),
    ):
        if norm in group:
            return f"{capital}{name}"
    if capital == "A" and norm in given:
        return "given"
    if token.is_acronym:
        return "acronym"
    return f"{capital}{'1' if norm.isdigit() else ''}"


def _head(i: int, tokens: Sequence[Token], kinds: Sequence[str], words: Lexicon) -> str:
    """Return the class of the head noun of the run of capitals around the word at ``i``."""
    if not tokens[i].is_name_like:
        return ""
    order = range(i, max(-1, i - 6), -1) if words.heads_first else range(i, min(len(tokens), i + 6))
    for k in order:
        if not (tokens[k].is_name_like or kinds[k] in {"aconnector", "aarticle", "aconjunction"}):
            break
        if kinds[k][1:2] in {"h", "n"}:
            return kinds[k]
    return ""
