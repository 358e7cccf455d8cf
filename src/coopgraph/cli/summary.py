"""What a build found, in a few lines for people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from coopgraph.model import Skipped
from coopgraph.pipeline import NETWORK, Summary

SHOWN = 10
"""How many of the skipped sources are listed one by one."""

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def lines(summary: Summary, out: Path) -> Iterator[str]:
    """Yield the lines: totals, entities by kind, facts by relation, what was skipped, what to open next."""
    entities = sum(number for _, number in summary.entities)
    asserted = sum(count.asserted for count in summary.facts)
    others = sum(count.not_asserted for count in summary.facts)
    totals = (
        number(summary.documents, "document"),
        number(entities, "entity", "entities"),
        number(asserted + others, "fact"),
    )
    yield click.style(", ".join(totals), bold=True)
    if summary.entities:
        yield from ("", *_table(("Entities", "number"), [(words(k), n) for k, n in summary.entities]))
    if summary.facts:
        rows = [(words(c.relation), c.asserted, c.not_asserted) for c in summary.facts]
        yield from ("", *_table(("Facts", "asserted", "not asserted"), rows))
    yield from _skipped(summary.skipped)
    yield from ("", f"Open {out / NETWORK}")


def number(count: int, one: str, many: str = "") -> str:
    """Return ``count`` with its noun."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str | int, ...]]) -> Iterator[str]:
    widths = [max(len(str(row[i])) for row in (head, *rows)) for i in range(len(head))]
    for at, row in enumerate((head, *rows)):
        first, *numbers = (str(cell) for cell in row)
        cells = [first.ljust(widths[0]), *(n.rjust(w) for n, w in zip(numbers, widths[1:], strict=True))]
        yield click.style("  ".join(cells), dim=True) if at == 0 else "  ".join(cells)


def _skipped(skipped: Sequence[Skipped]) -> Iterator[str]:
    if not skipped:
        return
    yield from ("", click.style(f"Skipped {len(skipped)}", fg="yellow"))
    # what breaks its format comes first: somebody has to mend it
    for item in sorted(skipped, key=lambda item: not item.malformed)[:SHOWN]:
        yield f"  {item.source}: {item.reason}"
    if len(skipped) > SHOWN:
        yield f"  and {len(skipped) - SHOWN} more"


def words(name: str) -> str:
    """Return ``name``, written in camel case, as words."""
    first, *rest = _HUMP.split(name)
    return " ".join([first, *(word.lower() for word in rest)])
