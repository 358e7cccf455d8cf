"""The distributions hold everything and work outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "coopgraph"
VERSION = "0.1.0"

pytestmark = pytest.mark.packaging


def run(*command: str | Path, cwd: Path) -> str:
    """Return what the command prints, run with nothing of the checkout in reach; fail with its messages."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=clean, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sdist, and the wheel built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    return {
        "wheel": folder / f"coopgraph-{VERSION}-py3-none-any.whl",
        "sdist": folder / f"coopgraph-{VERSION}.tar.gz",
    }


@pytest.fixture
def installed(distributions: dict[str, Path], tmp_path: Path) -> Callable[[str], Path]:
    """Install a distribution (or the checkout, editable) into a fresh environment; return its ``bin``."""

    def install(what: str) -> Path:
        venv.create(tmp_path / "venv", with_pip=True)
        wanted = ("--editable", ROOT) if what == "editable" else (distributions[what],)
        python = tmp_path / "venv" / "bin" / "python"
        run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted, cwd=tmp_path)
        return python.parent

    return install


def knowledge_files() -> set[str]:
    """The files of data/ and ontology/ as they must lie in a wheel."""
    data = {f"coopgraph/{path.relative_to(SOURCE)}" for path in files_below(SOURCE / "data")}
    ontology = ROOT / "ontology"
    return data | {f"coopgraph/ontology/{path.relative_to(ontology)}" for path in files_below(ontology)}


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def test_the_wheel_holds_data_ontology_types_and_licence(distributions):
    with zipfile.ZipFile(distributions["wheel"]) as wheel:
        names = set(wheel.namelist())
    assert knowledge_files() <= names
    assert {"coopgraph/data/actors/states.toml", "coopgraph/ontology/coopgraph.ttl"} <= names
    assert "coopgraph/py.typed" in names
    assert f"coopgraph-{VERSION}.dist-info/licenses/LICENSE" in names


def test_the_wheel_holds_nothing_else(distributions):
    with zipfile.ZipFile(distributions["wheel"]) as wheel:
        tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert tops == {"coopgraph", f"coopgraph-{VERSION}.dist-info"}


def test_the_sdist_holds_what_its_tests_and_examples_need(distributions):
    with tarfile.open(distributions["sdist"]) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {
        "Makefile",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "tests/conftest.py",
        "docs/accuracy.md",
    } <= names
    assert any(name.startswith("examples/releases/") for name in names)


@pytest.mark.parametrize("what", ["wheel", "sdist", "editable"])
def test_an_installed_distribution_builds_the_examples_elsewhere(installed, what, tmp_path):
    command = installed(what) / "coopgraph"
    assert VERSION in run(command, "--version", cwd=tmp_path)
    run(command, "build", ROOT / "examples" / "releases", "-o", "out", cwd=tmp_path)
    made = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"graph.ttl", "graph.nq", "network.html"} <= made
    run(command, "check", "out", cwd=tmp_path)
