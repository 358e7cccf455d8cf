"""A small built graph, and a way to run the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coopgraph import pipeline
from coopgraph.cli import main

Run = Callable[..., Result]

TEXT = (
    "Panama City, 12 May 2023. The International Organization for Migration (IOM) and the Government of "
    "Panama signed a cooperation agreement on Friday.\n"
)


@pytest.fixture
def run() -> Run:
    """Run the command line in this process."""

    def invoke(*arguments: str | Path, stdin: str | bytes = "") -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)

    return invoke


@pytest.fixture
def release(tmp_path: Path) -> Path:
    file = tmp_path / "release.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph; tests must not change it."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "release.txt").write_text(TEXT, encoding="utf-8")
    pipeline.build([str(folder / "release.txt")], folder / "out")
    return folder / "out"
