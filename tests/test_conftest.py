"""The rules of the test run itself, tried on small test files in a folder of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
SKIPS = {
    "by call": "import pytest\ndef test_a():\n    pytest.skip('why not')\n",
    "by mark": "import pytest\n@pytest.mark.skip(reason='why not')\ndef test_a():\n    assert True\n",
    "whole module": "import pytest\npytest.skip('why not', allow_module_level=True)\n",
    "missing module": "import pytest\npytest.importorskip('no_such_module', reason='why not')\n",
}


@pytest.fixture
def run_pytest(tmp_path):
    def run(text: str, **environment: str) -> subprocess.CompletedProcess[str]:
        tests = tmp_path / "checkout" / "tests"
        tests.mkdir(parents=True)
        (tests.parent / "pytest.ini").write_text("[pytest]\nmarkers =\n  browser: b\n  shared: s\n")
        (tests / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
        (tests / "test_it.py").write_text(text, encoding="utf-8")
        clean = {k: v for k, v in os.environ.items() if k != "CI" and not k.startswith(("PYTEST_", "COV_"))}
        clean["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # starts faster
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rs", str(tests)]
        return subprocess.run(
            command, env=clean | environment, cwd=tests.parent, capture_output=True, text=True, check=False
        )

    return run


@pytest.mark.parametrize("text", SKIPS.values(), ids=SKIPS.keys())
def test_a_skip_fails_in_ci_and_says_why(run_pytest, text):
    done = run_pytest(text, CI="true")
    assert done.returncode != 0
    assert "nothing may be skipped in CI" in done.stdout
    assert "why not" in done.stdout


@pytest.mark.parametrize("value", ["", "false", "0"])
def test_a_skip_outside_ci_stays_a_skip(run_pytest, value):
    done = run_pytest(SKIPS["by call"], CI=value)
    assert "1 skipped" in done.stdout
    assert "failed" not in done.stdout


def test_an_expected_failure_is_no_skip(run_pytest):
    done = run_pytest("import pytest\n@pytest.mark.xfail\ndef test_a():\n    assert False\n", CI="true")
    assert done.returncode == 0
    assert "1 xfailed" in done.stdout


USES_SHARED = "def test_a(shared):\n    assert (shared / 'here').is_file()\n"


def test_the_shared_folder_lies_beside_the_checkout(run_pytest, tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "here").touch()
    assert "1 passed" in run_pytest(USES_SHARED, COOPGRAPH_SHARED="").stdout


def test_the_environment_names_another_shared_folder(run_pytest, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "here").touch()
    assert "1 passed" in run_pytest(USES_SHARED, COOPGRAPH_SHARED=str(tmp_path / "elsewhere")).stdout


def test_a_missing_shared_folder_skips_with_its_path(run_pytest, tmp_path):
    done = run_pytest(USES_SHARED, COOPGRAPH_SHARED=str(tmp_path / "nowhere"))
    assert "1 skipped" in done.stdout
    assert "no such folder (COOPGRAPH_SHARED" in done.stdout


def test_a_browser_test_without_chromium_is_skipped(run_pytest, tmp_path):
    text = "import pytest\n@pytest.mark.browser\ndef test_a():\n    raise AssertionError\n"
    done = run_pytest(text, PATH=str(tmp_path))
    assert "1 skipped" in done.stdout
    assert "Debian's package chromium" in done.stdout
