"""The whole flow: what a build writes, and what an error leaves."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

import coopgraph
from coopgraph import pipeline
from coopgraph.errors import CoopgraphError, GraphError, InputError, OutputError
from coopgraph.model import Skipped

SIGNED = (
    "Panama City, 12 May 2023. The International Organization for Migration (IOM) and the Government of "
    "Panama signed a cooperation agreement on Friday.\n"
)
FUNDED = "Geneva, 3 June 2024. The new border programme is funded by the European Union and implemented by IOM.\n"
WRITTEN = ["documents", "graph.nq", "graph.ttl", "network.html"]


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    folder = tmp_path / "releases"
    folder.mkdir()
    (folder / "a.txt").write_text(SIGNED, encoding="utf-8")
    (folder / "b.txt").write_text(FUNDED, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_build_writes_the_graph_its_texts_and_the_view(releases: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    summary = pipeline.build([str(releases)], out)
    assert names(out) == WRITTEN
    assert summary.documents == len(names(out / "documents")) == 2
    assert names(out.parent) == ["out"]
    assert pipeline.check(out).problems == ()


def test_the_summary_counts_what_the_graph_holds(releases: Path, tmp_path: Path) -> None:
    summary = pipeline.build([str(releases)], tmp_path / "out")
    facts = sum(count.asserted + count.not_asserted for count in summary.facts)
    assert facts == pipeline.check(tmp_path / "out").statements > 0
    assert sum(number for _, number in summary.entities) > 0
    assert summary.skipped == ()


def test_the_package_offers_build(releases: Path, tmp_path: Path) -> None:
    assert coopgraph.build([str(releases)], tmp_path / "out").documents == 2


def test_the_order_of_the_sources_changes_no_byte(releases: Path, tmp_path: Path) -> None:
    sources = [str(releases / "a.txt"), str(releases / "b.txt")]
    pipeline.build(sources, tmp_path / "one")
    pipeline.build(sources[::-1], tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_second_build_drops_old_texts_and_keeps_what_is_not_ours(releases: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    pipeline.build([str(releases)], out)
    (out / "notes.md").write_text("mine", encoding="utf-8")
    (out / "documents" / "mine.txt").write_text("mine", encoding="utf-8")
    pipeline.build([str(releases / "a.txt")], out)
    assert names(out) == sorted([*WRITTEN, "notes.md"])
    assert len(names(out / "documents")) == 2
    assert (out / "documents" / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_result_among_the_sources_is_no_source(releases: Path) -> None:
    out = releases / "out"
    first, second = (pipeline.build([str(releases)], out) for _ in range(2))
    assert first == second
    assert pipeline.build([f"{releases}/**"], out) == first
    with pytest.raises(InputError, match="no file in the folder"):
        pipeline.build([str(out)], out)


def test_standard_input_is_a_source(tmp_path: Path) -> None:
    assert pipeline.build(["-"], tmp_path / "out", stdin=BytesIO(SIGNED.encode())).documents == 1


def test_progress_tells_every_source_that_was_read(releases: Path, tmp_path: Path) -> None:
    told: list[str] = []
    pipeline.build([str(releases)], tmp_path / "out", on_progress=told.append)
    assert [Path(source).name for source in told] == ["a.txt", "b.txt"]


def test_a_malformed_record_is_told_and_the_others_are_built(tmp_path: Path) -> None:
    file = tmp_path / "feed.jsonl"
    file.write_text('{"text": "Ports of the region met in Panama."}\n{"text": \n', encoding="utf-8")
    summary = pipeline.build([str(file)], tmp_path / "out")
    assert summary.documents == 1
    assert [(item.source, item.malformed) for item in summary.skipped] == [(f"{file}:2", True)]


def test_sources_without_any_document_are_an_error(tmp_path: Path) -> None:
    file = tmp_path / "feed.jsonl"
    file.write_text("{\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"feed\.jsonl:1: "):
        pipeline.build([str(file)], tmp_path / "out")
    assert names(tmp_path) == ["feed.jsonl"]


def test_a_bad_source_leaves_an_earlier_build_as_it_was(releases: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    pipeline.build([str(releases)], out)
    before = contents(out)
    with pytest.raises(InputError):
        pipeline.build([str(releases), str(tmp_path / "nowhere.txt")], out)
    assert contents(out) == before
    assert names(out) == WRITTEN


def test_a_bad_source_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        pipeline.build([str(tmp_path / "nowhere.txt")], tmp_path / "deep" / "out")
    assert names(tmp_path) == []


def test_an_interruption_leaves_no_folder(releases: Path, tmp_path: Path) -> None:
    def interrupt(_source: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.build([str(releases)], tmp_path / "out", on_progress=interrupt)
    assert names(tmp_path) == ["releases"]


@pytest.mark.parametrize("place", ["file", "file/out", "file/deep/out"])
def test_a_place_below_a_file_is_refused_before_any_work(place: str, releases: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    told: list[str] = []
    with pytest.raises(OutputError, match=r"file: is a file, not a folder"):
        pipeline.build([str(releases)], tmp_path / place, on_progress=told.append)
    assert told == []
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["graph.ttl", "graph.nq", "network.html"])
def test_a_folder_in_place_of_a_file_is_refused_before_any_work(name: str, releases: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / name).mkdir(parents=True)
    with pytest.raises(OutputError, match="is a folder where a file belongs"):
        pipeline.build([str(releases)], tmp_path / "out")
    assert names(tmp_path / "out") == [name]


def test_a_file_in_place_of_the_texts_is_refused_before_any_work(releases: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "documents").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="is a file where a folder belongs"):
        pipeline.build([str(releases)], tmp_path / "out")
    assert names(tmp_path / "out") == ["documents"]


def test_a_name_that_no_disk_takes_is_one_line(releases: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written") as error:
        pipeline.build([str(releases)], tmp_path / ("x" * 300))
    assert "\n" not in str(error.value)


def test_reading_yields_what_is_understood_and_what_was_skipped(releases: Path) -> None:
    (releases / "c.bin").write_bytes(b"\x00\x01")
    items = list(pipeline.read([str(releases)]))
    assert [isinstance(item, Skipped) for item in items].count(False) == 2
    assert [item.source for item in items if isinstance(item, Skipped)] == [str(releases / "c.bin")]


def test_the_view_has_its_title(releases: Path, tmp_path: Path) -> None:
    pipeline.build([str(releases)], tmp_path / "out", title="Ports & partners")
    assert "Ports &amp; partners" in (tmp_path / "out" / "network.html").read_text(encoding="utf-8")
    assert "Ports &amp; partners" not in pipeline.view(tmp_path / "out")


def test_a_folder_without_graph_cannot_be_drawn_or_checked(tmp_path: Path) -> None:
    for look in (pipeline.view, pipeline.check):
        with pytest.raises(GraphError):
            look(tmp_path)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    pipeline.write(tmp_path / "page.html", "<p>ñ</p>\n")
    assert (tmp_path / "page.html").read_bytes() == "<p>ñ</p>\n".encode()
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for target in (tmp_path / "file" / "page.html", tmp_path / "none" / "page.html", tmp_path):
        with pytest.raises(CoopgraphError, match="cannot be written"):
            pipeline.write(target, "")
    assert names(tmp_path) == ["file", "page.html"]
