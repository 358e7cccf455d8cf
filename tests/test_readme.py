"""README.md and the pages in docs/ show what coopgraph prints now, and their links lead somewhere."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from coopgraph import pipeline

Understand = Callable[[str], list[str]]

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / "tools"
PAGES = sorted(
    str(path.relative_to(ROOT)) for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md"))
)
SHOWN = ("README.md", "docs/library.md", "docs/limits.md", "docs/rules.md")
MOST_BYTES = 250_000
"""Of the picture: it is loaded with the README."""

LINK = re.compile(r"(?<!`)\[[^\]\n]*\]\((?P<target>[^)\s]+)\)")
TARGET = re.compile(r"(?:^    |`|\$ )make (?P<target>[a-z-]+)", re.MULTILINE)
RATES = {"precision": 0.754, "recall": 0.126, "f1": 0.216}
SCORES = {"dev": {"documents": 35, "entity": RATES, "relation": RATES, "attributes": RATES}}


@pytest.fixture(scope="module")
def tools() -> Iterator[None]:
    """Let the scripts in tools/ be imported by their names."""
    before = sys.path.copy()
    sys.path.insert(0, str(TOOLS))
    yield
    sys.path[:] = before
    for name in ("readme", "measured", "picture"):
        sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def readme(tools: None) -> ModuleType:  # noqa: ARG001
    import readme

    return readme


@pytest.fixture(scope="module")
def understand(readme: ModuleType) -> Understand:
    understand: Understand = readme.understanding()
    return understand


@pytest.fixture(scope="module")
def measured(tools: None) -> ModuleType:  # noqa: ARG001
    import measured

    return measured


@pytest.fixture(scope="module")
def picture(tools: None) -> ModuleType:  # noqa: ARG001
    import picture

    return picture


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_shows_what_is_printed_now(
    readme: ModuleType, understand: Understand, name: str, tmp_path: Path
) -> None:
    assert name in readme.PAGES
    page = (ROOT / name).read_text(encoding="utf-8")
    now = readme.brought_up_to_date(page, tmp_path, understand)
    assert now.splitlines() == page.splitlines(), f"{name} is out of date: run make readme"


def test_what_is_called_a_limit_still_is_one(readme: ModuleType, understand: Understand) -> None:
    bodies = list(readme.limits((ROOT / "docs" / "limits.md").read_text(encoding="utf-8")))
    assert len(bodies) >= 10
    for text, expected in map(readme.limit, bodies):
        assert understand(text) != sorted(expected), f"read as a reader does: strike it from docs/limits.md: {text}"


def test_the_picture_is_small_and_shows_the_graph_of_now(picture: ModuleType, tmp_path: Path) -> None:
    pipeline.build([str(ROOT / "examples" / "releases")], tmp_path / "out")
    png = picture.PICTURE.read_bytes()
    assert len(png) <= MOST_BYTES
    assert picture.mark(png) == picture.chosen(tmp_path / "out")[1], "docs/images is out of date: run make readme"


def test_a_picture_says_what_it_shows(picture: ModuleType) -> None:
    plain = picture.PICTURE.read_bytes().replace(picture.KEYWORD + b"\0", b"Other\0", 1)
    assert picture.mark(plain) == ""
    assert picture.mark(picture.marked(plain, "0f0f")) == "0f0f"


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_files_and_headings_that_exist(name: str) -> None:
    page = ROOT / name
    for match in LINK.finditer(without_code(page.read_text(encoding="utf-8"))):
        target, _, anchor = match.group("target").partition("#")
        if target.startswith(("http:", "https:")):
            continue
        file = (page.parent / target).resolve() if target else page
        assert file.exists(), f"{name}: {match.group()}"
        assert not anchor or anchor in anchors(file), f"{name}: {match.group()}"


def test_every_page_is_in_the_table_of_contents() -> None:
    contents = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    pages = {path.name for path in ROOT.glob("docs/*.md")} - {"index.md"}
    assert pages == set(re.findall(r"\]\(([a-z-]+\.md)\)", contents))


@pytest.mark.parametrize("name", PAGES)
def test_make_targets_that_are_named_exist(name: str) -> None:
    known = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {match.group("target") for match in TARGET.finditer((ROOT / name).read_text(encoding="utf-8"))}
    assert named <= known


def test_output_is_replaced_and_commands_stay(readme: ModuleType, understand: Understand, tmp_path: Path) -> None:
    page = "```text note.txt\none\ntwo\n```\n\n```console\n$ cat note.txt\nold\n$ echo end >&2\n```\n"
    assert readme.brought_up_to_date(page, tmp_path, understand) == (
        "```text note.txt\none\ntwo\n```\n\n```console\n$ cat note.txt\none\ntwo\n\n$ echo end >&2\nend\n```\n"
    )


def test_long_output_is_shown_by_its_first_and_last_lines(
    readme: ModuleType, understand: Understand, tmp_path: Path
) -> None:
    page = readme.brought_up_to_date("```console\n$ seq 100\n```\n", tmp_path, understand)
    lines = page.splitlines()[2:-1]
    assert lines == [*map(str, range(1, readme.HEAD + 1)), "...", "99", "100"]


def test_a_command_that_fails_stops_everything_and_is_named(readme: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"(?s)coopgraph query.*nowhere: no graph here.*status 1"):
        readme.printed("coopgraph query documents --graph nowhere", tmp_path)


def test_scores_are_copied_and_put_into_words(measured: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "accuracy.json").write_text(json.dumps(SCORES), encoding="utf-8")
    page = measured.put(f"before\n{measured.BEGIN}\nold\n{measured.END}\nafter\n", measured.scores(tmp_path))
    assert "| dev | 35 | 0.75 / 0.13 / 0.22 |" in page
    assert "old" not in page
    assert "coopgraph finds **13**; of 100 that it states, **75** are right" in " ".join(page.split())


def test_without_scores_a_page_says_so(measured: ModuleType, tmp_path: Path) -> None:
    assert measured.scores(tmp_path) == measured.UNKNOWN


def without_code(page: str) -> str:
    return re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)


def anchors(file: Path) -> set[str]:
    """Return the anchors of the headings of a page as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", without_code(file.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower()).replace(" ", "-") for heading in headings}
