"""The command ``evaluate``."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from cli.conftest import TEXT, Run
from coopgraph.cli import main

GOLD = {
    "doc": "release.txt",
    "lang": "en",
    "entities": [
        {"id": "iom", "type": "InternationalOrganization", "names": ["IOM"]},
        {"id": "pa", "type": "Government", "names": ["Panama"]},
        {"id": "agr", "type": "Agreement", "names": ["agreement"], "unnamed": True},
        {"id": "lost", "type": "Company", "names": ["Lost Ltd"]},
    ],
    "relations": [
        {"type": "partyTo", "subject": "iom", "object": "agr"},
        {"type": "partyTo", "subject": "pa", "object": "agr"},
        {"type": "partyTo", "subject": "lost", "object": "agr", "quote": "Lost Ltd signed"},
    ],
}


@pytest.fixture
def gold(tmp_path: Path, release: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "release.json").write_text(json.dumps(GOLD | {"doc": release.name}), encoding="utf-8")
    return folder


def test_tables_are_plain_in_a_pipe(run: Run, gold: Path, release: Path) -> None:
    result = run("evaluate", gold, "--docs", release.parent)
    assert result.exit_code == 0
    first, *_ = result.stdout.splitlines()
    assert first == "1 document"
    assert "\x1b" not in result.stdout
    row = next(line for line in result.stdout.splitlines() if line.startswith("relations (type"))
    assert row.split()[5:8] == ["1.000", "0.667", "0.800"]
    for title in ("By type of entity", "By relation", "By language"):
        assert f"\n\n{title}\n" in result.stdout
    assert "publisher" not in result.stdout


class Terminal(io.StringIO):
    """Standard output that a person watches."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_drawn_tables(gold: Path, release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "160")
    main(["evaluate", str(gold), "--docs", str(release.parent)], standalone_mode=False)
    drawn = terminal.getvalue()
    assert "─" in drawn
    row = next(line for line in drawn.splitlines() if "relations (type" in line)
    assert {"1.000", "0.667", "0.800"} <= set(row.split())


def test_json_is_one_object(run: Run, gold: Path, release: Path) -> None:
    result = run("evaluate", gold, "--docs", release.parent, "--json")
    written = json.loads(result.stdout)
    assert (written["documents"], written["relation"]["f1"]) == (1, 0.8)
    assert "errors" not in written


def test_errors_are_listed_with_the_quotation_of_the_annotator(run: Run, gold: Path, release: Path) -> None:
    result = run("evaluate", gold, "--docs", release.parent, "--errors")
    assert "  entity missed | Company | Lost Ltd\n" in result.stdout
    assert "  relation missed | partyTo | Lost Ltd -> agreement | “Lost Ltd signed”\n" in result.stdout


def test_actors_of_the_user_are_used(run: Run, gold: Path, release: Path, tmp_path: Path) -> None:
    release.write_text(TEXT + "Zorblat and Panama signed it too.\n", encoding="utf-8")
    entities = [e if e["id"] != "lost" else e | {"names": ["Zorblat"]} for e in GOLD["entities"]]
    changed = GOLD | {"doc": release.name, "entities": entities}
    (gold / "release.json").write_text(json.dumps(changed), encoding="utf-8")
    actors = tmp_path / "actors"
    actors.mkdir()
    (actors / "lost.toml").write_text(
        '[[actor]]\nid = "lost"\nkind = "Company"\nnames.en = ["Zorblat"]\n', encoding="utf-8"
    )
    without, with_ = (
        json.loads(run("evaluate", gold, "--docs", release.parent, "--json", *more).stdout)
        for more in ((), ("--actors", actors))
    )
    assert (without["by_entity_type"]["Company"]["recall"], with_["by_entity_type"]["Company"]["recall"]) == (0, 1)


def test_rules_of_the_user_are_read(run: Run, gold: Path, release: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "broken.toml").write_text("[[rule]", encoding="utf-8")
    result = run("evaluate", gold, "--docs", release.parent, "--rules", rules)
    assert result.exit_code == 1
    assert "broken.toml: not valid TOML" in result.stderr


def test_publishers_are_told_apart(run: Run, gold: Path, release: Path, tmp_path: Path) -> None:
    sources = tmp_path / "sources.jsonl"
    sources.write_text(json.dumps({"doc": release.name, "house": "The Press"}), encoding="utf-8")
    options = ("--by-publisher", sources, "--publisher-field", "house")
    result = run("evaluate", gold, "--docs", release.parent, *options)
    assert result.exit_code == 0
    assert "\n\nEach publisher against all the others\n" in result.stdout
    assert "\nThe Press " in result.stdout


def test_a_text_without_words_is_named_and_the_exit_status_is_1(run: Run, gold: Path, release: Path) -> None:
    release.write_text("\n", encoding="utf-8")
    result = run("evaluate", gold, "--docs", release.parent)
    assert result.exit_code == 1
    assert "not read, so all of it is missed: release.txt: " in result.stderr
    assert "relations (type and both ends)" in result.stdout


@pytest.mark.parametrize(("spoil", "where"), [("gold", "release.json: "), ("text", "release.txt: no such text")])
def test_malformed_gold_and_a_missing_text_are_one_line(
    run: Run, gold: Path, release: Path, spoil: str, where: str
) -> None:
    if spoil == "gold":
        (gold / "release.json").write_text("{", encoding="utf-8")
    else:
        release.unlink()
    result = run("evaluate", gold, "--docs", release.parent)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert where in result.stderr
    assert result.stderr.count("\n") == 1
