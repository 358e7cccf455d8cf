"""The command ``check``."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from cli.conftest import Run


def test_a_sound_graph_is_told_with_its_size(run: Run, built: Path) -> None:
    result = run("check", built)
    assert result.exit_code == 0
    found = re.fullmatch(r"ok: (\d+) statements, (\d+) quotations verified\n", result.stdout)
    assert found
    assert int(found[2]) >= int(found[1]) > 0


def test_a_changed_text_is_a_problem(run: Run, built: Path, tmp_path: Path) -> None:
    broken = tmp_path / "out"
    shutil.copytree(built, broken)
    (text,) = (broken / "documents").iterdir()
    text.write_text("Another text.\n", encoding="utf-8")
    result = run("check", broken)
    assert result.exit_code == 1
    assert "ok:" not in result.stdout
    assert text.stem in result.stdout
