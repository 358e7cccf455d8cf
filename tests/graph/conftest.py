from __future__ import annotations

from pathlib import Path

import pytest

from coopgraph import graph

from .knowledge import KNOWLEDGE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the written graph of the small body of knowledge."""
    graph.write(KNOWLEDGE, tmp_path)
    return tmp_path
