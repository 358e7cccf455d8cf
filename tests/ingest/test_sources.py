"""Which files paths, folders and patterns mean."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coopgraph.errors import InputError
from coopgraph.ingest.sources import find


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/deep/d.md", ".hidden.txt", ".git/e.txt", "odd[1].txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Text of {name}.\n", encoding="utf-8")
    return tmp_path


def names(tree: Path, *sources: str) -> list[str]:
    return [file.path.relative_to(tree).as_posix() for file in find([str(tree / s) for s in sources])]


def test_a_folder_gives_its_files_and_those_of_its_subfolders_sorted_without_hidden_ones(tree: Path) -> None:
    assert names(tree, "") == ["a.txt", "b.txt", "odd[1].txt", "sub/c.txt", "sub/deep/d.md"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a.txt", "b.txt", "odd[1].txt"]),
        ("[ab].txt", ["a.txt", "b.txt"]),
        ("?.txt", ["a.txt", "b.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "odd[1].txt", "sub/c.txt"]),
        ("**/deep/*", ["sub/deep/d.md"]),
        ("sub/**/*.md", ["sub/deep/d.md"]),
        ("s*", ["sub/c.txt", "sub/deep/d.md"]),
    ],
)
def test_a_pattern_gives_what_a_shell_would(tree: Path, pattern: str, expected: list[str]) -> None:
    assert names(tree, pattern) == expected


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tree: Path) -> None:
    assert [file.named for file in find([str(tree / "odd[1].txt")])] == [True]


def test_a_pattern_is_relative_to_the_working_folder(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree)
    assert [file.path.as_posix() for file in find(["**/*.md"])] == ["sub/deep/d.md"]


def test_the_order_of_sources_does_not_matter_and_each_file_comes_once(tree: Path) -> None:
    one = find([str(tree / "sub"), str(tree / "a.txt"), str(tree)])
    other = find([str(tree), str(tree / "a.txt"), str(tree / "sub")])
    assert one == other
    assert len(one) == len({file.path for file in one}) == 5


def test_a_file_named_beside_its_folder_counts_as_named(tree: Path) -> None:
    found = find([str(tree / "a.txt"), str(tree)])
    assert {file.path.name for file in found if file.named} == {"a.txt"}


def test_a_hidden_file_is_read_when_named(tree: Path) -> None:
    assert names(tree, ".hidden.txt") == [".hidden.txt"]


def test_links_that_lead_back_up_do_no_harm(tree: Path) -> None:
    before = names(tree, "")
    (tree / "sub" / "up").symlink_to(tree, target_is_directory=True)
    (tree / "sub" / "self").symlink_to(tree / "sub", target_is_directory=True)
    assert names(tree, "") == before
    assert names(tree, "**/c.txt") == ["sub/c.txt"]


def test_a_pipe_in_a_folder_is_passed_over(tree: Path) -> None:
    os.mkfifo(tree / "pipe.txt")
    assert "pipe.txt" not in names(tree, "")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("missing.txt", "no such file or folder"),
        ("none*.txt", "no file matches"),
        ("**/none", "no file matches"),
        ("absent/*.txt", "no such|no file matches|cannot be read"),
        ("x" * 5000, "cannot be read|no such file"),
        ("https://example.org/a.html", "nothing is fetched"),
    ],
)
def test_a_source_that_means_nothing_is_an_error_of_one_line(
    tree: Path, monkeypatch: pytest.MonkeyPatch, source: str, message: str
) -> None:
    monkeypatch.chdir(tree)
    with pytest.raises(InputError, match=message) as caught:
        find([source])
    assert str(caught.value).startswith(f"{source}: ")
    assert "\n" not in str(caught.value)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file in the folder"):
        find([str(tmp_path)])
