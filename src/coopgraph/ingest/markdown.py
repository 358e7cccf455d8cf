"""Read a Markdown file: the text stays as it is, front matter and first heading describe it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coopgraph.ingest.raw import RawText, decode, iso_date, language_code, normalise, web_address

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(r"^([A-Za-z_]+)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")


def read(data: bytes, source: str) -> Iterator[RawText]:
    """Yield the one text of a .md file, with what its front matter states."""
    text = normalise(decode(data, source))
    matter = _FRONT_MATTER.match(text)
    front = matter.end() if matter else 0
    stated = _entries(matter.group(1)) if matter else {}
    heading = _HEADING.match(text, front)
    yield RawText(
        text=text,
        source=source,
        title=_first(stated, "title") or (heading.group(1) if heading else ""),
        publisher=_first(stated, "publisher", "site", "site_name"),
        url=web_address(_first(stated, "url", "link", "canonical")),
        published=iso_date(_first(stated, "date", "published")),
        lang=language_code(_first(stated, "lang", "language")),
        front=front,
    )


def _entries(matter: str) -> dict[str, str]:
    return {key.casefold(): value.strip("\"'") for key, value in _ENTRY.findall(matter)}


def _first(stated: dict[str, str], *keys: str) -> str:
    return next((stated[key] for key in keys if key in stated), "")
