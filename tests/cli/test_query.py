"""The command ``query``."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from cli.conftest import Run

DOCUMENTS = "SELECT ?document WHERE { ?document a coop:Document }"


@pytest.fixture(autouse=True)
def in_the_folder_above(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The graph is in ``out``, the default."""
    monkeypatch.chdir(built.parent)


def test_sparql_is_answered_in_a_table(run: Run) -> None:
    result = run("query", DOCUMENTS)
    assert result.exit_code == 0
    assert "document" in result.stdout.splitlines()[0]
    assert result.stdout.endswith("1 row\n")
    assert result.stderr == ""


def test_formats_are_for_programs(run: Run) -> None:
    rows = list(csv.reader(run("query", DOCUMENTS, "--format", "csv").stdout.splitlines()))
    assert [len(rows), rows[0]] == [2, ["document"]]
    bindings = json.loads(run("query", DOCUMENTS, "--format", "json").stdout)["results"]["bindings"]
    assert [b["document"]["value"] for b in bindings] == [rows[1][0]]


def test_triples_are_printed_as_turtle(run: Run) -> None:
    result = run("query", "CONSTRUCT { ?d a coop:Document } WHERE { ?d a coop:Document }")
    assert "a coop:Document" in result.stdout


@pytest.mark.parametrize("arguments", [["-"], ["--file", "-"]])
def test_a_query_may_come_from_standard_input(arguments: list[str], run: Run) -> None:
    assert run("query", *arguments, stdin=DOCUMENTS).stdout == run("query", DOCUMENTS).stdout


def test_a_query_may_come_from_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(DOCUMENTS, encoding="utf-8")
    assert run("query", "--file", tmp_path / "q.rq").stdout == run("query", DOCUMENTS).stdout


def test_a_file_that_cannot_be_read_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bytes.rq").write_bytes(b"\xff")
    for name in ("nowhere.rq", "bytes.rq"):
        result = run("query", "--file", tmp_path / name)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"coopgraph: {tmp_path / name}: ")


def test_the_named_questions_are_listed_with_their_blanks(run: Run) -> None:
    result = run("query", "--list")
    assert "partners-of [--actor NAME]\n    Partners of an actor" in result.stdout


def test_a_named_question_takes_names(run: Run) -> None:
    by_option = run("query", "evidence", "--actor", "IOM")
    by_pair = run("query", "evidence", "-p", "actor=iom")
    assert by_option.exit_code == by_pair.exit_code == 0
    assert by_option.stdout == by_pair.stdout
    assert "International Organization" in by_option.stdout


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["partners-off"], "partners-of"),
        (["partners-of", "--actor", "Panamá City Hall"], "Panamá City Hall"),
        (["partners-of", "--country", "Panama"], "actor"),
        (["SELECT nonsense"], "query"),
    ],
)
def test_a_question_that_cannot_be_answered_is_one_line_with_a_hint(arguments: list[str], hint: str, run: Run) -> None:
    result = run("query", *arguments)
    assert result.exit_code == 1
    assert hint in result.stderr
    assert result.stderr.count("\n") == 1
