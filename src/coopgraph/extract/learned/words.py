"""What the tagger sees of the words of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from types import MappingProxyType
from typing import Generic, TypeVar

from coopgraph.extract.found import Found, Sentence
from coopgraph.extract.learned.tokens import NO_CLASS, UNNAMED, Class, Known
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.memo import Memo
from coopgraph.extract.tokens import Token, norm

_EDGE = "|"
_JOINING = frozenset({"aconnector", "aarticle", "aconjunction"})
"""Classes of the small words inside names."""
_NOUNS = frozenset({"ah", "an"})
"""Begin the classes of nouns in small letters."""
_LONGEST_APPOSITION = 7
"""Words in which an apposition must come to its noun."""
_LONGEST_TOWN = 4
"""Words of the longest name of a town that is looked up."""
_FARTHEST_HEAD = 6
"""Words of a name among which its head noun is looked for."""

Sight = TypeVar("Sight")
_TEMPLATES: Mapping[str, Callable[..., Iterable[str]]] = MappingProxyType(
    {
        "whole": lambda name: (name,),
        "small": lambda times: (f"small={times}",),
        "head": lambda kind: (f"head={kind}",),
        "called": lambda noun: (f"called={noun}",),
        "meant": lambda before, here, behind: (f"q-101={before}/{here}/{behind}",),
        "rules": lambda before, here, behind: (
            f"k={here}",
            f"k-={before}",
            f"k+={behind}",
            f"kk={before}/{here}/{behind}",
        ),
        "town": lambda part, before, behind: (f"town={part}", f"town={before}/{part}", f"town={part}/{behind}"),
    }
)
"""Names of what is seen of a word in its sentence."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Form(Generic[Sight]):
    """A word whatever stands beside it, with what is seen of it there and from its neighbours."""

    word: str
    """The word folded, a sign as it is."""
    kind: str
    """The class of the word: what it is head of, or which part it takes in names."""
    shape: str
    meaning: Class
    is_word: bool
    is_name_like: bool
    itself: Sequence[Sight]
    before: Sequence[Sight]
    """What the word behind it sees of it."""
    behind: Sequence[Sight]
    """What the word before it sees of it."""
    farther: Sequence[Sight]
    """What the word but one behind it sees of it."""
    beyond: Sequence[Sight]
    """What the word but one before it sees of it."""


def shape(text: str) -> str:
    """Return the pattern of capitals, small letters and digits of a word: ``TRACK4TIP`` is ``A1A``."""
    signs = ("A" if c.isupper() else "a" if c.islower() else "1" if c.isdigit() else c for c in text[:12])
    return "".join(sign for sign, _ in groupby(signs))


