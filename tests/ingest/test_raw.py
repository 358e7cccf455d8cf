"""Decoding, normalising, and the small values that sources state."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopgraph.errors import InputError
from coopgraph.ingest.raw import decode, iso_date, language_code, normalise, web_address


def test_a_byte_order_mark_is_dropped() -> None:
    assert decode(b"\xef\xbb\xbfTexto", "a.txt") == "Texto"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("Cooperación".encode("latin-1"), r"a\.txt: not UTF-8: byte 0xf3 at offset 9 \(save it as UTF-8\)"),
        (b"PK\x03\x04\x00\x00", "NUL bytes"),
        ("wide".encode("utf-16"), "NUL bytes"),
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
    ],
)
def test_what_is_no_text_is_an_error_of_one_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        decode(data, "a.txt")
    assert "\n" not in str(caught.value)


def test_line_ends_become_newlines_and_letters_are_composed() -> None:
    assert normalise("uno\r\ndos\rtre\u0301s\n") == "uno\ndos\ntr\u00e9s\n"


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert "\r" not in once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023", "2023"),
        ("2023-10", "2023-10"),
        ("2023-10-18", "2023-10-18"),
        (" 2023-10-18T09:30:00Z ", "2023-10-18"),
        ("2023-10-18 09:30", "2023-10-18"),
        ("2023-13", ""),
        ("2023-02-30", ""),
        ("18 October 2023", ""),
        ("20231018", ""),
        ("", ""),
    ],
)
def test_a_date_is_kept_as_precise_as_stated(text: str, expected: str) -> None:
    assert iso_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        (" http://example.org ", "http://example.org"),
        ("ftp://example.org/a", ""),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("http://[broken", ""),
        ("https://example.org/a b", ""),
        ('https://example.org/"><script>', ""),
        ("example.org", ""),
    ],
)
def test_only_web_addresses_are_kept(text: str, expected: str) -> None:
    assert web_address(text) == expected


@pytest.mark.parametrize(("tag", "code"), [("es", "es"), ("en-GB", "en"), ("PT_br", "pt"), ("Spanish", ""), ("", "")])
def test_a_language_tag_gives_its_code(tag: str, code: str) -> None:
    assert language_code(tag) == code
