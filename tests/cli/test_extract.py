"""The command ``extract``."""

from __future__ import annotations

import json
from pathlib import Path

from cli.conftest import TEXT, Run


def test_claims_are_json_lines_with_their_quotation(run: Run, release: Path) -> None:
    result = run("extract", release)
    assert result.exit_code == 0
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert records
    for record in records:
        assert record["quote"] == TEXT[record["start"] : record["end"]]
        assert record["subject"].keys() >= {"name", "kind"} <= record["object"].keys()
        assert {"relation", "status", "attributes", "confidence", "rule"} <= record.keys()
        assert record["source"] == str(release)
    assert [r["start"] for r in records] == sorted(r["start"] for r in records)


def test_standard_input_can_be_read(run: Run, release: Path) -> None:
    from_file, from_stdin = run("extract", release), run("extract", "-", stdin=TEXT)
    assert from_stdin.stdout.count("\n") == from_file.stdout.count("\n") > 0


def test_a_malformed_record_is_named_and_the_exit_status_is_1(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "feed.jsonl"
    file.write_text(json.dumps({"text": TEXT}) + "\nnonsense\n", encoding="utf-8")
    result = run("extract", file)
    assert result.exit_code == 1
    assert f"skipped {file}:2: " in result.stderr
    assert result.stdout
