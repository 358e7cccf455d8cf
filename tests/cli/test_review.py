"""The command ``review``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Run
from coopgraph.cli.review import TOLD, reason
from coopgraph.extract.doubt import MentionDoubt, RelationDoubt
from coopgraph.extract.ranking import SHOWN
from coopgraph.model import Kind, Relation

TEXTS = {
    "a.txt": (
        "Port Ellery, 4 March 2023. The Lantern Trust and the Harbour Office of Ellery backed a night school.\n\n"
        "Zuma Brill of Kodak took the floor beside Norway, whose grant keeps the Lantern Trust going.\n"
    ),
    "b.txt": "UNICEF and the Ministry of Health of Peru work on the Clear Wells plan, as the Tarn Guild had asked.\n",
    "c.txt": "It rained.\n",
}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_documents_are_listed_with_sentences_and_reasons_in_plain_words(run: Run, texts: Path) -> None:
    result = run("review", "--learn", texts)
    assert result.exit_code == 0
    assert result.stderr == ""
    first, second = (json.loads(line) for line in run("review", "--learn", texts, "--json").stdout.splitlines())
    assert {Path(r["source"]).name for r in (first, second)} == {"a.txt", "b.txt"}
    assert result.stdout.startswith(f"1. {first['source']} (")
    assert f"\n2. {second['source']} (" in result.stdout
    assert "c.txt" not in result.stdout
    assert "     - might be: " in result.stdout
    assert "\x1b" not in result.stdout


def test_the_same_texts_give_the_same_list_whatever_their_order(run: Run, texts: Path) -> None:
    files = [texts / name for name in TEXTS]
    assert run("review", "--learn", *files).stdout == run("review", "--learn", *reversed(files)).stdout


def test_json_is_one_object_a_document_with_sentences_as_they_stand(run: Run, texts: Path) -> None:
    result = run("review", "--learn", texts, "--json")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [r["rank"] for r in records] == [1, 2]
    assert [r["score"] for r in records] == sorted((r["score"] for r in records), reverse=True)
    for record in records:
        text = TEXTS[Path(record["source"]).name]
        assert 0 < len(record["sentences"]) <= SHOWN
        for one in record["sentences"]:
            assert text[one["start"] : one["end"]] == one["sentence"]
            assert all(doubt["reason"] for doubt in one["doubts"])


def test_top_says_how_many(run: Run, texts: Path) -> None:
    assert run("review", "--learn", texts, "--top", "1", "--json").stdout.count("\n") == 1


def test_a_person_is_told_the_first_few_reasons(run: Run, texts: Path) -> None:
    for block in run("review", "--learn", texts).stdout.split("\n   ")[1:]:
        assert block.count("     - ") <= TOLD


def test_standard_input_can_be_read(run: Run) -> None:
    assert run("review", "--learn", "-", stdin=TEXTS["b.txt"]).stdout.startswith("1. standard input (")


def test_nothing_to_ask_is_said(run: Run) -> None:
    result = run("review", "--learn", "-", stdin="It rained.\n")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "no sentence that the model is unsure of\n"


def test_without_learn_the_usage_says_what_there_is(run: Run, texts: Path) -> None:
    result = run("review", texts)
    assert result.exit_code == 2
    assert "Error: only --learn exists so far (coopgraph review --learn SOURCES...)" in result.stderr


def test_a_malformed_record_is_named_and_the_exit_status_is_1(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "feed.jsonl"
    file.write_text(json.dumps({"text": TEXTS["a.txt"]}) + "\nnonsense\n", encoding="utf-8")
    result = run("review", "--learn", file)
    assert result.exit_code == 1
    assert f"skipped {file}:2: " in result.stderr
    assert result.stdout


def test_drafts_are_written_of_what_is_listed_and_never_twice(run: Run, texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "annotated"
    first = run("review", "--learn", texts, "--write", out)
    assert first.stderr.count(": written\n") == first.stderr.count("\n") == 2
    files = {file: file.read_bytes() for file in out.rglob("*.*")}
    assert sorted(file.parent.name for file in files) == ["docs", "docs", "gold", "gold"]
    again = run("review", "--learn", texts, "--write", out)
    assert again.exit_code == 0
    assert again.stderr.count(": is there already, so it is left as it is\n") == 2
    assert again.stdout == first.stdout
    assert {file: file.read_bytes() for file in out.rglob("*.*")} == files


def test_a_folder_that_cannot_be_written_is_one_line(run: Run, texts: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "docs").write_text("a file", encoding="utf-8")
    result = run("review", "--learn", texts, "--write", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"coopgraph: {tmp_path / 'out' / 'docs'}: cannot be made: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("doubt", "told"),
    [
        (
            RelationDoubt(relation=Relation.FUNDS, subject="Tarn", object="Reef", probability=0.41, weight=1.0),
            "might be: Tarn funds Reef (41 %)",
        ),
        (
            RelationDoubt(
                relation=Relation.PARTY_TO, subject="Tarn", object="Pact", probability=0.03, weight=1.0, rule="party.a"
            ),
            "a rule says: Tarn is party to Pact (party.a), the model doubts it (3 %)",
        ),
        (
            MentionDoubt(words="Kodak", kind=Kind.COMPANY, probability=0.5, weight=1.0),
            "unsure what 'Kodak' is: perhaps company (50 %)",
        ),
    ],
)
def test_a_reason_is_told_in_plain_words(doubt: RelationDoubt | MentionDoubt, told: str) -> None:
    assert reason(doubt) == told
