"""What each kind of file gives: its text and what it states about itself."""

from __future__ import annotations

import json
import socket

import pytest

from coopgraph.errors import InputError
from coopgraph.ingest import jsonlines, markdown, webpage
from coopgraph.ingest.raw import RawText
from coopgraph.model import Skipped

PAGE = """<!doctype html><html lang="en"><head><title>Accord - Harbour Agency</title>
<meta property="og:title" content="Agency and ministry sign an accord">
<meta property="og:site_name" content="Harbour Agency">
<meta property="article:published_time" content="2033-10-18T10:00:00Z">
<link rel="canonical" href="https://agency.example/accord"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/jobs">Jobs</a></li></ul></nav>
<main><article><h1>Agency and ministry sign an accord</h1>
<p>The Harbour Agency and the Ministry of Ports signed an accord on training that will last five years.</p>
<ul><li>Forty pilots will be trained</li></ul>
<p>The minister thanked the agency for its support to the ports of the country over ten years.</p>
<img src="https://agency.example/x.png"></article></main>
<footer>All rights reserved</footer></body></html>"""


def only(records: object) -> RawText:
    (record,) = records  # type: ignore[misc]
    assert isinstance(record, RawText)
    return record


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("no_network")
def test_a_page_gives_its_paragraphs_and_what_its_head_states() -> None:
    raw = only(webpage.read(PAGE.encode(), "a.html"))
    lines = raw.text.split("\n")
    assert lines[0] == "Agency and ministry sign an accord"
    assert lines.count("Agency and ministry sign an accord") == 1
    assert "The minister thanked the agency for its support to the ports of the country over ten years." in lines
    assert "Home" not in raw.text
    assert "rights reserved" not in raw.text
    assert (raw.title, raw.publisher) == ("Agency and ministry sign an accord", "Harbour Agency")
    assert (raw.url, raw.published) == ("https://agency.example/accord", "2033-10-18")


def test_a_title_that_the_body_lacks_becomes_its_first_line() -> None:
    head = "<head><title>Port accord signed</title></head>"
    page = f"<html>{head}<body><p>The two sides met on Monday.</p></body></html>"
    assert only(webpage.read(page.encode(), "a.html")).text == "Port accord signed\nThe two sides met on Monday."


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html><body><script>x()</script></body></html>"])
def test_a_page_without_text_is_an_error(page: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match=r"^a\.html: no text in the page"):
        list(webpage.read(page.encode(), "a.html"))
    assert capfd.readouterr().err == ""


def test_front_matter_describes_a_markdown_text_and_the_text_stays_as_it_is() -> None:
    text = (
        '---\ntitle: "Port accord"\nDate: 2024-05-03T08:00\npublisher: Harbour Agency\n'
        "link: https://agency.example/1\nlang: en-GB\n---\n\n# Another heading\n\nBody *text*.\n"
    )
    raw = only(markdown.read(text.encode(), "a.md"))
    assert raw.text == text
    assert (raw.title, raw.published, raw.publisher) == ("Port accord", "2024-05-03", "Harbour Agency")
    assert (raw.url, raw.lang) == ("https://agency.example/1", "en")
    assert text[raw.front :].startswith("\n# Another")


@pytest.mark.parametrize(
    ("text", "title", "front"),
    [
        ("# Port accord #\n\nBody.\n", "Port accord", 0),
        ("\n\n# Port accord\n", "Port accord", 0),
        ("Body first.\n\n# Later heading\n", "", 0),
        ("## Second level\n", "", 0),
        ("---\nnot closed: here\n\nBody.\n", "", 0),
        ("---\n---\n# Port accord\n", "Port accord", 8),
    ],
)
def test_a_leading_heading_is_the_title_of_a_markdown_text(text: str, title: str, front: int) -> None:
    raw = only(markdown.read(text.encode(), "a.md"))
    assert (raw.title, raw.front) == (title, front)


def test_a_json_line_gives_its_text_and_fields() -> None:
    record = {
        "text": "Uno.\r\nDos\u2028tres.",
        "title": " Port  accord ",
        "url": "https://agency.example/1",
        "published": "2024-05-03T10:00",
        "publisher": "Harbour Agency",
        "lang": "es-PA",
        "extra": [1],
    }
    raw = only(jsonlines.read(json.dumps(record, ensure_ascii=False).encode(), "a.jsonl"))
    assert raw == RawText(
        text="Uno.\nDos\u2028tres.",
        source="a.jsonl:1",
        title="Port accord",
        url="https://agency.example/1",
        published="2024-05-03",
        publisher="Harbour Agency",
        lang="es",
    )


def test_optional_fields_may_be_absent_or_null_and_bad_addresses_and_dates_are_dropped() -> None:
    line = '{"text": "Uno.", "title": null, "url": "ftp://x.example", "published": "last week"}'
    assert only(jsonlines.read(line.encode(), "a.jsonl")) == RawText(text="Uno.", source="a.jsonl:1")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not valid JSON"),
        ('{"text": "cut', "not valid JSON"),
        ("[1]", "a JSON list"),
        ("null", "a JSON null"),
        ('{"title": "x"}', 'no "text"'),
        ('{"text": 3}', '"text" is a number'),
        ('{"text": null}', '"text" is a null'),
        ('{"text": "x", "published": 2023}', '"published" is a number'),
        ('{"text": "x", "url": ["a"]}', '"url" is a list'),
        ('{"text": "x", "lang": true}', '"lang" is a boolean'),
        ('{"text": " \\n"}', '"text" is empty'),
        ('{"text": "\\ud800"}', "lone surrogates"),
        ('{"text": "a\\u0000b"}', "NUL"),
        ('{"text": "x", "n": ' + "9" * 5000 + "}", "not usable JSON"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_broken_json_line_is_reported_with_its_place_and_the_others_are_read(line: str, reason: str) -> None:
    data = f'{{"text": "First."}}\n\n{line}\n{{"text": "Last."}}\n'.encode()
    first, broken, last = jsonlines.read(data, "a.jsonl")
    assert isinstance(first, RawText)
    assert isinstance(last, RawText)
    assert isinstance(broken, Skipped)
    assert (broken.source, broken.malformed) == ("a.jsonl:3", True)
    assert reason in broken.reason
    assert "\n" not in broken.reason
