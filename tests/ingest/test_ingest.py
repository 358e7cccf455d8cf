"""The stage as a whole: sources in, documents and reasons out."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopgraph import ingest
from coopgraph.errors import InputError
from coopgraph.ingest.raw import RawText
from coopgraph.model import Document, PassageRole, Skipped

RELEASE = "Port accord signed\n\nPanama, May 3, 2024. The agency and the ministry have signed an accord.\n"


def write(folder: Path, name: str, data: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(path)


def read_one(*sources: str, stdin: bytes = b"") -> Document:
    (document,) = ingest.read(sources, stdin=io.BytesIO(stdin))
    assert isinstance(document, Document)
    return document


def test_a_text_becomes_a_document_identified_by_its_text(tmp_path: Path) -> None:
    document = read_one(write(tmp_path, "a.txt", "\ufeff" + RELEASE.replace("\n", "\r\n")))
    assert document.text == RELEASE
    assert document.id == hashlib.sha256(RELEASE.encode()).hexdigest()
    assert (document.title, document.published, document.lang) == ("Port accord signed", "2024-05-03", "en")
    assert (document.publisher, document.url) == ("", "")
    assert document.source.endswith("a.txt")
    assert [p.role for p in document.own_passages] == [PassageRole.TITLE, PassageRole.BODY]


def test_a_stated_date_prevails_over_the_dateline() -> None:
    line = json.dumps({"text": RELEASE, "published": "2024-05"})
    assert read_one("-", stdin=line.encode()).published == "2024-05"


def test_standard_input_is_text_or_json_lines() -> None:
    assert read_one("-", stdin=RELEASE.encode()).source == "standard input"
    lines = '{"text": "One accord."}\n\n{"text": "Another accord."}\n'
    documents = list(ingest.read(["-"], stdin=io.BytesIO(lines.encode())))
    assert [d.source for d in documents] == ["standard input:1", "standard input:3"]
    assert read_one("-", stdin=b'{"not": json}\nbut text').text == '{"not": json}\nbut text'


@pytest.mark.parametrize(("data", "message"), [(b"", "empty"), (b"\xff", "not UTF-8"), (b"a\0b", "NUL")])
def test_unreadable_standard_input_is_an_error(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=f"^standard input: .*{message}"):
        list(ingest.read(["-"], stdin=io.BytesIO(data)))


BAD = {
    "latin.txt": ("Cooperación".encode("latin-1"), "not UTF-8"),
    "binary.md": (b"\x00\x01", "NUL bytes"),
    "empty.txt": (b"", "empty"),
    "blank.jsonl": (b" \n\n", "empty"),
    "bare.html": (b"<html><body></body></html>", "no text in the page"),
    "report.pdf": (b"%PDF-1.7", r".pdf files are not read (.htm .html .jsonl .md .txt are)"),
    "README": (b"Words.", "a file without a suffix is not read"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_named_file_that_cannot_be_read_stops_everything(tmp_path: Path, name: str) -> None:
    data, reason = BAD[name]
    path = write(tmp_path, name, data)
    with pytest.raises(InputError) as caught:
        list(ingest.read([path]))
    assert str(caught.value).startswith(f"{path}: ")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("source", ["", "*"])
def test_the_same_file_found_in_a_folder_or_by_a_pattern_is_skipped_with_the_reason(
    tmp_path: Path, name: str, source: str
) -> None:
    path = write(tmp_path, name, BAD[name][0])
    write(tmp_path, "good.txt", RELEASE)
    records = list(ingest.read([str(tmp_path / source)]))
    (skipped,) = (r for r in records if isinstance(r, Skipped))
    assert (skipped.source, skipped.malformed) == (path, False)
    assert skipped.reason.startswith(BAD[name][1]) or BAD[name][1] in skipped.reason
    assert path not in skipped.reason
    assert sum(isinstance(r, Document) for r in records) == 1


def test_a_broken_link_in_a_folder_is_skipped_and_a_named_one_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "good.txt", RELEASE)
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone.txt")
    skipped, _ = ingest.read([str(tmp_path)])
    assert isinstance(skipped, Skipped)
    assert "cannot be read: No such file" in skipped.reason
    with pytest.raises(InputError, match="cannot be read: No such file"):
        list(ingest.read([str(tmp_path / "broken.txt")]))


def test_a_malformed_line_is_skipped_and_the_other_lines_are_built(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"text": "One accord."}\n{"text": 1}\n{"text": "Two accords."}\n')
    one, skipped, two = ingest.read([path])
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert skipped == Skipped(source=f"{path}:2", reason='"text" is a number (a string)', malformed=True)


def test_a_text_seen_before_is_skipped(tmp_path: Path) -> None:
    first = write(tmp_path, "a.txt", "The accord: cooperacio\u0301n.\r\n")
    second = write(tmp_path, "b.md", "The accord: cooperación.\n")
    documents = list(ingest.read([str(tmp_path)]))
    assert documents[1] == Skipped(source=second, reason=f"same text as {first}")


def test_the_order_of_sources_changes_nothing(tmp_path: Path) -> None:
    sources = [
        write(tmp_path, name, f"{RELEASE}\nFrom {name[0]}.\n") for name in ("c.txt", "a/b.txt", "b.md", "a/a.txt")
    ]
    sources.append(write(tmp_path, "z.txt", f"{RELEASE}\nFrom c.\n"))
    forward = list(ingest.read([*sources, str(tmp_path)]))
    assert forward == list(ingest.read([str(tmp_path), *reversed(sources)]))
    assert [r.source for r in forward] == sorted(r.source for r in forward)


def test_suffixes_count_in_any_case(tmp_path: Path) -> None:
    assert read_one(write(tmp_path, "A.TXT", RELEASE)).title == "Port accord signed"


def test_users_can_add_a_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_shout(data: bytes, source: str) -> Iterator[RawText]:
        yield RawText(text=data.decode().lower(), source=source, publisher="Shouter")

    monkeypatch.setitem(ingest.READERS, ".shout", read_shout)
    document = read_one(write(tmp_path, "a.shout", "AN ACCORD."))
    assert (document.text, document.publisher) == ("an accord.", "Shouter")


def test_importing_the_stage_loads_no_heavy_library() -> None:
    heavy = "{'py3langid', 'trafilatura', 'numpy', 'lxml'}"
    code = f"import sys, coopgraph.ingest; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_first_documents_lose_their_menus_and_keep_every_paragraph(shared: Path) -> None:
    documents = [d for d in ingest.read([str(shared / "seeds")]) if isinstance(d, Document)]
    assert len(documents) == 5
    for document in documents:
        own = [document.text[p.start : p.end] for p in document.own_passages]
        assert document.lang == "en"
        assert document.title == own[0]
        assert all(len(line) > 60 for line in own)
        assert not any("@" in line or "Sobre nosotros" in line for line in own)


def test_hardly_any_annotated_quotation_lies_outside_the_own_text(shared: Path) -> None:
    """Lost are names in picture credits and beside an e-mail address, and a heading of a list of links."""
    documents = {
        Path(d.source).name: d for d in ingest.read([str(shared / "eval/docs/train")]) if isinstance(d, Document)
    }
    lost, total = 0, 0
    for path in sorted((shared / "eval/gold/train").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        document = documents[gold["doc"]]
        own = "\n".join(document.text[p.start : p.end] for p in document.own_passages)
        quotes = [unicodedata.normalize("NFC", r["quote"]) for r in gold["relations"] if "quote" in r]
        quotes = [quote for quote in quotes if quote in document.text and "\n" not in quote]
        total += len(quotes)
        lost += sum(quote not in own for quote in quotes)
    assert total > 2500
    assert lost <= 6
