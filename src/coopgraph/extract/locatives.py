"""Where the name of a state stands for its place: "in Panama", a dateline, the end of such a list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from coopgraph.extract.found import Found
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.mentions import Marked
from coopgraph.extract.tokens import Token

_DASH = "—"


def is_locative(found: Found, one: Marked, words: Lexicon, told: dict[int, bool]) -> bool:
    """Tell whether the state ``found`` in the sentence ``one`` is spoken of as a place.

    ``told`` collects the answers by the starts of the states, since those of a long list have one in common.
    """
    state: Found | None = found
    answer: bool | None = None
    while state is not None and answer is None:  # back along a list: "in Peru, Chad and Kenya"
        answer = told.get(state.start)
        if answer is None:
            answer, state = _answer(state, one, words)
    told[found.start] = bool(answer)
    return bool(answer)


def _answer(state: Found, one: Marked, words: Lexicon) -> tuple[bool | None, Found | None]:
    """Return what the words before ``state`` say, or None and the state listed before it that decides."""
    tokens = one.sentence.tokens
    first = _token_at(state.start, tokens)
    if first == 0:
        return _opens_dateline(state, one), None
    k = first - 1
    while k >= 0 and tokens[k].norm in words.articles:
        k -= 1
    if k < 0 or tokens[k].norm in words.locative:
        return k >= 0, None
    return None, _mate(state, k, one, words)


def _token_at(offset: int, tokens: Sequence[Token]) -> int:
    """Return the index of the first of ``tokens`` that begins at ``offset`` or behind it."""
    return bisect_left(tokens, offset, key=lambda t: t.start)


def _opens_dateline(found: Found, one: Marked) -> bool:
    behind = next((t for t in one.sentence.tokens if t.start >= found.end), None)
    return behind is not None and (behind.is_hyphen or behind.text == _DASH)


def _mate(state: Found, k: int, one: Marked, words: Lexicon) -> Found | None:
    """Return the state before ``state`` when all from it to token ``k`` joins a list: "Peru and Chad"."""
    tokens = one.sentence.tokens
    if not _is_joint(tokens[k], words):
        return None
    at = bisect_left(one.found, state.start, key=lambda f: f.start)
    mate = next((one.found[i] for i in range(at - 1, -1, -1) if one.found[i].is_state), None)
    if mate is None:
        return None
    between = tokens[_token_at(mate.end, tokens) : k]
    return mate if all(_is_joint(t, words) or t.norm in words.articles for t in between) else None


def _is_joint(token: Token, words: Lexicon) -> bool:
    return token.text == "," or token.norm in words.conjunctions
