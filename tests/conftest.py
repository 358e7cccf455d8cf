"""What all tests share: where the evaluation data lies, and that nothing is skipped in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
IN_CI = os.environ.get("CI", "").casefold() not in {"", "0", "false"}


def shared_folder() -> Path:
    """Return the folder with the evaluation data, which need not be there."""
    return Path(os.environ.get("COOPGRAPH_SHARED") or ROOT.parent / "shared").resolve()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the evaluation data; without it the test is skipped."""
    folder = shared_folder()
    if not folder.is_dir():
        pytest.skip(f"{folder}: no such folder (COOPGRAPH_SHARED names the one with the evaluation data)")
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "shared" in getattr(item, "fixturenames", ()):
            item.add_marker("shared")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and not shutil.which("chromium"):
        pytest.skip("chromium: not on the PATH (Debian's package chromium brings it)")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _fail_if_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _fail_if_skipped((yield))


def _fail_if_skipped(report: Any) -> Any:
    """Turn a skip into a failure where every test must run; an expected failure stays one."""
    if IN_CI and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: nothing may be skipped in CI: {reason}"
    return report
