"""The command ``build``."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import TEXT, Run


def test_a_build_tells_what_it_found_on_standard_error(run: Run, release: Path, tmp_path: Path) -> None:
    result = run("build", release, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr.startswith("1 document, ")
    assert result.stderr.endswith(f"Open {tmp_path / 'out' / 'network.html'}\n")
    assert "Skipped" not in result.stderr


def test_standard_input_can_be_built(run: Run, tmp_path: Path) -> None:
    result = run("build", "-", "-o", tmp_path / "out", stdin=TEXT)
    assert result.exit_code == 0
    assert (tmp_path / "out" / "graph.ttl").is_file()


def test_a_malformed_record_is_named_and_the_exit_status_is_1(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "feed.jsonl"
    file.write_text('{"text": "Ports of the region met in Panama."}\nnonsense\n', encoding="utf-8")
    result = run("build", file, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{file}:2: " in result.stderr
    assert (tmp_path / "out" / "graph.nq").is_file()


@pytest.mark.usefixtures("release")
def test_a_file_that_is_no_document_is_named_and_no_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    result = run("build", tmp_path, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "Skipped 1\n" in result.stderr
    assert f"  {tmp_path / 'picture.png'}: " in result.stderr


def test_the_base_of_all_addresses_can_be_chosen(run: Run, release: Path, tmp_path: Path) -> None:
    result = run("build", release, "-o", tmp_path / "out", "--base-iri", "https://example.org/id/")
    assert result.exit_code == 0
    text = (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")
    assert "<https://example.org/id/document/" in text
    assert "<https://w3id.org/coopgraph/id/" not in text


def test_own_actors_are_read(run: Run, tmp_path: Path) -> None:
    actors = tmp_path / "actors"
    actors.mkdir()
    entry = '[[actor]]\nid = "harbour-fund"\nkind = "Company"\nnames.en = ["Harbour Fund of the Isles"]\n'
    (actors / "own.toml").write_text(entry, encoding="utf-8")
    text = tmp_path / "text.txt"
    text.write_text("The Harbour Fund of the Isles and IOM signed an agreement.\n", encoding="utf-8")
    assert run("build", text, "-o", tmp_path / "out", "--actors", actors).exit_code == 0
    assert "/actor/harbour-fund>" in (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")


def test_wrong_actors_are_one_line(run: Run, release: Path, tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "own.toml").write_text("[[actor]\n", encoding="utf-8")
    result = run("build", release, "-o", tmp_path / "out", "--actors", tmp_path / "actors")
    assert result.exit_code == 1
    assert "own.toml" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(("option", "kept"), [("--persons", True), ("--no-persons", False)])
def test_persons_can_be_left_out(option: str, kept: bool, run: Run, tmp_path: Path) -> None:
    text = "Panama City, 12 May 2023. The Minister of Health of Panama, Lucía Ferrer, met IOM on Friday.\n"
    assert run("build", "-", "-o", tmp_path / "out", option, stdin=text).exit_code == 0
    graph = (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")
    assert ("id/person/" in graph) is kept
