"""Where the name of a state stands for its place: "in Panama", a dateline, the end of such a list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from coopgraph.extract.found import Found
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.mentions import Marked
from coopgraph.extract.tokens import Token

_DASH = "—"


def is_locative(found: Found, one: Marked, words: Lexicon) -> bool:
    """Tell whether the state ``found`` in the sentence ``one`` is spoken of as a place."""
    tokens = one.sentence.tokens
    listed = [f for f in one.found if f.is_state and f.start < found.start]
    state: Found | None = found
    while state is not None:  # back along a list, which may be long: "in Peru, Chad and Kenya"
        first = _token_at(state.start, tokens)
        if first == 0:
            return _opens_dateline(state, one)
        k = first - 1
        while k >= 0 and tokens[k].norm in words.articles:
            k -= 1
        if k < 0:
            return False
        if tokens[k].norm in words.locative:
            return True
        state = _mate(tokens, k, listed, words)
    return False


def _token_at(offset: int, tokens: Sequence[Token]) -> int:
    """Return the index of the first of ``tokens`` that begins at ``offset`` or behind it."""
    return bisect_left(tokens, offset, key=lambda t: t.start)


def _opens_dateline(found: Found, one: Marked) -> bool:
    behind = next((t for t in one.sentence.tokens if t.start >= found.end), None)
    return behind is not None and (behind.is_hyphen or behind.text == _DASH)


def _mate(tokens: Sequence[Token], k: int, listed: list[Found], words: Lexicon) -> Found | None:
    """Take the last of ``listed`` off it; return it when all from it to token ``k`` joins a list: "Peru and Chad"."""
    if not listed or not _is_joint(tokens[k], words):
        return None
    mate = listed.pop()
    between = tokens[_token_at(mate.end, tokens) : k]
    return mate if all(_is_joint(t, words) or t.norm in words.articles for t in between) else None


def _is_joint(token: Token, words: Lexicon) -> bool:
    return token.text == "," or token.norm in words.conjunctions
