"""Join lines that say something only together: a name over an office, a heading over its list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from coopgraph.extract.found import Sentence
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.tokens import ITEM_BELOW, OFFICE_BELOW, Token

_LONGEST_NAME = 5
"""Words of the longest name that may stand on a line of its own over an office."""
_LONGEST_LINE = 120
"""Characters of the longest line that states an office, heads a list or is an item of one."""
_OPENING = 4
"""Words within which a line comes to its office noun, or a heading to the noun that says of what it is a list."""
_MOST_ITEMS = 60
_STOPS = frozenset({".", "!", "?", ":"})


def joined(found: Sequence[Sentence], words_of: Callable[[str], Lexicon]) -> Iterator[Sentence]:
    """Yield the sentences ``found`` in order, those that belong together as one; ``words_of`` a language."""
    i = 0
    while i < len(found):
        count, sign = _belonging(found, i, words_of(found[i].lang))
        yield _one(found[i : i + count], sign)
        i += count


def _belonging(found: Sequence[Sentence], i: int, words: Lexicon) -> tuple[int, str]:
    """Return how many sentences from ``i`` on are one, and the sign between them."""
    if i + 1 < len(found) and _is_name(found[i]) and _is_office(found[i + 1], words):
        return 2, OFFICE_BELOW
    last = i + 1
    if _heads_list(found[i], words):
        while last < len(found) and last - i <= _MOST_ITEMS and _is_item(found[last]):
            last += 1
    return last - i, ITEM_BELOW


def _one(parts: Sequence[Sentence], sign: str) -> Sentence:
    """Return ``parts`` as one sentence with ``sign`` where its lines meet."""
    tokens = list(parts[0].tokens)
    for before, part in pairwise(parts):
        tokens.append(Token(text=sign, start=before.end, end=part.start, norm="", glued=False))
        tokens.extend(part.tokens)
    return replace(parts[0], end=parts[-1].end, tokens=tuple(tokens))


def _is_name(sentence: Sentence) -> bool:
    """Tell whether a whole line may be a person's name: a few capitalised words and nothing else."""
    words = [t for t in sentence.tokens if t.is_word]
    plain = all(t.is_word or t.text in {".", "-"} for t in sentence.tokens)
    return plain and 2 <= len(words) <= _LONGEST_NAME and words[0].is_name_like and words[-1].is_name_like


def _is_office(sentence: Sentence, words: Lexicon) -> bool:
    """Tell whether a line states an office and no sentence: "Head of Programmes, UNICEF"."""
    opening = sentence.tokens[:_OPENING]
    office = opening[0].is_name_like and any(t.norm in words.offices for t in opening)
    return office and _is_short(sentence) and sentence.tokens[-1].text not in _STOPS


def _heads_list(sentence: Sentence, words: Lexicon) -> bool:
    """Tell whether a line announces a list of actors: "Participants:", "The partners of the project are:"."""
    colon = sentence.tokens[-1].text == ":"
    return colon and _is_short(sentence) and any(t.norm in words.list_heads for t in sentence.tokens)


def _is_item(sentence: Sentence) -> bool:
    """Tell whether a line is an item of a list: short, and no sentence."""
    return _is_short(sentence) and sentence.tokens[-1].text not in _STOPS and sentence.tokens[0].text not in _STOPS


def _is_short(sentence: Sentence) -> bool:
    return sentence.end - sentence.start <= _LONGEST_LINE
