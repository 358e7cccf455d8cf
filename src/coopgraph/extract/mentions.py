"""Find everything that a document's own sentences speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from coopgraph import resources
from coopgraph.extract import dates, definitions, joined_lines, lexicon, money, names, nouns
from coopgraph.extract.found import Found, Sentence, Shown, Source, settle
from coopgraph.extract.gazetteer import Gazetteer
from coopgraph.extract.lexicon import LANGUAGES, Lexicon
from coopgraph.extract.persons import PersonFinder, PersonFound
from coopgraph.extract.titles import Office
from coopgraph.extract.tokens import Token, abbreviated, fold, sentences, tokenise
from coopgraph.model import Document, Kind, PassageRole
from coopgraph.registry import Registry

Timed = TypeVar("Timed", dates.DateMention, money.MoneyMention)


Defined = dict[tuple[str, ...], Found]
"""Mentions that define a short name, by the words of the short name."""

_SHORTEST_FIRST_WORD = 4
"""Letters from which the first word of a company's name may stand for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One sentence with the mentions in it, in order and without overlaps."""

    sentence: Sentence
    found: tuple[Found, ...]
    offices: Mapping[int, Office]
    """The office stated for a person, by the start of the person's mention."""
    dates: tuple[dates.DateMention, ...]
    money: tuple[money.MoneyMention, ...]


class Corrector(Protocol):
    """Corrects the mentions that the rules see."""

    def refine(self, shown: Sequence[Shown], text: str) -> Sequence[tuple[Found, ...]]:
        """Return the mentions of each of the sentences of a document."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Finders:
    """What is needed to find mentions, loaded once."""

    gazetteer: Gazetteer
    lexicons: Mapping[str, Lexicon]
    persons: PersonFinder
    date_words: Mapping[str, dates.Grammar]
    money_words: Mapping[str, money.Grammar]
    abbreviation: re.Pattern[str]
    tagger: Corrector | None = None
    dollars: Mapping[str, str]
    """Currency that a bare "$" means in a document about a state, by the state's id; ``other`` elsewhere."""

    @classmethod
    def load(cls, registry: Registry) -> Finders:
        """Return the finders over the names of ``registry`` and the packaged words."""
        return cls(
            gazetteer=Gazetteer.of(registry),
            lexicons={lang: lexicon.load(lang) for lang in LANGUAGES},
            persons=PersonFinder(frozenset(map(fold, _lines("given_names.txt")))),
            date_words=dates.load(),
            money_words=money.load(),
            abbreviation=abbreviated(_lines("abbreviations.txt")),
            dollars=resources.read_toml(resources.data("words", "dollars.toml")),
        )

    def lexicon(self, lang: str) -> Lexicon:
        """Return the words of ``lang``, or of the first language where it is not read."""
        return self.lexicons.get(lang) or self.lexicons[LANGUAGES[0]]


