"""Stage 1, ingest: files, folders, patterns and standard input become Documents.

Add a kind of file by adding its reader: ``READERS[".xyz"] = reader`` (see ``raw.Reader``).
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from coopgraph.errors import InputError
from coopgraph.ingest import jsonlines, markdown, plain, webpage
from coopgraph.ingest.language import Identify, identifier
from coopgraph.ingest.passages import divide
from coopgraph.ingest.raw import RawText, Reader, decode
from coopgraph.ingest.sources import STANDARD_INPUT, Found, find
from coopgraph.model import Document, Skipped

READERS: dict[str, Reader] = {
    ".htm": webpage.read,
    ".html": webpage.read,
    ".jsonl": jsonlines.read,
    ".md": markdown.read,
    ".txt": plain.read,
}
"""Suffix, in lower case, to the reader of such files."""


def read(sources: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Document | Skipped]:
    """Yield the documents of ``sources`` in order of their paths, and what gives none with the reason.

    A source is a file, a folder (with its subfolders), a pattern (``**`` too) or ``-`` for standard input.
    Raise InputError for one that means nothing, and for a file named as such that cannot be read.
    """
    seen: dict[str, str] = {}
    for raw in _texts(sources, stdin):
        if isinstance(raw, Skipped):
            yield raw
            continue
        document = _document(raw, identifier())
        if document.id in seen:
            yield Skipped(source=raw.source, reason=f"same text as {seen[document.id]}")
        else:
            seen[document.id] = raw.source
            yield document


def _texts(sources: Sequence[str], stdin: BinaryIO | None) -> Iterator[RawText | Skipped]:
    for file in find(sources):
        try:
            yield from _read_file(file)
        except InputError as error:
            if file.named:
                raise
            yield Skipped(source=str(file.path), reason=str(error).removeprefix(f"{file.path}: "))
    if STANDARD_INPUT in sources:
        yield from _read_stdin(stdin or sys.stdin.buffer)


def _read_file(file: Found) -> Iterator[RawText | Skipped]:
    suffix = file.path.suffix.lower()
    if suffix not in READERS:
        known = " ".join(sorted(READERS))
        what = f"{suffix} files are not read" if suffix else "a file without a suffix is not read"
        raise InputError(f"{file.path}: {what} ({known} are)")
    try:
        data = file.path.read_bytes()
    except OSError as error:
        raise InputError(f"{file.path}: cannot be read: {error.strerror}") from error
    yield from READERS[suffix](data, str(file.path))


def _read_stdin(stdin: BinaryIO) -> Iterator[RawText | Skipped]:
    data, source = stdin.read(), "standard input"
    reader = jsonlines.read if jsonlines.looks_like(decode(data, source)) else plain.read
    yield from reader(data, source)


def _document(raw: RawText, identify: Identify) -> Document:
    layout = divide(raw, identify)
    return Document(
        id=hashlib.sha256(raw.text.encode()).hexdigest(),
        text=raw.text,
        lang=layout.lang,
        passages=layout.passages,
        title=layout.title,
        publisher=raw.publisher,
        url=raw.url,
        published=raw.published or layout.dateline,
        source=raw.source,
    )
