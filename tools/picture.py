"""Take the picture of README.md: the network view of examples/releases, with one event chosen and its sentences open.

picture.py       needs Chromium on the PATH and playwright; writes docs/images/network.png
"""

from __future__ import annotations

import hashlib
import shutil
import struct
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any

from coopgraph import pipeline, vocab
from coopgraph.output import open_graph, query

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "network.png"
RELEASES = ROOT / "examples" / "releases"
FUNDER = "us-department-of-state"
"""Whose event is chosen: it has a funder, participants, a programme and a place."""

WIDTH, HEIGHT = 1200, 720
CLOSER = 2
"""How often the view is brought closer to what is chosen."""

KEYWORD = b"Shows"
"""Of the PNG text chunk with the digest of what the picture shows."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHOSEN = f"""
SELECT ?event ?subject ?relation ?object ?status ?quotation WHERE {{
  actor:{FUNDER} coop:funds ?event .
  ?event a coop:Event .
  ?fact rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ; coop:status ?status .
  ?evidence oa:hasBody ?fact ; oa:hasTarget/oa:hasSelector/oa:exact ?quotation .
  FILTER(?event IN (?subject, ?object))
}}
ORDER BY ?event ?subject ?relation ?object ?status ?quotation
"""


def chosen(graph: Path) -> tuple[str, str]:
    """Return the id of the event to show and a digest of all that is stated of it; LookupError without one."""
    rows = query.run(open_graph(graph), _CHOSEN).rows
    if not rows:
        raise LookupError(f"{graph}: nothing that {FUNDER} funds (choose something else in {Path(__file__).name})")
    event = rows[0][0]
    shown = "\n".join("\t".join(str(cell) for cell in row) for row in rows if row[0] == event)
    return str(event).strip("<>").removeprefix(vocab.BASE), hashlib.sha256(shown.encode()).hexdigest()


def take(view: Path, thing: str) -> bytes:
    """Return the picture of a network view with ``thing`` chosen, as PNG."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as runner:
        browser = runner.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce"
        )
        page.goto(f"{view.as_uri()}#{thing}")
        page.wait_for_function("window.coopgraph")
        _settle(page)
        _bring_closer(page, thing)
        page.evaluate("document.querySelectorAll('#panel details').forEach((each) => { each.open = true; })")
        _settle(page)
        picture: bytes = page.screenshot()
        browser.close()
    return picture


def _bring_closer(page: Any, thing: str) -> None:
    spot = page.evaluate("(id) => coopgraph.where(id)", thing)
    page.mouse.move(spot["x"], spot["y"])
    for _ in range(CLOSER):
        page.mouse.wheel(0, -120)
        _settle(page)
    page.mouse.move(WIDTH / 2, 1)
    page.evaluate("document.activeElement.blur()")


def _settle(page: Any) -> None:
    """Wait until animations are over; the view tells nobody when."""
    page.wait_for_timeout(700)


def marked(png: bytes, digest: str) -> bytes:
    """Return the picture with a text chunk, before its end, that says what it shows."""
    body = b"tEXt" + KEYWORD + b"\0" + digest.encode()
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    end = png.rindex(b"IEND") - 4
    return png[:end] + chunk + png[end:]


def mark(png: bytes) -> str:
    """Return what the picture says it shows, or an empty string."""
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if kind == b"tEXt" and body.startswith(KEYWORD + b"\0"):
            return body.partition(b"\0")[2].decode()
        at += length + 12
    return ""


def main() -> int:
    """Build the examples, take the picture and say where it is."""
    if not shutil.which("chromium"):
        print("picture: no chromium on the PATH (Debian's package chromium brings it)", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="coopgraph-") as folder:
        graph = Path(folder)
        pipeline.build([str(RELEASES)], graph)
        thing, digest = chosen(graph)
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_bytes(marked(take(graph / pipeline.NETWORK, thing), digest))
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