def _lines(name: str) -> Iterator[str]:
    """Yield the lines of a packaged list of words that are no comments."""
    for line in resources.data("words", name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def find(document: Document, finders: Finders) -> tuple[Marked, ...]:
    """Return the own sentences of ``document`` with their mentions."""
    shown = by_rules(document, finders)
    seen = finders.tagger.refine(shown, document.text) if finders.tagger else [one.found for one in shown]
    defined: Defined = {}
    named = [_names(one, found, document.text, defined) for one, found in zip(shown, seen, strict=True)]
    by_first = _by_first_word(defined)
    marked = []
    for one, found in zip(shown, named, strict=True):
        sentence, words = one.sentence, one.words
        everywhere = settle([*found, *_remembered(sentence, document.text, defined, by_first)])
        things = [f for f in everywhere if f.kind is not Kind.PERSON or f.unnamed]
        told = [f for f in everywhere if f.kind is Kind.PERSON and not f.unnamed]
        sure = [f for f in things if not (f.unnamed or f.weak)]
        people = tuple(finders.persons.find(sentence, sure, told, document.text, words))
        things = [f for f in things if not f.weak or not any(_overlap(f, p.mention) for p in people)]
        marked.append(_mark(sentence, things, people, document.text, finders))
    return tuple(_surnames(marked, finders))


def by_rules(document: Document, finders: Finders) -> list[Shown]:
    """Return the own sentences of ``document`` with the mentions that the rules see."""
    out = []
    for sentence in joined_lines.joined(tuple(own_sentences(document, finders.abbreviation)), finders.lexicon):
        words = finders.lexicon(sentence.lang)
        found = _seen_by_rules(sentence, document.text, words, finders)
        out.append(Shown(sentence=sentence, found=found, words=words))
    return out


def own_sentences(document: Document, abbreviation: re.Pattern[str]) -> Iterator[Sentence]:
    """Yield the sentences of the document's own passages, in order."""
    for passage in document.own_passages:
        for start, end in sentences(document.text, passage.start, passage.end, abbreviation):
            tokens = tokenise(document.text, start, end)
            if tokens:
                yield Sentence(
                    start=start,
                    end=end,
                    lang=passage.lang,
                    tokens=tokens,
                    heading=passage.role is PassageRole.TITLE,
                )


def _names(shown: Shown, found: tuple[Found, ...], text: str, defined: Defined) -> tuple[Found, ...]:
    """Return what is ``found`` in a sentence with what it defines; ``defined`` learns the short names it gives."""
    for one in definitions.apply(shown.sentence, found, text, shown.words):
        found = settle([*(f for f in found if not _is_same_or_acronym(f, one)), one])
        for acronym in one.aliases:
            defined.setdefault((acronym,), one)
    for one in found:
        for short in _short_names(one, shown.words):
            defined.setdefault(short, one)
    return found


def _seen_by_rules(sentence: Sentence, text: str, words: Lexicon, finders: Finders) -> tuple[Found, ...]:
    known = [_with_article_head(f, sentence, words) for f in finders.gazetteer.find(sentence, text, words)]
    headed = names.find(sentence, known, text, words)
    plain = nouns.find(sentence, text, words)
    return settle([*known, *headed, *plain])


def _short_names(found: Found, words: Lexicon) -> Iterator[tuple[str, ...]]:
    """Yield the forms that a company's name is shortened to: without its suffix, and its first word."""
    parts = found.text.split()
    if found.kind is not Kind.COMPANY or found.actor or found.unnamed or len(parts) < 2:
        return
    if len(parts) > 2:
        yield tuple(parts[:-1])
    first = fold(parts[0])
    if len(first) >= _SHORTEST_FIRST_WORD and first not in words.not_names | words.openers | words.international:
        yield (parts[0],)


def _is_same_or_acronym(found: Found, defined: Found) -> bool:
    """Tell whether ``found`` is the mention ``defined`` or its acronym in the brackets behind it."""
    behind = 0 <= found.start - defined.end <= len("( or")
    return (found.start, found.end) == (defined.start, defined.end) or (behind and found.text in defined.aliases)


def _with_article_head(found: Found, sentence: Sentence, words: Lexicon) -> Found:
    """Return ``found``; an adjective of nationality before an official noun takes that noun in."""
    if not found.demonym:
        return found
    tokens = sentence.tokens
    last = max(i for i, t in enumerate(tokens) if t.start < found.end)
    if last + 1 < len(tokens) and tokens[last + 1].norm in words.official and not words.heads_first:
        return _joined(found, found.start, tokens[last + 1].end)
    first = min(i for i, t in enumerate(tokens) if t.start >= found.start)
    if words.heads_first and first and tokens[first - 1].norm in words.official:
        return _joined(found, tokens[first - 1].start, found.end)
    return found


def _joined(found: Found, start: int, end: int) -> Found:
    return replace(found, start=start, end=end, demonym=False, text="")


def _by_first_word(defined: Defined) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Return the short names by their first words, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(defined, key=len, reverse=True):
        found.setdefault(words[0], []).append(words)
    return found


def _remembered(
    sentence: Sentence, text: str, defined: Defined, by_first: Mapping[str, Sequence[tuple[str, ...]]]
) -> Iterator[Found]:
    """Yield the mentions of acronyms and short names that the text defines anywhere."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        for words in by_first.get(token.text, ()):
            if tuple([t.text for t in tokens[i : i + len(words)]]) == words:
                start, end = token.start, tokens[i + len(words) - 1].end
                yield replace(
                    defined[words],
                    start=start,
                    end=end,
                    name="",
                    text=text[start:end],
                    aliases=(),
                    source=Source.DEFINITION,
                )
                break


def _mark(
    sentence: Sentence, found: Sequence[Found], people: Sequence[PersonFound], text: str, finders: Finders
) -> Marked:
    persons = [p.mention for p in people]
    lang = sentence.lang if sentence.lang in LANGUAGES else LANGUAGES[0]
    words = sentence.text(text)
    sums = [_shift(m, sentence.start) for m in money.find(words, lang, words=finders.money_words)]
    free = [f for f in found if not _inside(f, persons) and not _inside(f, sums)]
    kept = settle([*free, *persons])
    starts = {f.start for f in kept}
    return Marked(
        sentence=sentence,
        found=tuple(f if f.text == text[f.start : f.end] else replace(f, text=text[f.start : f.end]) for f in kept),
        offices={p.mention.start: p.office for p in people if p.office and p.mention.start in starts},
        dates=tuple(_shift(d, sentence.start) for d in dates.find(words, lang, words=finders.date_words)),
        money=tuple(sums),
    )


def _overlap(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def _inside(found: Found, wholes: Sequence[Found] | Sequence[money.MoneyMention]) -> bool:
    """Tell whether ``found`` is a part of something else: Santiago in "Santiago Paz", US in "5 million US dollars"."""
    return any(w.start <= found.start and found.end <= w.end for w in wholes)


def _shift(one: Timed, by: int) -> Timed:
    return replace(one, start=one.start + by, end=one.end + by)


def _surnames(marked: Sequence[Marked], finders: Finders) -> Iterator[Marked]:
    """Yield the sentences again with the bare surnames of persons named in full elsewhere."""
    full: dict[str, Found] = {}
    for one in marked:
        for f in one.found:
            if f.kind is Kind.PERSON and f.source is Source.PERSON and " " in f.text:
                full.setdefault(_surname(f, finders.lexicon(one.sentence.lang)), f)
    for one in marked:
        taken = [*one.found]
        extra = [
            _bare(token)
            for token in one.sentence.tokens
            if token.text in full and all(token.end <= f.start or token.start >= f.end or f.unnamed for f in taken)
        ]
        yield replace(one, found=settle([*taken, *extra])) if extra else one


def _surname(person: Found, words: Lexicon) -> str:
    parts = [p for p in person.text.replace(",", " ").split() if p.strip(".").casefold() not in words.suffixes]
    return parts[-1] if parts else person.text


def _bare(token: Token) -> Found:
    return Found(start=token.start, end=token.end, text=token.text, kind=Kind.PERSON, source=Source.PERSON)
