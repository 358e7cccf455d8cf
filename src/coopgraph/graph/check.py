"""Check a written graph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One thing that is wrong in a written graph: where, and what."""

    place: str
    message: str


def check(folder: Path) -> tuple[Problem, ...]:
    """Return what is wrong in the graph of ``folder``."""
    return ()
