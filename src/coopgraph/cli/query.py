"""``coopgraph query``: questions to a built graph."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import click

from coopgraph.cli.console import graph_option, stdin
from coopgraph.errors import InputError
from coopgraph.output import open_graph
from coopgraph.output import query as questions


class QueryCommand(click.Command):
    """The command with an option for every blank of the named questions."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options of the command and those of the questions."""
        return [*super().get_params(ctx), *_blanks()]


def _blanks() -> list[click.Parameter]:
    """Return an option for each parameter of the named questions, with its shortest description."""
    found: dict[str, set[str]] = {}
    for question in questions.named():
        for blank in question.parameters:
            found.setdefault(blank.name, set()).add(blank.description)
    helps = {name: min(texts, key=lambda text: (len(text), text)) for name, texts in sorted(found.items())}
    return [click.Option([f"--{n}"], metavar="NAME", help=f"{h[0].upper()}{h[1:]}.") for n, h in helps.items()]


def _pairs(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = dict(value.partition("=")[::2] for value in values)
    for value in values:
        if "=" not in value:
            raise click.BadParameter(f"'{value}' is no name=value.")
    return pairs


@click.command(cls=QueryCommand)
@click.argument("question", default="", metavar="[QUESTION]")
@click.option("-f", "--file", metavar="FILE", help="File with a SPARQL query; - is standard input.")
@click.option("-l", "--list", "listing", is_flag=True, help="List the named questions.")
@click.option(
    "-p",
    "--param",
    multiple=True,
    callback=_pairs,
    metavar="NAME=VALUE",
    help="Fill a blank of a named question; --NAME VALUE does the same.",
)
@graph_option
@click.option("--format", "format_", type=click.Choice(list(questions.FORMATS)), help="How to print the result.")
def query(
    question: str,
    file: str | None,
    listing: bool,
    param: dict[str, str],
    folder: Path,
    format_: str | None,
    **blanks: str | None,
) -> None:
    """Ask a built graph: QUESTION is SPARQL, - for standard input, or the name of a question.

    The prefixes of the graph need no declaration. A blank left out stands for anything.

    \b
    Example:
      coopgraph query --list
      coopgraph query partners-of --actor IOM
      coopgraph query 'SELECT ?name WHERE { ?event a coop:Event ; skos:prefLabel ?name }' --format csv
    """
    if listing:
        click.echo(_list(), nl=False)
        return
    if bool(question) == bool(file):
        raise click.UsageError("Give either a QUESTION or --file (--list shows the named questions).")
    given = param | {name: value for name, value in blanks.items() if value is not None}
    store = open_graph(folder)
    result = questions.run(store, _text(question, file, given, store))
    chosen = format_ or questions.default_format(result)
    click.echo(questions.write(result, chosen, width=_width()), nl=False)


def _text(question: str, file: str | None, given: dict[str, str], store: Any) -> str:
    """Return the SPARQL that the user asks for."""
    if file or question == "-":
        text = _read(file or "-")
    elif len(question.split()) == 1:
        return questions.named_query(question, given, store)
    else:
        text = question
    if given:
        raise click.UsageError(f"--{min(given)}: only named questions have blanks.")
    return text


def _read(file: str) -> str:
    try:
        if file == "-":
            return stdin().read().decode()
        return Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror} (a file with a SPARQL query)") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: is no UTF-8 text (a file with a SPARQL query)") from error


def _list() -> str:
    """Return the named questions with their titles and blanks."""
    lines = []
    for question in questions.named():
        blanks = " ".join(f"[--{blank.name} NAME]" for blank in question.parameters)
        lines.append(f"{click.style(question.name, bold=True)} {blanks}".rstrip())
        lines.append(f"    {question.title_en}")
    return "".join(f"{line}\n" for line in lines)


def _width() -> int:
    """Return the columns of the terminal; a pipe gets wide lines."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 160
