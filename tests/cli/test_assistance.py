"""The options of the optional extractors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.extract.assisted.answers import TEXT, claims, completion, proposal
from tests.extract.assisted.loopback import Answer, Loopback, running

from cli.conftest import Run
from coopgraph import resources
from coopgraph.extract.learned import model as learned

COST = ("--llm-price-in", "10", "--llm-price-out", "100")


@pytest.fixture
def loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with running() as server:
        server.answers.append(Answer(body=completion(claims(proposal()))))
        monkeypatch.setenv("COOPGRAPH_LLM_URL", server.url)
        monkeypatch.setenv("COOPGRAPH_LLM_MODEL", "tiny")
        yield server


@pytest.fixture
def note(tmp_path: Path) -> Path:
    file = tmp_path / "note.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.mark.parametrize("more", [(), ("--explain", "--format", "json")])
def test_claims_of_the_language_model_are_printed_and_what_they_cost(
    run: Run, note: Path, loopback: Loopback, more: tuple[str, ...]
) -> None:
    result = run("extract", note, "--extractor", "llm", *COST, *more)
    assert result.exit_code == 0
    assert "llm.funds" in [json.loads(line)["rule"] for line in result.stdout.splitlines()]
    first, second = result.stderr.splitlines()
    assert first.startswith("llm: calls 1, from the cache 0, tokens in 100, out 20, cost 0.0030")
    assert second == "llm: claims taken 1, refused 0"
    assert len(loopback.requests) == 1


def test_a_graph_built_with_it_holds_together_and_is_built_again_from_what_was_kept(
    run: Run, note: Path, loopback: Loopback, tmp_path: Path
) -> None:
    options = ("--extractor", "llm", "--llm-cache", tmp_path / "kept")
    assert run("build", note, "-o", tmp_path / "one", *options).exit_code == 0
    again = run("build", note, "-o", tmp_path / "two", *options)
    assert "calls 0, from the cache 1" in again.stderr
    assert len(loopback.requests) == 1
    assert run("check", tmp_path / "one").exit_code == 0
    graphs = [(tmp_path / name / "graph.ttl").read_bytes() for name in ("one", "two")]
    assert graphs[0] == graphs[1]
    assert b'"llm.funds"' in graphs[0]


def test_a_document_without_an_answer_is_told_and_read_all_the_same(
    run: Run, note: Path, loopback: Loopback, tmp_path: Path
) -> None:
    loopback.answers[:] = [Answer(body=completion("no"))]
    result = run("build", note, "-o", tmp_path / "out", "--extractor", "llm")
    assert result.exit_code == 0
    assert f"{note}: read without the language model: its answer is malformed, asked twice: " in result.stderr
    assert "documents without an answer 1" in result.stderr


def test_without_it_nothing_is_sent_and_nothing_reported(run: Run, note: Path, loopback: Loopback) -> None:
    result = run("extract", note)
    assert (result.exit_code, result.stderr) == (0, "")
    assert loopback.requests == []


def test_a_limit_needs_prices(run: Run, note: Path) -> None:
    result = run("extract", note, "--extractor", "llm", "--max-cost", "1")
    assert result.exit_code == 2
    assert "--max-cost goes with --llm-price-in and --llm-price-out" in result.stderr


@pytest.mark.parametrize(
    ("extractor", "message"),
    [
        ("llm", "coopgraph: --llm-url: no address of a server"),
        ("gliner", "coopgraph: --gliner: no folder with a model"),
    ],
)
@pytest.mark.parametrize("command", ["build", "extract", "evaluate"])
def test_what_is_not_set_is_asked_for_in_one_line(
    run: Run, note: Path, command: str, extractor: str, message: str
) -> None:
    arguments = (note.parent, "--docs", note.parent) if command == "evaluate" else (note,)
    result = run(command, *arguments, "--extractor", extractor)
    assert result.exit_code == 1
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["build", "extract", "evaluate"])
@pytest.mark.parametrize("extractor", ["both", "llm", "gliner"])
def test_more_precision_than_the_model_has_is_told_in_one_line(
    run: Run, note: Path, tmp_path: Path, command: str, extractor: str
) -> None:
    card = resources.read_toml(resources.data(learned.FOLDER, learned.CARD))
    most = max(level["precision"] for level in card["level"])
    arguments = {
        "build": (note, "-o", tmp_path / "out"),
        "extract": (note,),
        "evaluate": (note.parent, "--docs", note.parent),
    }
    result = run(command, *arguments[command], "--extractor", extractor, "--precision", "0.99")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == f"coopgraph: precision 0.99: the model has thresholds for {most:g} at most\n"
    assert not (tmp_path / "out").exists()


def test_a_graph_is_built_with_a_precision_that_the_model_has(run: Run, note: Path, tmp_path: Path) -> None:
    result = run("build", note, "-o", tmp_path / "out", "--precision", "0.6")
    assert result.exit_code == 0
    assert run("check", tmp_path / "out").exit_code == 0


@pytest.mark.parametrize("share", ["1.1", "-0.1", "high"])
def test_a_precision_is_a_share(run: Run, note: Path, tmp_path: Path, share: str) -> None:
    result = run("build", note, "-o", tmp_path / "out", "--precision", share)
    assert result.exit_code == 2
    assert "'--precision'" in result.stderr
