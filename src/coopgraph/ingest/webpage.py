"""Read a saved web page: its main text, one paragraph a line. Nothing is fetched."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterator
from typing import Any

from coopgraph.errors import InputError
from coopgraph.ingest.raw import RawText, decode, iso_date, normalise, web_address

# The latest day a page may state is fixed: the library takes today, and a build must not know the day.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def read(data: bytes, source: str) -> Iterator[RawText]:
    """Yield the one text of an .html file; raise InputError when the page holds none."""
    page = _extractor()(decode(data, source), include_comments=False, with_metadata=True, date_extraction_params=_DATES)
    body = (page.text or "").strip() if page else ""
    if not body:
        raise InputError(f"{source}: no text in the page (save the page as the browser shows it)")
    title = " ".join((page.title or "").split())
    yield RawText(
        text=normalise(_with_title(body, title)),
        source=source,
        title=normalise(title),
        publisher=normalise(page.sitename or ""),
        url=web_address(page.url or ""),
        published=iso_date(page.date or ""),
    )


def _with_title(body: str, title: str) -> str:
    """Return ``body`` with its title as first line, where the extraction has left it out."""
    top = [line.strip() for line in body.split("\n")[:3]]
    return body if not title or title in top else f"{title}\n{body}"


@functools.cache
def _extractor() -> Callable[..., Any]:
    # The library logs each page without text to standard error; we say so ourselves.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    from trafilatura import bare_extraction

    extract: Callable[..., Any] = bare_extraction
    return extract
