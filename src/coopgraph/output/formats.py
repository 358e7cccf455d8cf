"""Write the result of a query as text: a table for people, the SPARQL formats for programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from types import MappingProxyType

import pyoxigraph as ox

from coopgraph.errors import QueryError
from coopgraph.output.result import Form, Result, Term

WIDTH = 80
"""Columns of a table when the caller knows no better."""

WORD = 16
"""Longer words may be broken in a table: they are IRIs and numbers, not names."""

_BETWEEN = 3
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way to write results: which forms of query it fits and the function that writes them."""

    forms: frozenset[Form]
    write: Callable[[Result, int], str]


def write(result: Result, format: str, *, width: int = WIDTH) -> str:  # noqa: A002
    """Return the result in one of ``FORMATS``; raise QueryError when the format does not fit the query.

    ``width`` is that of the terminal in columns; only tables look at it.
    """
    chosen = FORMATS.get(format)
    if chosen is None:
        raise QueryError(f"{format}: no such format (use {', '.join(FORMATS)})")
    if result.form not in chosen.forms:
        fitting = ", ".join(name for name, known in FORMATS.items() if result.form in known.forms)
        raise QueryError(f"{format}: no format for the result of {result.form} (use {fitting})")
    return chosen.write(result, width)


def default_format(result: Result) -> str:
    """Return the name of the format that people read: Turtle for triples, else a table."""
    return "ttl" if result.form is Form.GRAPH else "table"


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return ``prefix:local`` by the longest prefix that fits, or the IRI itself."""
    fitting = [(len(start), name) for name, start in prefixes.items() if iri.startswith(start)]
    if not fitting:
        return iri
    length, name = max(fitting)
    return f"{name}:{iri[length:]}"


def _table(result: Result, width: int) -> str:
    if result.form is Form.ANSWER:
        return "true\n" if result.answer else "false\n"
    if result.form is Form.GRAPH:
        rows: Iterable[Iterable[Term | None]] = ((t.subject, t.predicate, t.object) for t in result.triples)
        return _grid(("subject", "predicate", "object"), rows, result.prefixes, width)
    return _grid(result.variables, result.rows, result.prefixes, width)


def _grid(names: Iterable[str], rows: Iterable[Iterable[Term | None]], prefixes: Mapping[str, str], width: int) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    head, body = tuple(names), [tuple(_cell(term, prefixes) for term in row) for row in rows]
    grid = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, least in zip(head, _least_widths(head, body, width), strict=True):
        grid.add_column(Text(name), overflow="fold", min_width=least)
    for cells in body:
        grid.add_row(*(Text(cell) for cell in cells))
    page = StringIO()
    console = Console(file=page, width=width, color_system=None, force_terminal=False, legacy_windows=False)
    console.print(grid)
    lines = [line.rstrip() for line in page.getvalue().splitlines()]
    return "\n".join([*filter(None, lines), _count(len(body)), ""])


def _least_widths(head: tuple[str, ...], body: list[tuple[str, ...]], width: int) -> list[int]:
    """Return the widths that keep words whole, all lowered to one cap when they do not fit together."""
    columns = zip(head, *body, strict=True)
    longest = [max(len(word) for cell in column for word in [*cell.split(), " "]) for column in columns]
    room = width - _BETWEEN * len(longest)
    cap = next((c for c in range(WORD, 1, -1) if sum(min(word, c) for word in longest) <= room), 1)
    return [min(word, cap) for word in longest]


def _count(rows: int) -> str:
    return "1 row" if rows == 1 else f"{rows} rows" if rows else "no rows"


def _cell(term: Term | None, prefixes: Mapping[str, str]) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return shorten(term.value, prefixes)
    # A terminal obeys control characters, and a document is not to give it orders.
    return _CONTROL.sub(" ", term.value if isinstance(term, ox.Literal) else str(term))


def _csv(result: Result, _width: int) -> str:
    return (result.solutions.serialize(format=ox.QueryResultsFormat.CSV) or b"").decode()


def _tsv(result: Result, _width: int) -> str:
    return (result.solutions.serialize(format=ox.QueryResultsFormat.TSV) or b"").decode()


def _json(result: Result, _width: int) -> str:
    return result.json.decode() + "\n"


def _turtle(result: Result, _width: int) -> str:
    text = ox.serialize(result.triples, format=ox.RdfFormat.TURTLE, prefixes=dict(result.prefixes)) or b""
    return text.decode()


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "table": Format(forms=frozenset(Form), write=_table),
        "csv": Format(forms=frozenset({Form.ROWS}), write=_csv),
        "tsv": Format(forms=frozenset({Form.ROWS}), write=_tsv),
        "json": Format(forms=frozenset({Form.ROWS, Form.ANSWER}), write=_json),
        "ttl": Format(forms=frozenset({Form.GRAPH}), write=_turtle),
    }
)
"""The formats of ``coopgraph query`` by name."""
