"""What the extractor knows about the words of one language, read from ``data/words``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from coopgraph import resources
from coopgraph.errors import KnowledgeError
from coopgraph.extract.tokens import fold
from coopgraph.model import Kind

LANGUAGES = ("en", "es")
"""Languages that are read; lines in any other are read with the words of the first."""
_ENDINGS = frozenset({"professions", "gerunds", "crimes", "ordinals"})
"""Entries of ``[in_names]`` that hold endings of words, taken as they are written."""

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""Phrases with what they mean, by their first words, the longest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A common noun that may stand for an unnamed thing."""

    kind: Kind
    subkind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """Words and endings (tuples) that the grammar of names knows, those of all languages together.

    A name keeps its own language in a text of another one. ``data/words/en.toml`` says what each is for.
    """

    national: frozenset[str]
    editions: frozenset[str]
    meeting_heads: frozenset[str]
    institutes: frozenset[str]
    labs: frozenset[str]
    professions: tuple[str, ...]
    embassies: frozenset[str]
    seated: frozenset[str]
    plain_organs: frozenset[str]
    within: frozenset[str]
    gerunds: tuple[str, ...]
    crimes: tuple[str, ...]
    gerund_articles: frozenset[str]
    toward: frozenset[str]
    beneficiary: frozenset[str]
    complements: frozenset[str]
    inner_articles: frozenset[str]
    listed_heads: frozenset[str]
    called: frozenset[str]
    ordinals: tuple[str, ...]
    generations: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """The words of one language; all single words are folded (no case, no accents)."""

    lang: str
    connectors: frozenset[str]
    conjunctions: frozenset[str]
    articles: frozenset[str]
    definite: frozenset[str]
    apart: frozenset[str]
    list_heads: frozenset[str]
    generic: frozenset[str]
    locative: frozenset[str]
    not_names: frozenset[str]
    openers: frozenset[str]
    possessors: frozenset[str]
    needs_of: frozenset[str]
    not_named: frozenset[tuple[str, ...]]
    not_before_of: frozenset[str]
    modified: frozenset[str]
    verbal: frozenset[str]
    capital: frozenset[str]
    heads: Mapping[str, Kind]
    head_phrases: Mapping[tuple[str, ...], Kind]
    phrase_openers: frozenset[str]
    """First words of the head phrases."""
    name_first: frozenset[str]
    weak_heads: frozenset[str]
    international: frozenset[str]
    prefixes: frozenset[str]
    offices: frozenset[str]
    office_before: frozenset[str]
    portfolio: frozenset[str]
    courtesy: frozenset[str]
    titles: frozenset[str]
    state_offices: tuple[str, ...]
    heads_of_state: frozenset[str]
    only_offices: Mapping[str, str]
    """Offices that one state alone has, with the id of the state."""
    minister: re.Pattern[str]
    """What stands before the portfolio in a minister's title."""
    saying: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    official: frozenset[str]
    nouns: Mapping[str, Noun]
    noun_stop: frozenset[str]
    noun_before: frozenset[str]
    event_verbs: Phrases
    anaphora: Phrases
    in_names: NameWords

    @property
    def heads_first(self) -> bool:
        """True where the head noun opens a name (Spanish), False where it closes one (English)."""
        return self.lang == "es"


def load(lang: str) -> Lexicon:
    """Return the words of ``lang``; raise KnowledgeError when its file lacks a part."""
    try:
        return _lexicon(lang, _read(lang), _name_words())
    except KeyError as error:
        raise KnowledgeError(f"words/{lang}.toml: no entry {error}") from error


def _read(lang: str) -> dict[str, Any]:
    return resources.read_toml(resources.data("words", f"{lang}.toml"))


def _name_words() -> NameWords:
    """Return what all languages say in ``[in_names]``."""
    sections = {lang: _read(lang).get("in_names", {}) for lang in LANGUAGES}
    texts = {part.name: _together(sections, part.name) for part in fields(NameWords)}
    read: dict[str, Any] = {key: tuple(t.split()) if key in _ENDINGS else _words(t) for key, t in texts.items()}
    return NameWords(**read)


