"""The command line: parse, call one function, print; data to standard output, messages to standard error.

Exit status: 0 done, 1 an error the user can act on (one line), 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import os

import click

from coopgraph.cli.build import build
from coopgraph.cli.check import check
from coopgraph.cli.console import Commands
from coopgraph.cli.evaluate import evaluate
from coopgraph.cli.export import export
from coopgraph.cli.extract import extract
from coopgraph.cli.query import query
from coopgraph.cli.render import render
from coopgraph.cli.review import review

__all__ = ["main"]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="coopgraph", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Read documents about international cooperation into a graph of who works with whom.

    Every edge of the graph is backed by the words that state it.

    \b
    Example:
      coopgraph build releases/ -o out
      coopgraph query who-funds-what --graph out
    """
    if os.environ.get("NO_COLOR"):
        context.color = False


for command in (build, extract, query, render, export, check, evaluate, review):
    main.add_command(command)
