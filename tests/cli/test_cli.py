"""What all commands share: help, exit status, one line for an error, quick start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.conftest import Run
from coopgraph import __version__, pipeline
from coopgraph.cli import main

COMMANDS = ["build", "extract", "query", "render", "export", "check", "evaluate", "review"]


def coopgraph(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    command = [sys.executable, "-m", "coopgraph", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_the_commands_are_these() -> None:
    assert sorted(main.commands) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, run: Run) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"Example:\n    coopgraph {command}" in result.stdout
    assert result.stderr == ""


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").stdout.split()[-1] == __version__


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "SELECT * WHERE { ?s ?p ?o }", "--graph", "nowhere"],
        ["render", "--graph", "nowhere"],
        ["export", "nt", "--graph", "nowhere"],
        ["check", "nowhere"],
        ["build", "nowhere.txt"],
        ["extract", "nowhere.txt"],
        ["evaluate", "nowhere", "--docs", "."],
        ["review", "--learn", "nowhere.txt"],
    ],
)
def test_an_error_of_the_user_is_one_line_and_exit_status_1(arguments: list[str], run: Run) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("coopgraph: nowhere")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["extract"],
        ["evaluate", "gold"],
        ["review", "x.txt"],
        ["review", "--learn"],
        ["review", "--learn", "x.txt", "--top", "0"],
        ["export"],
        ["export", "docx"],
        ["nonsense"],
        ["build", "x.txt", "--nonsense"],
        ["build", "x.txt", "--base-iri", "things/"],
        ["build", "x.txt", "--base-iri", "https://example.org/id"],
        ["build", "x.txt", "--actors", "nowhere"],
        ["query"],
        ["query", "a b", "--file", "c"],
        ["query", "partners-of", "--param", "actor"],
        ["query", "SELECT * WHERE { ?s ?p ?o }", "--actor", "IOM"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_status_2(
    arguments: list[str], run: Run, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(built.parent)
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Usage: " in result.stderr


def test_an_interruption_is_quiet_and_exit_status_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_folder: Path) -> pipeline.Checked:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "check", interrupted)
    result = run("check")
    assert (result.exit_code, result.output) == (130, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows interrupts a process otherwise")
def test_an_interrupted_build_leaves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "coopgraph", "build", "-", "-o", "out"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=tmp_path, text=True, **pipes) as process:
        while not any(tmp_path.iterdir()):
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read() + process.stderr.read() == ""
    assert list(tmp_path.iterdir()) == []


def test_the_program_is_a_module_too(tmp_path: Path) -> None:
    done = coopgraph("check", "nowhere", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("coopgraph: nowhere")
    assert "Traceback" not in done.stderr


def test_a_reader_that_stops_early_is_no_error(built: Path) -> None:
    command = [sys.executable, "-m", "coopgraph", "export", "nq", "--graph", str(built)]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert done.stderr == ""


def test_start_up_imports_nothing_heavy(tmp_path: Path) -> None:
    heavy = ["jinja2", "networkx", "numpy", "nupunkt", "py3langid", "pyvis", "rdflib", "rich", "trafilatura"]
    code = f"import sys, coopgraph.cli; print(*(m for m in {heavy} if m in sys.modules))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_no_color_switches_colours_off(no_color: str, coloured: bool) -> None:
    result = CliRunner(env={"NO_COLOR": no_color}).invoke(main, ["query", "--list"], color=True)
    assert ("\x1b" in result.stdout) is coloured


def test_a_pipe_switches_colours_off(release: Path, tmp_path: Path) -> None:
    done = coopgraph("build", release, "-o", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 0
    assert "\x1b" not in done.stderr
    assert "1 document" in done.stderr
