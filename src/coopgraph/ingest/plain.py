"""Read a plain text file."""

from __future__ import annotations

from collections.abc import Iterator

from coopgraph.ingest.raw import RawText, decode, normalise


def read(data: bytes, source: str) -> Iterator[RawText]:
    """Yield the one text of a .txt file."""
    yield RawText(text=normalise(decode(data, source)), source=source)
