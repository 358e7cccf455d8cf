"""How the claims of a document came about, and why a sentence gave none, for people to read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import click

from coopgraph.cli.records import explained_records
from coopgraph.cli.summary import words
from coopgraph.extract.explanation import Basis, Binding, End, Explained, Mark, Near, Reason, Silence
from coopgraph.model import Document

_BOUND: Mapping[Binding, str] = {
    Binding.NAMED: "named here: {words}",
    Binding.DESCRIBED: "described here, without a name: {words}",
    Binding.REFERRING: "{words} speaks of it",
    Binding.REPRESENTED: "{words} acts for it",
    Binding.DEFAULT: "not spoken of here: the rule takes what {words} spoke of last",
    Binding.ELSEWHERE: "not spoken of here: the rest of the document tells ({words})",
}
_WHY: Mapping[Reason, str] = {
    Reason.QUESTION: "a question states nothing",
    Reason.QUOTATION: "{triggers} inside a quotation, which is not read",
    Reason.ORNAMENT: "{triggers} in brackets or in words that only adorn a name, which are not read",
    Reason.TOO_FEW: "{triggers}, but fewer than two things are spoken of: {seen}",
    Reason.UNBOUND: "{triggers}, but {unbound} bound to nothing",
    Reason.NO_RULE: "{triggers}, and {seen} are there, but no rule fits the words between",
}
_NO_THINGS = frozenset({"date", "sum"})
"""Kinds of marks that are no thing to state something of."""
_ONE_END = "a rule fits with one end"
"""What is bound to nothing where no single word is."""
_LABEL = 10
"""Width of the labels on the left."""

Show = Callable[[Document, tuple[Explained, ...]], None]


class Row(NamedTuple):
    """One line: what it is, and the text, with the style of both on a terminal."""

    label: str = ""
    text: str = ""
    style: str = ""


def printer(form: str, *, claims: bool, silences: bool) -> Show:
    """Return what prints what is told of a document, as ``json`` or ``text``: of its claims, of silences, or both."""

    def show(document: Document, sentences: tuple[Explained, ...]) -> None:
        if form == "json":
            for one in sentences:
                for record in explained_records(document, one, claims=claims, silences=silences):
                    click.echo(json.dumps(record, ensure_ascii=False))
        elif sys.stdout.isatty():
            print_rich(rows(document, sentences, claims=claims, silences=silences))
        else:
            for row in rows(document, sentences, claims=claims, silences=silences):
                click.echo(plain(row))

    return show


def plain(row: Row) -> str:
    """Return a row as one line without style."""
    return f"{row.label:<{_LABEL}}{row.text}".rstrip()


def print_rich(lines: Iterable[Row]) -> None:
    """Print rows on a terminal, the labels dim and long texts wrapped beside them."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="dim", width=_LABEL - 1, no_wrap=True)
    grid.add_column(overflow="fold")
    for row in lines:
        grid.add_row(Text(row.label), Text(row.text, style=row.style))
    Console().print(grid)


def rows(document: Document, sentences: Iterable[Explained], *, claims: bool, silences: bool) -> Iterator[Row]:
    """Yield the lines for one document: for each sentence its words, marks, claims and why there is none."""
    shown = [one for one in sentences if (claims and one.claims) or (silences and one.silence)]
    yield Row("document", document.source, "bold")
    if not shown:
        yield Row("", "no claim" if claims else "every sentence that speaks of cooperation gave a claim")
    for one in shown:
        yield Row()
        yield from _sentence(one)
        for basis in one.claims if claims else ():
            yield from _basis(basis)
        if silences and one.silence:
            yield from _silence(one.silence, one.marks)
    yield Row()


def _sentence(one: Explained) -> Iterator[Row]:
    yield Row("sentence", " ".join(one.text.split()), "bold")
    yield Row("in marks", " ".join(one.in_marks.split()))
    for mark in one.marks:
        other = f" = {mark.name}" if mark.name and mark.name != mark.words else ""
        yield Row("", f"{mark.mark} {words(mark.kind).lower()}: {mark.words}{other}", "dim")


def _basis(basis: Basis) -> Iterator[Row]:
    claim = basis.claim
    ends = [one.referent.names[0].text for one in (basis.subject, basis.object)]
    yield Row("claim", f"{ends[0]} | {claim.relation} | {ends[1]}", "green")
    yield Row("  status", f"{claim.status}: " + (_quoted(basis.cue) if basis.cue else "the rule's own, no cue"))
    yield Row("  subject", _bound(basis.subject))
    yield Row("  object", _bound(basis.object))
    place = basis.file or "code, not a pattern"
    yield Row("  rule", f"{claim.rule} ({place}), confidence {claim.confidence:g}")
    if basis.pattern:
        yield Row("  pattern", basis.pattern, "dim")


def _bound(end: End) -> str:
    return _BOUND[end.binding].format(words=_quoted(end.words))


def _silence(silence: Silence, marks: Iterable[Mark]) -> Iterator[Row]:
    unbound = ", ".join(map(_quoted, silence.unbound)) or _ONE_END
    why = _WHY[silence.reason].format(
        triggers=", ".join(map(_quoted, silence.triggers)),
        seen=", ".join(mark.mark for mark in marks if mark.kind not in _NO_THINGS) or "none",
        unbound=unbound,
    )
    yield Row("no claim", why, "yellow")
    for near in silence.near:
        yield from _near(near)


def _near(near: Near) -> Iterator[Row]:
    lacks = f", nothing for {' and '.join(near.missing)}" if near.missing else ""
    yield Row("  nearest", f"{near.rule} ({near.file}){lacks}")
    yield Row("", near.pattern, "dim")


def _quoted(text: str) -> str:
    return f'"{" ".join(text.split())}"'