class View(Generic[Sight]):
    """What is seen of sentences in one language, whose ``words`` it knows; remembers the words it has met.

    What is seen has a name, which ``sight`` turns into what stands for it, or None for what is not worth seeing.
    """

    def __init__(self, words: Lexicon, names: Known, sight: Callable[[str], Sight | None]) -> None:
        self._words = words
        self._names = names
        self._sight = sight
        self._forms = Memo(self._form)
        self._pairs = Memo(self._pair)
        self._few = Memo(self._templated)
        self._border = self._seen(_EDGE, _EDGE, _EDGE, NO_CLASS)

    def see(self, sentence: Sentence, found: Sequence[Found], seen: Mapping[str, int]) -> list[list[Sight]]:
        """Return what is seen of every word.

        ``found`` are the mentions that the rules see, ``seen`` says how often a word stands in the document with a
        small letter.
        """
        forms = [self._forms[token.text] for token in sentence.tokens]
        border, few = self._border, self._few
        rules = [_EDGE, *_known(sentence.tokens, found), _EDGE]
        row = [border, border, *forms, border, border]
        pairs = [self._pairs[pair] for pair in pairwise([border, *forms, border])]
        whole = [one for name in _whole(sentence) for one in few["whole", name]]
        out = [
            [
                *row[i + 2].itself,
                *row[i + 1].before,
                *row[i + 3].behind,
                *row[i].farther,
                *row[i + 4].beyond,
                *pairs[i][1],
                *pairs[i + 1][0],
                *few["meant", row[i + 1].meaning.coarse, row[i + 2].meaning.coarse, row[i + 3].meaning.coarse],
                *few["rules", rules[i], rules[i + 1], rules[i + 2]],
                *few["head", self._head(i, forms)],
                *whole,
            ]
            for i in range(len(forms))
        ]
        for i, form in enumerate(forms):
            if form.is_name_like:
                out[i] += few["small", str(min(seen.get(form.word, 0), 2))]
        for i, town in self._towns(forms):
            out[i] += few["town", town, row[i + 1].word, row[i + 3].word]
        for i, noun in self._described(forms):
            out[i] += few["called", noun]
        out[0] += few["whole", "first"]
        return out

    def _named(self, names: Iterable[str]) -> Sequence[Sight]:
        return tuple([one for one in map(self._sight, names) if one is not None])

    def _templated(self, what: tuple[str, ...]) -> Sequence[Sight]:
        return self._named(_TEMPLATES[what[0]](*what[1:]))

    def _form(self, text: str) -> Form[Sight]:
        token = Token(text, 0, len(text), norm(text), glued=False)
        meaning = self._names.classes.get(token.norm, NO_CLASS)
        capitals = len(text) if token.is_acronym else 0
        return self._seen(token.norm or text, self._kind(token), shape(text), meaning, token, capitals)

    def _seen(
        self, word: str, kind: str, written: str, meaning: Class, token: Token | None = None, capitals: int = 0
    ) -> Form[Sight]:
        """Return a word with what is seen of it; ``capitals`` is how long it is if it is an acronym."""
        alone = ["", f"w={word}", f"s={written}", f"e3={word[-3:]}", f"p4={word[:4]}", f"e4={word[-4:]}"]
        alone += [f"c={kind}", f"f={meaning.fine}", f"m={meaning.middle}{written}", f"q={meaning.coarse}{written}"]
        if capitals:
            alone.append(f"acronym={capitals}")
        before, behind = (
            self._named((f"w{side}={word}", f"c{side}={kind}", f"f{side}={meaning.fine}", f"m{side}={meaning.middle}"))
            for side in ("-1", "+1")
        )
        return Form(
            word=word,
            kind=kind,
            shape=written,
            meaning=meaning,
            is_word=token is not None and token.is_word,
            is_name_like=token is not None and token.is_name_like,
            itself=self._named(alone),
            before=before,
            behind=behind,
            farther=self._named((f"w-2={word}", f"m-2={meaning.middle}")),
            beyond=self._named((f"w+2={word}", f"m+2={meaning.middle}")),
        )

    def _pair(self, pair: tuple[Form[Sight], Form[Sight]]) -> tuple[Sequence[Sight], Sequence[Sight]]:
        """Return what two neighbours show together to the first, and to the second."""
        one, other = pair
        words = f"{one.word} {other.word}"
        kinds = f"{one.kind}/{other.kind}"
        shapes = f"{one.shape}/{other.shape}"
        middle = f"{one.meaning.middle}/{other.meaning.middle}"
        return (
            self._named((f"w01={words}", f"c0+={kinds}", f"s0+={shapes}", f"m01={middle}")),
            self._named((f"w-10={words}", f"c-0={kinds}", f"s-0={shapes}", f"m-10={middle}")),
        )

    def _kind(self, token: Token) -> str:
        """Return the class of a word: what it is head of, or which part it takes in names and titles."""
        word, words = token.norm, self._words
        capital = "A" if token.is_name_like else "a"
        if not word:
            return token.text
        if word in words.heads:
            return f"{capital}h{words.heads[word].value}"
        if word in words.nouns:
            return f"{capital}n{words.nouns[word].kind.value}"
        if word in words.offices:
            return f"{capital}office"
        for name, group in (
            ("courtesy", words.courtesy),
            ("connector", words.connectors),
            ("article", words.articles),
            ("conjunction", words.conjunctions),
            ("portfolio", words.portfolio),
            ("saying", words.saying),
        ):
            if word in group:
                return f"{capital}{name}"
        if token.is_name_like and word in self._names.given:
            return "given"
        if token.is_acronym:
            return "acronym"
        return f"{capital}{'1' if word.isdigit() else ''}"

    def _head(self, i: int, forms: Sequence[Form[Sight]]) -> str:
        """Return the class of the head noun of the run of capitals around the word at ``i``."""
        if not forms[i].is_name_like:
            return ""
        ahead = forms[i : i + _FARTHEST_HEAD]
        behind = forms[max(0, i - _FARTHEST_HEAD + 1) : i + 1][::-1]
        for form in behind if self._words.heads_first else ahead:
            if not (form.is_name_like or form.kind in _JOINING):
                break
            if form.kind[1:2] in {"h", "n"}:
                return form.kind
        return ""

    def _towns(self, forms: Sequence[Form[Sight]]) -> Iterable[tuple[int, str]]:
        """Yield the words that may be in the name of a town, with the part each takes: first, or a later one."""
        until = 0
        for i, form in enumerate(forms):
            if i < until or not (form.is_name_like and form.is_word):
                continue
            for n in range(min(_LONGEST_TOWN, len(forms) - i), 0, -1):
                if " ".join([f.word if f.is_word else "" for f in forms[i : i + n]]) in self._names.towns:
                    until = i + n
                    yield from ((k, "I" if k > i else "B") for k in range(i, until))
                    break

    def _described(self, forms: Sequence[Form[Sight]]) -> Iterable[tuple[int, str]]:
        """Yield the words of a name with what the noun behind the name calls it: "BalticScrub, a project of"."""
        first = 0
        for i, form in enumerate(forms):
            if form.is_name_like:
                continue
            if i > first and form.word == ",":
                noun = self._noun_at(i + 1, forms)
                yield from ((k, noun) for k in range(first, i) if noun)
            if i == first or form.kind not in _JOINING:
                first = i + 1

    def _noun_at(self, start: int, forms: Sequence[Form[Sight]]) -> str:
        """Return the class of the noun of an apposition that begins at ``start``, or nothing."""
        words = self._words
        article = start < len(forms) and forms[start].word in words.articles
        if words.heads_first:
            start += article
            return forms[start].kind if start < len(forms) and forms[start].kind[:2] in _NOUNS else ""
        noun = ""
        for form in forms[start : start + _LONGEST_APPOSITION]:
            if not article or form.word in words.connectors or not (form.is_word or form.word == "-"):
                break
            noun = form.kind if form.kind[:2] in _NOUNS else noun
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
