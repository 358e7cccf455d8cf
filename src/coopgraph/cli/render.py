"""``coopgraph render``: the network view of a built graph."""

from __future__ import annotations

from pathlib import Path

import click

from coopgraph import pipeline
from coopgraph.cli.console import graph_option, tell


@click.command()
@graph_option
@click.option(
    "-o",
    "--out",
    default="network.html",
    show_default=True,
    metavar="FILE",
    help="File for the page; - is standard output.",
)
@click.option("--title", default="", help="Title of the page.")
def render(folder: Path, out: str, title: str) -> None:
    """Draw a built graph as one page that needs no network.

    \b
    Example:
      coopgraph render --graph out -o network.html --title "Who works in Panama"
    """
    page = pipeline.view(folder, title=title)
    if out == "-":
        click.echo(page, nl=False)
        return
    pipeline.write(Path(out), page)
    tell(f"Open {out}")
