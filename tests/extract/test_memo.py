"""A memo works everything out once, and forgets all when it holds too much."""

from __future__ import annotations

import pytest

from coopgraph.extract import memo
from coopgraph.extract.memo import Memo


def test_everything_is_worked_out_once() -> None:
    asked: list[str] = []

    def make(key: str) -> str:
        asked.append(key)
        return key.upper()

    known = Memo(make)
    assert [known[key] for key in ("a", "b", "a")] == ["A", "B", "A"]
    assert asked == ["a", "b"]


def test_a_full_memo_forgets_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_MOST", 3)
    known = Memo(lambda key: -key)
    assert [known[key] for key in range(10)] == [-key for key in range(10)]
    assert len(known) <= 3