def _together(sections: Mapping[str, Mapping[str, str]], key: str) -> str:
    """Return the words under ``key`` of all languages; raise KnowledgeError with the file that has none."""
    for lang, section in sections.items():
        if key not in section:
            raise KnowledgeError(f"words/{lang}.toml: no entry '{key}' in [in_names]")
    return " ".join(section[key] for section in sections.values())


def _lexicon(lang: str, raw: Mapping[str, Any], in_names: NameWords) -> Lexicon:
    offices, unnamed = raw["offices"], raw["unnamed"]
    return Lexicon(
        lang=lang,
        connectors=_words(raw["connectors"]),
        conjunctions=_words(raw["conjunctions"]),
        articles=_words(raw["articles"]),
        definite=_words(raw["definite"]),
        apart=_words(raw["apart"]),
        list_heads=_words(raw["list_heads"]),
        generic=_words(raw["generic"]),
        locative=_words(raw["locative"]),
        not_names=_words(raw["not_names"]),
        openers=_words(raw["openers"]),
        possessors=_words(raw["possessors"]),
        needs_of=_words(raw["needs_of"]),
        not_named=frozenset(_phrase(name) for name in raw["not_named"]),
        not_before_of=_words(raw["not_before_of"]),
        modified=_words(raw["modified"]),
        verbal=_words(raw["verbal"]),
        capital=_words(raw["capital"]),
        heads={word: Kind(kind) for kind, words in raw["heads"].items() for word in sorted(_words(words))},
        head_phrases={_phrase(phrase): Kind(kind) for phrase, kind in raw["head_phrases"].items()},
        phrase_openers=frozenset(_phrase(phrase)[0] for phrase in raw["head_phrases"]),
        name_first=_words(raw["name_first"]),
        weak_heads=_words(raw["weak_heads"]),
        international=_words(raw["international"]["words"]),
        prefixes=_words(raw["international"]["prefixes"]),
        offices=_words(offices["nouns"]),
        office_before=_words(offices["before"]),
        portfolio=_words(offices["portfolio"]),
        courtesy=_words(offices["courtesy"]),
        titles=_words(offices["titles"]),
        state_offices=tuple(fold(title) for title in offices["state"]),
        heads_of_state=frozenset(fold(title) for title in offices["heads"]),
        only_offices={fold(title): state for state, titles in offices["only"].items() for title in titles},
        minister=re.compile(offices["minister"]),
        saying=_words(offices["saying"]),
        particles=_words(offices["particles"]),
        suffixes=_words(offices["suffixes"]),
        official=_words(offices["official"]),
        nouns=_nouns(unnamed),
        noun_stop=_words(unnamed["stop"]["words"]),
        noun_before=_words(unnamed["before"]["words"]),
        event_verbs=_phrases(raw["verbs"]),
        anaphora=_phrases(raw["anaphora"]),
        in_names=in_names,
    )


def _words(text: str) -> frozenset[str]:
    """Return the folded words of ``text``, dots and apostrophes dropped as in a token's norm."""
    return frozenset(filter(None, map(_norm, text.split())))


def _norm(word: str) -> str:
    return "".join(c for c in fold(word) if c.isalnum())


def _phrase(text: str) -> tuple[str, ...]:
    """Return the norms of the words of ``text``; a possessive counts as no word, as in tokens."""
    return tuple(norm for norm in map(_norm, text.replace("'s", "").split()) if norm)


def _phrases(meanings: Mapping[str, Iterable[str]]) -> Phrases:
    """Return the phrases of ``meanings``, which lead from what phrases mean to the phrases."""
    read = {_phrase(phrase): meaning for meaning, phrases in meanings.items() for phrase in phrases}
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase in sorted(read, key=lambda words: (-len(words), words)):
        found.setdefault(phrase[0], []).append((phrase, read[phrase]))
    return {first: tuple(phrases) for first, phrases in found.items()}


def _nouns(unnamed: Mapping[str, Mapping[str, str]]) -> dict[str, Noun]:
    """Return the common nouns of events, agreements and programmes with their subkind (empty: none)."""
    plain = {"Programme", "Agreement"}
    return {
        word: Noun(kind=kind, subkind="" if subkind in plain else subkind)
        for kind in (Kind.EVENT, Kind.AGREEMENT, Kind.PROGRAMME)
        for subkind, words in _sections(unnamed[kind.value])
        for word in sorted(_words(words))
    }


def _sections(section: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return section.items()
