"""The command ``render``."""

from __future__ import annotations

from pathlib import Path

from cli.conftest import Run


def test_the_page_is_written_and_named(run: Run, built: Path, tmp_path: Path) -> None:
    result = run("render", "--graph", built, "-o", tmp_path / "view.html", "--title", "Ports")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"Open {tmp_path / 'view.html'}\n"
    assert "Ports" in (tmp_path / "view.html").read_text(encoding="utf-8")


def test_the_page_is_that_of_the_build(run: Run, built: Path) -> None:
    result = run("render", "--graph", built, "-o", "-")
    assert result.stdout_bytes == (built / "network.html").read_bytes()


def test_a_place_that_cannot_be_written_is_one_line(run: Run, built: Path, tmp_path: Path) -> None:
    result = run("render", "--graph", built, "-o", tmp_path / "none" / "view.html")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
