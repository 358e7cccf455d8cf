"""Read JSON Lines: one document a line, with its text and what is known about it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from coopgraph.ingest.raw import RawText, decode, iso_date, language_code, normalise, web_address
from coopgraph.model import Skipped

_OPTIONAL = ("title", "url", "published", "publisher", "lang")


def read(data: bytes, source: str) -> Iterator[RawText | Skipped]:
    """Yield a text for each line of a .jsonl file, and what is wrong with the lines that give none."""
    # Not splitlines: JSON strings may hold U+2028 and its like unescaped.
    for number, line in enumerate(decode(data, source).split("\n"), start=1):
        if line.strip():
            yield _record(line, f"{source}:{number}")


def looks_like(text: str) -> bool:
    """Return whether every non-empty line of ``text`` begins as a JSON object does."""
    lines = [line.lstrip() for line in text.split("\n")]
    return all(line.startswith("{") for line in lines if line)


def _record(line: str, place: str) -> RawText | Skipped:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return _malformed(place, f"not valid JSON: {error.msg} at column {error.colno} (one object a line)")
    except ValueError as error:  # a number with thousands of digits
        return _malformed(place, f"not usable JSON: {error}")
    except RecursionError:
        return _malformed(place, "nested too deeply (one flat object a line)")
    wrong = _fault(record)
    return _malformed(place, wrong) if wrong else _raw_text(record, place)


def _fault(record: object) -> str:
    """Return what is wrong with a parsed line, or nothing."""
    if not isinstance(record, dict):
        return f'a JSON {_json_type(record)} (an object with "text")'
    if "text" not in record:
        return 'no "text" (a string is required)'
    for field in ("text", *_OPTIONAL):
        value = record.get(field, "")
        if not isinstance(value, str) and (field == "text" or value is not None):
            return f'"{field}" is a {_json_type(value)} (a string)'
        if isinstance(value, str) and any("\ud800" <= c <= "\udfff" or c == "\0" for c in value):
            return f'"{field}" holds characters that are no text: NUL or lone surrogates (valid Unicode)'
    return "" if record["text"].strip() else '"text" is empty (some text)'


def _raw_text(record: dict[str, str | None], place: str) -> RawText:
    known = {field: normalise(record.get(field) or "").strip() for field in _OPTIONAL}
    return RawText(
        text=normalise((record["text"] or "").removeprefix("\ufeff")),
        source=place,
        title=" ".join(known["title"].split()),
        publisher=" ".join(known["publisher"].split()),
        url=web_address(known["url"]),
        published=iso_date(known["published"]),
        lang=language_code(known["lang"]),
    )


def _json_type(value: object) -> str:
    names = {bool: "boolean", int: "number", float: "number", str: "string", list: "list", dict: "object"}
    return names.get(type(value), "null")


def _malformed(place: str, reason: str) -> Skipped:
    return Skipped(source=place, reason=reason, malformed=True)
