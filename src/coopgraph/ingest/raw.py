"""What a reader yields: one text as its source gives it, normalised, before its lines are understood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from coopgraph.errors import InputError
from coopgraph.model import Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class RawText:
    """One normalised text and what its source states about it."""

    text: str
    source: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""
    lang: str = ""
    front: int = 0
    """Offset where front matter ends and the text proper begins, in code points."""


Reader = Callable[[bytes, str], Iterator[RawText | Skipped]]
"""Takes the bytes of one file and its name for messages; raises InputError for an unreadable one."""

_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[T\s])")


def decode(data: bytes, source: str) -> str:
    """Return the UTF-8 text of ``data`` without its BOM; raise InputError for anything else."""
    if b"\0" in data:
        raise InputError(f"{source}: holds NUL bytes, so it is no UTF-8 text (give text, Markdown, HTML or JSONL)")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        raise InputError(
            f"{source}: not UTF-8: byte 0x{byte:02x} at offset {error.start} (save it as UTF-8)"
        ) from error
    if not text.strip():
        raise InputError(f"{source}: empty (a document needs some text)")
    return text


def normalise(text: str) -> str:
    """Return ``text`` with ``\\n`` line ends and in NFC, otherwise as it is."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def iso_date(text: str) -> str:
    """Return the date that ``text`` begins with, as precise as it is, or nothing when it is none."""
    match = _ISO_DATE.match(text.strip())
    if not match:
        return ""
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return ""
    return match.group()


def web_address(text: str) -> str:
    """Return ``text`` when it is an http or https address, else nothing."""
    address = text.strip()
    if re.search(r"[\s<>\"{}|\\^`]", address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in {"http", "https"} and parts.netloc else ""


def language_code(text: str) -> str:
    """Return the two-letter code that a tag such as ``es-PA`` begins with, or nothing."""
    match = re.match(r"([a-z]{2})(?=$|[-_])", text.strip().casefold())
    return match.group(1) if match else ""
