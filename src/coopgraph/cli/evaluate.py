"""``coopgraph evaluate``: how well are documents read, measured on annotations of one's own?"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from coopgraph import evaluation
from coopgraph.cli.assistance import assistance_options
from coopgraph.cli.console import knowledge_options, progress, tell
from coopgraph.evaluation.record import record
from coopgraph.evaluation.tables import Table, errors, plain, tables
from coopgraph.extract import Settings


@click.command()
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD")
@click.option(
    "--docs",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Folder with the annotated texts.",
)
@click.option(
    "--by-publisher",
    "sources",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Also by publisher, as FILE (JSON lines with doc and publisher) tells them.",
)
@click.option(
    "--publisher-field",
    "field",
    default="",
    metavar="NAME",
    help="Field of FILE that names the publisher (publisher or repository).",
)
@click.option("--errors", "with_errors", is_flag=True, help="Also list what is missed and what is extra.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@knowledge_options
@assistance_options
@click.pass_context
def evaluate(
    context: click.Context,
    gold: Path,
    docs: Path,
    sources: Path | None,
    field: str,
    with_errors: bool,
    as_json: bool,
    actors: tuple[Path, ...],
    rules: tuple[Path, ...],
    extractor: str,
    settings: Settings,
) -> None:
    """Measure how well the texts in a folder are read, against the annotations in GOLD.

    GOLD holds a JSON file for each text. Every text is read alone.

    \b
    Example:
      coopgraph evaluate gold/ --docs texts/
      coopgraph evaluate gold/ --docs texts/ --rules more-rules/ --errors
    """
    with progress() as on_progress:
        result = evaluation.evaluate(
            gold,
            docs,
            read=evaluation.reader(actors=actors, rules=rules, extractor=extractor, settings=settings),
            sources=sources,
            field=field,
            on_progress=on_progress,
        )
    if as_json:
        click.echo(json.dumps(record(result, errors=with_errors), ensure_ascii=False, indent=1))
    else:
        _show(result, with_errors=with_errors)
    for doc, problem in result.problems:
        tell(f"{doc}: {problem}")
    for failure in result.failed:
        tell(f"not read, so all of it is missed: {failure.doc}: {failure.reason}")
    if result.failed or result.problems:
        context.exit(1)


def _show(result: evaluation.Evaluation, *, with_errors: bool) -> None:
    """Print the tables, drawn on a terminal and plain in a pipe, and the errors if they are asked for."""
    pages = [_drawn(table) if sys.stdout.isatty() else plain(table) for table in tables(result)]
    if with_errors:
        pages.append("".join(f"{line}\n" for line in errors(result)))
    click.echo("\n".join(filter(None, pages)), nl=False)


def _drawn(table: Table) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, title=Text(table.title), title_justify="left")
    for at, name in enumerate(table.head):
        grid.add_column(Text(name), justify="right" if at else "left")
    for row in table.rows:
        grid.add_row(*(Text(cell) for cell in row))
    console = Console(file=sys.stdout)
    with console.capture() as capture:
        console.print(grid)
    return capture.get()
