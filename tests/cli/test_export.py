"""The command ``export``."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Run
from coopgraph.output.export import EXPORTERS


def test_help_names_every_format(run: Run) -> None:
    words = run("export", "--help").stdout.split()
    assert set(EXPORTERS) <= set(words)


def test_without_a_file_the_data_goes_to_standard_output(run: Run, built: Path) -> None:
    result = run("export", "nq", "--graph", built)
    assert result.stderr == ""
    assert sorted(result.stdout_bytes.splitlines()) == sorted((built / "graph.nq").read_bytes().splitlines())


@pytest.mark.parametrize(
    ("out", "file"),
    [("g.nt", "g.nt"), ("new/", "new/graph.nt"), (".", "graph.nt")],
    ids=["file", "new", "old"],
)
def test_a_file_or_a_folder_can_be_named(
    out: str, file: str, run: Run, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("export", "nt", "--graph", built, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / file).read_bytes() == run("export", "nt", "--graph", built).stdout_bytes


def test_tables_need_a_folder(run: Run, built: Path, tmp_path: Path) -> None:
    result = run("export", "csv", "--graph", built)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "-o FOLDER" in result.stderr
    assert run("export", "csv", "--graph", built, "-o", tmp_path / "tables").exit_code == 0
    assert sorted(p.name for p in (tmp_path / "tables").iterdir()) == ["edges.csv", "nodes.csv"]


def test_a_folder_that_cannot_be_made_is_one_line(run: Run, built: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    result = run("export", "csv", "--graph", built, "-o", tmp_path / "file")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
