"""Find unnamed events, agreements and programmes: "a two-day workshop", "the agreement", "met with"."""

from __future__ import annotations

from collections.abc import Iterator

from coopgraph.extract.found import Found, Sentence, Source
from coopgraph.extract.lexicon import Lexicon, Phrases
from coopgraph.extract.tokens import Token
from coopgraph.model import Kind

_PASSIVE = "Passive"
"""What the words list as no event, though it looks like one: "was met"."""
_MOST_MODIFIERS = 5
_ONE = "one"
_BODIES = frozenset(
    {
        Kind.INTERNATIONAL_ORGANIZATION,
        Kind.GOVERNMENT_BODY,
        Kind.CIVIL_SOCIETY,
        Kind.COMPANY,
        Kind.ACADEMIC,
        Kind.FORUM,
    }
)


def find(sentence: Sentence, text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Yield the common nouns and the verbs of ``sentence`` that may stand for an unnamed thing."""
    yield from _nouns(sentence, text, lexicon)
    yield from _bodies(sentence, text, lexicon)
    yield from _verbs(sentence, text, lexicon)
    yield from _plurals(sentence, text, lexicon)


def _nouns(sentence: Sentence, text: str, lexicon: Lexicon) -> Iterator[Found]:
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        noun = lexicon.nouns.get(token.norm)
        if noun is None or _is_modifier(tokens, i, lexicon) or _is_act(tokens, i, lexicon):
            continue
        if lexicon.heads_first and i and tokens[i - 1].norm == "de":
            continue  # a bare complement speaks of a kind of thing: "gerente de programas"
        if _is_verb(tokens, i, lexicon) or (token.norm in lexicon.capital and not token.is_name_like):
            continue
        if token.norm in lexicon.needs_of and not _before_of(tokens, i) and not _after_definite(tokens, i, lexicon):
            continue
        first = _first_modifier(tokens, i, lexicon)
        article = tokens[first - 1].norm if first else ""
        if article in lexicon.apart:
            first -= 1  # "another workshop" is not the one before
        yield Found(
            start=tokens[first].start,
            end=token.end,
            text=text[tokens[first].start : token.end],
            kind=noun.kind,
            source=Source.NOUN,
            subkind=noun.subkind,
            unnamed=True,
            definite=article in lexicon.definite,
        )


def _bodies(sentence: Sentence, text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Yield the head nouns that stand alone for an organisation named before: "the Ministry", "the Lab"."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        kind = lexicon.heads.get(token.norm)
        if kind not in _BODIES or not i or tokens[i - 1].norm not in lexicon.definite:
            continue
        behind = tokens[i + 1] if i + 1 < len(tokens) else None
        if behind is not None and (
            behind.norm in {"of", "for", "de", "del", "para"} or behind.is_name_like or behind.is_hyphen
        ):
            continue
        yield Found(
            start=token.start,
            end=token.end,
            text=text[token.start : token.end],
            kind=kind,
            source=Source.NOUN,
            unnamed=True,
            definite=True,
        )


def _is_act(tokens: tuple[Token, ...], i: int, lexicon: Lexicon) -> bool:
    """Tell whether the noun at ``i`` means an act and no event: "the exchange of information"."""
    return tokens[i].norm in lexicon.not_before_of and _before_of(tokens, i)


def _before_of(tokens: tuple[Token, ...], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].norm in {"of", "de"}


def _after_definite(tokens: tuple[Token, ...], i: int, lexicon: Lexicon) -> bool:
    return i > 0 and tokens[i - 1].norm in lexicon.definite


def _is_verb(tokens: tuple[Token, ...], i: int, lexicon: Lexicon) -> bool:
    """Tell whether the word at ``i`` is a verb that looks like the noun: "will visit", "to launch"."""
    k = i - 2 if i > 1 and tokens[i - 1].norm in {"then", "also", "again", "soon", "later"} else i - 1
    return k >= 0 and tokens[k].norm in lexicon.verbal


def _is_modifier(tokens: tuple[Token, ...], i: int, lexicon: Lexicon) -> bool:
    """Tell whether the noun at ``i`` only modifies the one behind it: "project manager"."""
    if lexicon.heads_first or i + 1 >= len(tokens):
        return False
    following = tokens[i + 1]
    if following.is_hyphen and following.glued:
        return True
    return following.norm in lexicon.offices or following.norm in lexicon.nouns or following.norm in lexicon.modified


def _first_modifier(tokens: tuple[Token, ...], i: int, lexicon: Lexicon) -> int:
    """Return the index of the first modifier of the noun at ``i``: "high-level bilateral" of a meeting."""
    first = _modified(tokens, i, lexicon)
    opened = first > 0 and (tokens[first - 1].norm in lexicon.articles or tokens[first - 1].norm.isdigit())
    if not opened:
        return i  # without an article a word before the noun may be its verb: "provide training"
    while first < i and (
        not tokens[first].is_word or tokens[first].norm.endswith(("ed", "ly")) or tokens[first].is_name_like
    ):
        first += 1
    return first


def _modified(tokens: tuple[Token, ...], i: int, lexicon: Lexicon) -> int:
    """Return the index of the first of the words before the noun at ``i`` that may modify it."""
    first = i
    while first > 0 and i - first < _MOST_MODIFIERS:
        before = tokens[first - 1]
        if (
            before.norm in lexicon.articles
            or before.norm in lexicon.noun_stop
            or not (before.is_word or before.is_hyphen)
        ):
            break
        if lexicon.heads_first and before.norm not in lexicon.noun_before:
            break
        if before.is_name_like or before.text.isdigit():
            break
        first -= 1
    return first


def _verbs(sentence: Sentence, text: str, lexicon: Lexicon) -> Iterator[Found]:
    for start, end, subkind in _phrases(sentence.tokens, lexicon.event_verbs):
        if subkind == _PASSIVE:
            continue
        yield Found(
            start=start,
            end=end,
            text=text[start:end],
            kind=Kind.EVENT,
            source=Source.VERB,
            subkind=subkind,
            unnamed=True,
        )


def _plurals(sentence: Sentence, text: str, lexicon: Lexicon) -> Iterator[Found]:
    kinds = {
        "states": Kind.GOVERNMENT,
        "actors": Kind.INTERNATIONAL_ORGANIZATION,
        "persons": Kind.PERSON,
        "person": Kind.PERSON,
    }
    for start, end, of in _phrases(sentence.tokens, lexicon.anaphora):
        yield Found(
            start=start,
            end=end,
            text=text[start:end],
            kind=kinds[of],
            source=Source.PLURAL,
            subkind=_ONE if of == "person" else "",
            unnamed=True,
            definite=True,
        )


def _phrases(tokens: tuple[Token, ...], phrases: Phrases) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and meaning of the known phrases among ``tokens``, the longest at each place."""
    behind = 0
    for i, token in enumerate(tokens):
        if i < behind or token.norm not in phrases or token.is_acronym:
            continue
        for words, meaning in phrases[token.norm]:
            if tuple([t.norm for t in tokens[i : i + len(words)]]) == words:
                behind = i + len(words)
                yield token.start, tokens[behind - 1].end, meaning
                break
