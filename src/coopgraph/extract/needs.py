"""Tell from a rule's pattern which marks a sentence must have for it, so that most rules need not be tried at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from string import ascii_uppercase

Needs = tuple[frozenset[str], ...]
"""For each mark that a pattern cannot do without, the letters that it may have."""

_PART = re.compile(
    r"""\\. | \[\^?\]?(?:\\.|[^\]\\])*\](?!\\d)      # an escape, a set of characters
      | \{[a-z]+:(?P<kinds>[a-z]+)\+?\}(?P<left>[?*]|\{0)?       # a slot, and what makes it one that may be left out
      | <(?P<mark>[A-Z]|\[[A-Z-]+\])\\d\+>(?P<spare>[?*]|\{0)?      # a mark
      | (?P<sign>[()|])
    """,
    re.VERBOSE,
)


def needs(pattern: str, classes: Mapping[str, str]) -> Needs:
    """Return the needs of ``pattern`` as it stands in a file of rules; those within brackets are not counted."""
    depth = 0
    found: list[frozenset[str]] = []
    for part in _PART.finditer(pattern):
        sign = part.group("sign")
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth == 0 and sign == "|":
            return ()
        if depth == 0 and not (part.group("left") or part.group("spare")):
            found += _letters(part, classes)
    return tuple(found)


def _letters(part: re.Match[str], classes: Mapping[str, str]) -> Iterable[frozenset[str]]:
    if part.group("kinds"):
        yield frozenset(classes[part.group("kinds")])
    elif part.group("mark"):
        yield frozenset(re.findall(part.group("mark"), ascii_uppercase))


def are_met(needed: Needs, letters: frozenset[str], size: int) -> bool:
    """Tell whether a sentence with ``size`` marks, of ``letters``, may fit a rule that ``needed``."""
    return len(needed) <= size and not any(map(letters.isdisjoint, needed))
