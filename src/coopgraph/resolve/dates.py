"""One date from what several documents say."""

from __future__ import annotations

from collections.abc import Iterable

Stated = tuple[str, str]
"""Id of a document and the date it states: ISO 8601, may be partial."""


def agree(one: str, other: str) -> bool:
    """Tell whether two dates may be the same, one perhaps less precise."""
    return one.startswith(other) or other.startswith(one)


def settle(stated: Iterable[Stated]) -> str:
    """Return the date that most documents agree with; of equals the most precise, then the earliest."""
    votes = sorted({(document, date) for document, date in stated if date})

    def weight(date: str) -> tuple[int, int, str]:
        support = {document for document, other in votes if agree(date, other)}
        return -len(support), -len(date), date

    return min((date for _, date in votes), key=weight, default="")


def period(stated: Iterable[tuple[str, str, str]]) -> tuple[str, str]:
    """Return start and end given (document, start, end); an end counts only beside the chosen start."""
    known = tuple(stated)
    start = settle((document, first) for document, first, _ in known)
    end = settle((document, last) for document, first, last in known if agree(first, start))
    return start, "" if end < start[: len(end)] else end
