"""The command ``extract``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import TEXT, Run
from coopgraph.cli import explanations


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


SILENT = "Norway praised UNICEF, which will help.\n\nThe work is supported.\n"


def test_explain_tells_how_a_claim_came_about(run: Run, release: Path) -> None:
    result = run("extract", "--explain", release)
    assert result.exit_code == 0
    assert "signed <T" in result.stdout
    assert "party.sign (partyTo.toml), confidence 0." in result.stdout
    assert "the rule's own, no cue" in result.stdout
    assert 'described here, without a name: "cooperation agreement"' in result.stdout
    assert "\x1b" not in result.stdout


def test_why_not_tells_why_a_sentence_gave_nothing(run: Run) -> None:
    result = run("extract", "--why-not", "-", stdin=SILENT)
    assert result.exit_code == 0
    assert '"help", and <S0>, <I1> are there, but no rule fits' in result.stdout
    assert "fewer than two things are spoken of: none" in result.stdout
    assert "nearest" in result.stdout


def test_why_not_says_when_every_sentence_gave_a_claim(run: Run, release: Path) -> None:
    assert "every sentence that speaks of cooperation gave a claim" in run("extract", "--why-not", release).stdout


def test_explain_as_json_adds_to_the_record_of_a_claim(run: Run, release: Path) -> None:
    plain = [json.loads(line) for line in run("extract", release).stdout.splitlines()]
    told = [json.loads(line) for line in run("extract", "--explain", "--format", "json", release).stdout.splitlines()]
    added = {"cue", "file", "pattern", "bound", "sentence", "in_marks", "marks"}
    bare = [{key: value for key, value in record.items() if key not in added} for record in told]
    assert sorted(map(json.dumps, bare)) == sorted(map(json.dumps, plain))
    for record in told:
        assert record.keys() >= added
        assert record["bound"]["subject"].keys() == {"how", "words"}


def test_why_not_as_json_is_one_object_a_sentence(run: Run) -> None:
    result = run("extract", "--why-not", "--format", "json", "-", stdin=SILENT)
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["reason"] for record in told] == ["no-rule", "too-few"]
    assert [SILENT[record["start"] : record["end"]] for record in told] == [record["sentence"] for record in told]
    assert told[0]["nearest"][0].keys() == {"rule", "file", "pattern", "missing"}


def test_both_options_show_all_sentences_in_order(run: Run) -> None:
    text = "Kenya and Uganda signed a treaty.\n\n" + SILENT
    result = run("extract", "--explain", "--why-not", "-", stdin=text)
    assert result.stdout.index("party.sign") < result.stdout.index("no rule fits") < result.stdout.index("fewer than")


def test_claims_alone_are_not_written_as_text(run: Run, release: Path) -> None:
    result = run("extract", "--format", "text", release)
    assert result.exit_code == 2
    assert "--explain or --why-not" in result.stderr


def test_a_malformed_record_is_named_beside_the_explanations(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "feed.jsonl"
    file.write_text(json.dumps({"text": TEXT}) + "\nnonsense\n", encoding="utf-8")
    result = run("extract", "--explain", file)
    assert result.exit_code == 1
    assert f"skipped {file}:2: " in result.stderr
    assert "party.sign" in result.stdout


def test_a_terminal_gets_long_texts_wrapped_beside_their_labels(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    explanations.print_rich([explanations.Row("sentence", "word [bold]" * 20, "bold"), explanations.Row("", "end")])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 40
    assert sum(line.startswith("sentence") for line in lines) == 1
    assert "".join(lines).count("[bold]") > 10
