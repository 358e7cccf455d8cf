"""Put the scores of docs/accuracy.json into pages, and whatever is measured between its markers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

NAME = "measured"
BEGIN, END = f"<!-- {NAME}: begin -->", f"<!-- {NAME}: end -->"
SET = "dev"
"""The set whose scores are put into words: it is held back when rules are written."""
MEASURES = {"entity": "things", "relation": "relations", "attributes": "dates, amounts, roles"}
RATES = ("precision", "recall", "f1")
UNKNOWN = "Not measured yet: `make eval ARGS=--write`."

Record = Mapping[str, Any]
"""The scores of one set, as ``coopgraph evaluate --json`` prints them."""


def scores(root: Path) -> str:
    """Return a table of the scores and, in words, what they say of relations."""
    file = root / "docs" / "accuracy.json"
    sets = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return f"{table(sets)}\n\n{in_words(sets[SET])}" if SET in sets else UNKNOWN


def table(sets: Mapping[str, Record]) -> str:
    """Return a Markdown table, one row a set."""
    lines = [f"| set | documents | {' | '.join(MEASURES.values())} |", "|---|---:|---|---|---|"]
    for name, record in sets.items():
        cells = (" / ".join(f"{record[key][rate]:.2f}" for rate in RATES) for key in MEASURES)
        label = re.sub(r"@(.+)", r" (`--precision \1`)", name.replace(":rules", " (rules alone)"))
        lines.append(f"| {label} | {record['documents']} | {' | '.join(cells)} |")
    return "\n".join(lines)


def in_words(record: Record) -> str:
    """Return how many relations are found, and how many of those stated are right."""
    recall, precision = (round(100 * record["relation"][rate]) for rate in ("recall", "precision"))
    return (
        f"So of 100 relations that a careful reader finds in the documents of `{SET}`, coopgraph finds **{recall}**;\n"
        f"of 100 that it states, **{precision}** are right."
    )


def put(page: str, content: str, name: str = NAME) -> str:
    """Return ``page`` with ``content`` between the markers of ``name``; a page without them stays as it is."""
    before, begin, rest = page.partition(BEGIN.replace(NAME, name))
    _, end, after = rest.partition(END.replace(NAME, name))
    return f"{before}{begin}\n{content}\n{end}{after}" if begin and end else page
