"""What the tagger sees of the words of a sentence, and the tags it gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_JOINING = frozenset({"aconnector", "aarticle", "aconjunction"})
"""Classes of the small words inside names."""
_NOUNS = frozenset({"ah", "an"})
"""Begin the classes of nouns in small letters."""
_LONGEST_APPOSITION = 7
"""Words in which an apposition must come to its noun."""
_LONGEST_TOWN = 4
"""Words of the longest name of a town that is looked up."""


class Class(NamedTuple):
    """A class of words of alike meaning, and the larger ones that it is part of."""

    fine: str
    middle: str
    coarse: str


NO_CLASS = Class("", "", "")
_Cell = tuple[str, str, str, str, Class]
"""What a word is seen by from its neighbours: word, its part in names, shape, what the rules see, meaning."""
_BORDER: _Cell = (_EDGE, _EDGE, _EDGE, _EDGE, NO_CLASS)


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
    kinds = [_class(token, words, names.given) for token in tokens]
    shapes = [shape(token.text) for token in tokens]
    lone = [_alone(token, kind, written, seen) for token, kind, written in zip(tokens, kinds, shapes, strict=True)]
    towns = _towns(tokens, names.towns)
    described = _described(tokens, kinds, words)
    cells = [
        *zip(
            [token.norm or token.text for token in tokens],
            kinds,
            shapes,
            _known(tokens, found),
            [names.classes.get(token.norm, NO_CLASS) for token in tokens],
            strict=True,
        )
    ]
    cells = [_BORDER, _BORDER, *cells, _BORDER, _BORDER]
    whole = _whole(sentence)
    out = []
    for i, alone in enumerate(lone):
        near = cells[i : i + 5]
        out.append(
            [
                *alone,
                *_near(near),
                f"head={_head(i, tokens, kinds, words)}",
                *_town(towns[i], near),
                *described[i],
                *whole,
            ]
        )
    if out:
        out[0].append("first")
    return out


def _near(around: Sequence[_Cell]) -> Iterable[str]:
    """Return what is seen of a word with its neighbours, the two before it and the two after it."""
    (w2, _, _, _, q2), (w1, c1, s1, k1, q1), (w0, c0, s0, k0, q0), (v1, d1, t1, j1, r1), (v2, _, _, _, r2) = around
    return (
        f"k={k0}",
        f"k-={k1}",
        f"k+={j1}",
        f"kk={k1}/{k0}/{j1}",
        f"w-1={w1}",
        f"w-2={w2}",
        f"w+1={v1}",
        f"w+2={v2}",
        f"w-10={w1} {w0}",
        f"w01={w0} {v1}",
        f"c-1={c1}",
        f"c+1={d1}",
        f"c0+={c0}/{d1}",
        f"c-0={c1}/{c0}",
        f"s-0={s1}/{s0}",
        f"s0+={s0}/{t1}",
        f"f={q0.fine}",
        f"m={q0.middle}{s0}",
        f"q={q0.coarse}{s0}",
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


def _town(part: str, around: Sequence[_Cell]) -> Iterable[str]:
    """Return what is seen of a word, among those around it, that takes ``part`` in the name of a town."""
    return (f"town={part}", f"town={around[1][0]}/{part}", f"town={part}/{around[3][0]}") if part else ()


def _described(tokens: Sequence[Token], kinds: Sequence[str], words: Lexicon) -> list[Sequence[str]]:
    """Return for every word of a name what the noun behind the name calls it: "BalticScrub, a project of"."""
    out: list[Sequence[str]] = [()] * len(tokens)
    first = 0
    for i, token in enumerate(tokens):
        if token.is_name_like:
            continue
        if i > first and token.text == ",":
            noun = _called(i + 1, tokens, kinds, words)
            if noun:
                out[first:i] = [(f"called={noun}",)] * (i - first)
        if i == first or kinds[i] not in _JOINING:
            first = i + 1
    return out


def _called(start: int, tokens: Sequence[Token], kinds: Sequence[str], words: Lexicon) -> str:
    """Return the class of the noun of an apposition that begins at ``start``, or nothing."""
    article = start < len(tokens) and tokens[start].norm in words.articles
    if words.heads_first:
        start += article
        return kinds[start] if start < len(tokens) and kinds[start][:2] in _NOUNS else ""
    noun = ""
    for token, kind in zip(tokens[start : start + _LONGEST_APPOSITION], kinds[start:], strict=False):
        if not article or token.norm in words.connectors or not (token.is_word or token.is_hyphen):
            break
        noun = kind if kind[:2] in _NOUNS else noun
    return noun


def _whole(sentence: Sentence) -> list[str]:
    """Return what is seen of every word of ``sentence`` alike."""
    size = len(sentence.tokens)
    capitals = sum(t.text.isupper() for t in sentence.tokens if len(t.text) > 1) * 2 > size > 3
    return ["capitals"] * capitals + ["heading"] * sentence.heading


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
        f"e3={norm[-3:]}",
        f"p4={norm[:4]}",
        f"e4={norm[-4:]}",
        f"c={kind}",
    ]
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
        if not (tokens[k].is_name_like or kinds[k] in _JOINING):
            break
        if kinds[k][1:2] in {"h", "n"}:
            return kinds[k]
    return ""
