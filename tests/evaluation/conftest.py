"""A folder of annotations and one of texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.hand_made import TEXT, save


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Annotations of three texts, two English and one Spanish."""
    for number, lang in (("one", "en"), ("two", "en"), ("tres", "es")):
        save(tmp_path / "gold", f"{number}.json", doc=f"{number}.txt", lang=lang)
    return tmp_path / "gold"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    for number in ("one", "two", "tres"):
        (folder / f"{number}.txt").write_text(TEXT, encoding="utf-8")
    return folder
