"""``coopgraph check``: does a graph hold what it promises?"""

from __future__ import annotations

from pathlib import Path

import click

from coopgraph import pipeline


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default="out", metavar="[FOLDER]")
@click.pass_context
def check(context: click.Context, folder: Path) -> None:
    """Check the graph in FOLDER (out): every quotation against its text, every rule of the format.

    \b
    Example:
      coopgraph check out
    """
    checked = pipeline.check(folder)
    for problem in checked.problems:
        click.echo(f"{problem.place}: {problem.message}")
    if checked.problems:
        context.exit(1)
    click.echo(f"ok: {checked.statements} statements, {checked.quotations} quotations verified")
