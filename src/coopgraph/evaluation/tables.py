"""Scores as tables of text, for a terminal, a pipe or a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coopgraph.evaluation.counts import Counts, Measure
from coopgraph.evaluation.scoring import Error
from coopgraph.evaluation.summary import Apart, Evaluation, Score, Scores

NONE = "-"
"""Stands where there is nothing to compute a number from."""

NAMES: Mapping[Measure, str] = {
    Measure.ENTITY: "entities (type and name)",
    Measure.ENTITY_NAME: "entities (name only)",
    Measure.RELATION: "relations (type and both ends)",
    Measure.RELATION_OPTIONAL: "relations, optional ones counted",
    Measure.PAIR: "relations (both ends only)",
    Measure.DATE: "dates",
    Measure.AMOUNT: "amounts",
    Measure.ROLE: "roles",
    Measure.ATTRIBUTES: "dates, amounts, roles together",
}

HEADLINES: Mapping[Measure, str] = {
    Measure.ENTITY: "entities P / R / F1",
    Measure.RELATION: "relations P / R / F1",
    Measure.ATTRIBUTES: "dates, amounts, roles P / R / F1",
}
"""What is told of a group of documents."""

COMPARED: Mapping[Measure, str] = {Measure.ENTITY: "entities F1", Measure.RELATION: "relations F1"}
"""What one publisher is compared with the others by."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A head and rows of as many cells; the first cell is a name, the others are mostly numbers."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(evaluation: Evaluation) -> Iterator[Table]:
    """Yield all tables of an evaluation: totals, then by type, relation, language and publisher."""
    yield totals(evaluation.scores)
    yield _by_name("By type of entity", "type", evaluation.by_kind)
    yield _by_name("By relation", "relation", evaluation.by_relation)
    yield groups("By language", "language", evaluation.by_language)
    if evaluation.by_publisher:
        own = {name: apart.own for name, apart in evaluation.by_publisher.items()}
        yield groups("By publisher", "publisher", own)
        yield _apart(evaluation.by_publisher)


def totals(scores: Scores) -> Table:
    """Return every measure over all documents."""
    head = ("measure", "P", "R", "F1", "95 % of F1", "mean F1", "right", "extra", "missed")
    rows = ((name, *_total(scores[measure])) for measure, name in NAMES.items())
    return Table(title=_documents(scores.documents), head=head, rows=tuple(rows))


def groups(title: str, what: str, scores: Mapping[str, Scores]) -> Table:
    """Return the headlines of every group, one row each."""
    rows = ((name, str(group.documents), *headlines(group)) for name, group in scores.items())
    return Table(title=title, head=(what, "documents", *HEADLINES.values()), rows=tuple(rows))


def headlines(scores: Scores) -> tuple[str, ...]:
    """Return precision, recall and F1 of the headlines, one cell each."""
    return tuple(_prf(scores[measure].counts) for measure in HEADLINES)


def interval(score: Score) -> str:
    """Return the interval of F1 in words."""
    return "{:.3f} to {:.3f}".format(*score.interval)


def errors(evaluation: Evaluation) -> Iterator[str]:
    """Yield, for each document, its name and a line for everything missed or extra."""
    for document in evaluation.documents:
        if document.errors:
            yield document.doc
            yield from (f"  {_error(error)}" for error in document.errors)


def plain(table: Table) -> str:
    """Return the table as lines of text whose columns stand below each other."""
    columns = list(zip(table.head, *table.rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    lines = [table.title]
    for first, *numbers in (table.head, *table.rows):
        cells = (number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True))
        lines.append("  ".join([first.ljust(widths[0]), *cells]).rstrip())
    return "".join(f"{line}\n" for line in lines)


def _documents(number: int) -> str:
    return f"{number} document{'' if number == 1 else 's'}"


def _total(score: Score) -> tuple[str, ...]:
    counts = score.counts
    mean = NONE if score.mean_f1 is None else f"{score.mean_f1:.3f}"
    numbers = (str(number) for number in (counts.tp, counts.fp, counts.fn))
    return (*_rates(counts), interval(score), mean, *numbers)


def _by_name(title: str, what: str, counts: Mapping[str, Counts]) -> Table:
    rows = ((name, str(count.annotated), *_rates(count)) for name, count in counts.items())
    return Table(title=title, head=(what, "annotated", "P", "R", "F1"), rows=tuple(rows))


def _rates(counts: Counts) -> tuple[str, str, str]:
    return f"{counts.precision:.3f}", f"{counts.recall:.3f}", f"{counts.f1:.3f}"


def _prf(counts: Counts) -> str:
    return " / ".join(_rates(counts))


def _apart(publishers: Mapping[str, Apart]) -> Table:
    """Return each publisher against all the others."""
    columns = ((name, "of the others", "difference") for name in COMPARED.values())
    rows = (
        (name, str(apart.own.documents), *(cell for measure in COMPARED for cell in _against(apart, measure)))
        for name, apart in publishers.items()
    )
    head = ("publisher", "documents", *(name for column in columns for name in column))
    return Table(title="Each publisher against all the others", head=head, rows=tuple(rows))


def _against(apart: Apart, measure: Measure) -> tuple[str, str, str]:
    own = apart.own[measure].counts.f1
    if apart.others is None:
        return f"{own:.3f}", NONE, NONE
    others = apart.others[measure].counts.f1
    return f"{own:.3f}", f"{others:.3f}", f"{own - others:+.3f}"


def _error(error: Error) -> str:
    """Return one line; a terminal obeys control characters, and a document is not to give it orders."""
    parts = [error.what, error.label, " -> ".join(error.names)]
    if error.rules:
        parts.append(f"[{', '.join(error.rules)}]")
    if error.quote:
        parts.append(f"“{error.quote}”")
    return _CONTROL.sub(" ", " | ".join(parts))
