"""Open pages from files in headless Chromium, with every request refused and every complaint noted."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from coopgraph.output import network
from network_sample import Sample, store


@dataclass(frozen=True)
class Opened:
    """A page with what went wrong in it."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        counts: dict[str, int] = self.page.evaluate("coopgraph.counts()")
        return counts

    def click_at(self, id_: str) -> None:
        spot = self.page.evaluate("(id) => coopgraph.where(id)", id_)
        self.page.mouse.click(spot["x"], spot["y"])

    def click_line(self, subject: str, relation: str, object_: str) -> None:
        line = self.page.evaluate("(ends) => coopgraph.lineId(...ends)", [subject, relation, object_])
        self.click_at(line)

    def panel(self) -> Any:
        return self.page.locator("#panel")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright: not installed (pip install playwright)")
    with playwright.sync_playwright() as runner:
        browser = runner.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


Open = Callable[..., Opened]


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Iterator[Open]:
    """Open the page of a sample; when the test is over nothing may have been requested or complained of."""
    opened: list[Opened] = []

    def open_(sample: Sample, *, hash_: str = "", width: int = 1400, height: int = 900, **context: Any) -> Opened:
        file = tmp_path / "network.html"
        file.write_text(network.render(store(sample)), encoding="utf-8", newline="\n")
        page = chromium.new_context(viewport={"width": width, "height": height}, **context).new_page()
        page.set_default_timeout(5000)
        one = Opened(page=page)
        page.on("request", lambda request: one.requests.append(request.url))
        page.on("console", lambda message: one.complaints.append(message.text))
        page.on("pageerror", lambda error: one.complaints.append(str(error)))
        page.goto(file.as_uri() + hash_)
        page.wait_for_function("window.coopgraph")
        opened.append(one)
        return one

    yield open_
    for one in opened:
        assert [url for url in one.requests if not url.startswith(("file:", "data:"))] == []
        assert one.complaints == []
        one.page.context.close()
