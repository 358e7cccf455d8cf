"""Where the name of a state stands for its place: "in Panama", a dateline, the end of such a list."""

from __future__ import annotations

from coopgraph.extract.found import Found
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.mentions import Marked
from coopgraph.extract.tokens import Token

_DASH = "—"


def is_locative(found: Found, one: Marked, words: Lexicon) -> bool:
    """Tell whether the state ``found`` in the sentence ``one`` is spoken of as a place."""
    tokens = one.sentence.tokens
    first = next(i for i, t in enumerate(tokens) if t.start >= found.start)
    if first == 0:
        return _opens_dateline(found, one)
    before = next((t for t in reversed(tokens[:first]) if t.norm not in words.articles), None)
    if before is None:
        return False
    if before.norm in words.locative:
        return True
    mate = _mate(found, before, one, words)
    return mate is not None and is_locative(mate, one, words)


def _opens_dateline(found: Found, one: Marked) -> bool:
    behind = next((t for t in one.sentence.tokens if t.start >= found.end), None)
    return behind is not None and (behind.is_hyphen or behind.text == _DASH)


def _mate(found: Found, before: Token, one: Marked, words: Lexicon) -> Found | None:
    """Return the state listed before ``found``, when ``before`` is the sign or word between them: "Peru and Chad"."""
    if not _is_joint(before, words):
        return None
    mate = next((f for f in reversed(one.found) if f.is_state and f.end <= before.start + 1), None)
    if mate is None:
        return None
    between = [t for t in one.sentence.tokens if mate.end <= t.start < found.start]
    return mate if all(_is_joint(t, words) or t.norm in words.articles for t in between) else None


def _is_joint(token: Token, words: Lexicon) -> bool:
    return token.text == "," or token.norm in words.conjunctions
