"""Find acronyms that the text itself defines: "Regional Conference on Migration (RCM)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coopgraph.extract.found import Found, Sentence, Source
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.tokens import Token, fold
from coopgraph.model import Kind

_IN_BRACKETS = re.compile(
    r"""\(\s*[“"'‘]?(?:or\ |the\ |por\ sus\ siglas\ en\ inglés,?\ )?   # what may open the brackets
         ([^\W\d_][\w&./-]{1,14})                            # the acronym
         [”"'’]?(?:,?\ (?:por|in|en)\ [^()]{3,40})?\s*\)         # what may close them: ", in Spanish"
    """,
    re.VERBOSE,
)
_MOST_WORDS = 14
_SHORTEST = 3
"""Letters of the shortest acronym that a common noun is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """An acronym and the stretch of text that it abbreviates."""

    acronym: str
    start: int
    end: int
    bracket_end: int


def definitions(sentence: Sentence, text: str, lexicon: Lexicon) -> Iterator[Definition]:
    """Yield the acronyms in brackets whose letters the words before them spell, after Schwartz and Hearst."""
    for match in _IN_BRACKETS.finditer(text, sentence.start, sentence.end):
        acronym = match.group(1)
        if sum(c.isupper() for c in acronym) < 2:
            continue
        before = [t for t in sentence.tokens if t.end <= match.start()]
        start = _long_form(acronym, before, lexicon.connectors | lexicon.conjunctions | lexicon.articles)
        if start is not None:
            yield Definition(acronym=acronym, start=start, end=before[-1].end, bracket_end=match.end())


def _long_form(acronym: str, before: Sequence[Token], small: frozenset[str]) -> int | None:
    """Return where the words begin whose initials spell ``acronym``, or None."""
    letters = [c for c in fold(acronym) if c.isalnum()]
    words = list(before[-_MOST_WORDS * 2 :])
    if not words or not letters:
        return None
    i = len(words) - 1
    for position, letter in enumerate(reversed(letters)):
        first = position == len(letters) - 1
        while i >= 0 and not _holds(words[i], letter, small, first=first):
            if words[i].text in {".", ";", ":", "(", ")"}:
                return None
            i -= 1
        if i < 0:
            return None
        if not first:
            i -= 1 if words[i].norm.startswith(letter) else 0
            if i < 0:
                return None
    spelled = [t for t in words[i:] if t.is_word]
    if len(spelled) < 2 or len(spelled) > min(len(letters) + 5, len(letters) * 2 + 2):
        return None
    return words[i].start


def _holds(token: Token, letter: str, small: frozenset[str], *, first: bool) -> bool:
    """Tell whether ``token`` can give ``letter``: as its initial, or inside for any but the first letter."""
    if not token.norm or (token.norm in small and not first):
        return token.norm.startswith(letter) if token.norm else False
    return token.norm.startswith(letter) if first else letter in token.norm


def apply(sentence: Sentence, found: Sequence[Found], text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Yield, for each acronym in brackets, the mention before it with the acronym as an alias, or a new one."""
    for match in _IN_BRACKETS.finditer(text, sentence.start, sentence.end):
        acronym = match.group(1)
        if sum(c.isupper() for c in acronym) < 2:
            continue
        named = _named_before(found, match.start(), text)
        if named is not None:
            yield replace(named, aliases=(*named.aliases, acronym), source=Source.DEFINITION)
        else:
            yield from _described(match, sentence, text, lexicon)
    for one in definitions(sentence, text, lexicon):
        if _named_before(found, one.end, text) is None:
            mention = _spelled(one, sentence, text, lexicon)
            if mention:
                yield mention


def _described(match: re.Match[str], sentence: Sentence, text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Yield what a common noun names whose acronym, in another language perhaps, stands behind it in brackets."""
    before = [t for t in sentence.tokens if t.end <= match.start()]
    for i in range(len(before) - 1, max(-1, len(before) - _MOST_WORDS), -1):
        token = before[i]
        noun = lexicon.nouns.get(token.norm)
        if not (token.is_word or token.is_hyphen):
            return
        if noun is None or len(match.group(1)) < _SHORTEST or (not lexicon.heads_first and i < len(before) - 1):
            continue
        first = i if lexicon.heads_first else _first_word(before, i, lexicon)
        start, end = before[first].start, before[-1].end
        if end > token.end or start < token.start:
            yield Found(
                start=start,
                end=end,
                text=text[start:end],
                kind=noun.kind,
                source=Source.DEFINITION,
                subkind=noun.subkind,
                aliases=(match.group(1),),
            )
        return


def _first_word(before: Sequence[Token], i: int, lexicon: Lexicon) -> int:
    """Return the index of the first word behind the article of the English noun at ``i``; ``i`` without an article."""
    for k in range(i - 1, max(-1, i - 7), -1):
        if before[k].norm in lexicon.articles:
            return k + 1
        if not (before[k].is_word or before[k].is_hyphen) or before[k].norm in lexicon.noun_stop:
            break
    return i


def _named_before(found: Sequence[Found], position: int, text: str) -> Found | None:
    """Return the named mention that ends just before ``position``."""
    for one in found:
        if one.end <= position and not text[one.end : position].strip() and not one.unnamed and not one.demonym:
            return one
    return None


def _spelled(one: Definition, sentence: Sentence, text: str, lexicon: Lexicon) -> Found | None:
    """Return the mention of a long form that no other finder saw, typed by its head noun."""
    tokens = [t for t in sentence.tokens if one.start <= t.start and t.end <= one.end and t.is_word]
    while tokens and tokens[0].norm in lexicon.articles:
        tokens = tokens[1:]
    kind = _kind_of(tokens, lexicon)
    if kind is None or not tokens:
        return None
    return Found(
        start=tokens[0].start,
        end=one.end,
        text=text[tokens[0].start : one.end],
        kind=kind,
        source=Source.DEFINITION,
        aliases=(one.acronym,),
    )


def _kind_of(tokens: Sequence[Token], lexicon: Lexicon) -> Kind | None:
    """Return the kind that the head of ``tokens`` gives: the first word before a connector, or the last."""
    norms = [t.norm for t in tokens]
    cut = next((i for i, word in enumerate(norms) if i and word in lexicon.connectors), len(norms))
    order = norms[:cut] if lexicon.heads_first else [*reversed(norms[:cut]), *norms[:1]]
    return next((lexicon.heads[word] for word in order if word in lexicon.heads), None)
