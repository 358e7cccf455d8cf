"""Remember what was worked out before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

_MOST = 100_000
"""Entries from which all are forgotten, so that memory does not grow with what is read."""


class Memo(dict[Key, Value]):
    """What ``make`` returns, by what it is called with; quicker than a cached method where most is known already."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        if len(self) >= _MOST:
            self.clear()
        value = self[key] = self._make(key)
        return value
