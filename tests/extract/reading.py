"""A document made of a text, without the ingest stage."""

from __future__ import annotations

import hashlib

from coopgraph.model import Document, Passage, PassageRole


def document_of(text: str, *, lang: str = "en", published: str = "") -> Document:
    """Return ``text`` as a document, each non-empty line a passage of body text."""
    passages = []
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            first = start + line.index(stripped)
            passages.append(Passage(start=first, end=first + len(stripped), role=PassageRole.BODY, lang=lang))
        start += len(line) + 1
    return Document(
        id=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        lang=lang,
        passages=tuple(passages),
        published=published,
    )
