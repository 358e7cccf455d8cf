"""What the commands share: errors as one line, messages, options."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from coopgraph.errors import CoopgraphError
from coopgraph.extract import BOTH, EXTRACTORS
from coopgraph.model import Skipped

INTERRUPTED = 130
"""Exit status of a program that the user stopped, as shells count it."""

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class UserError(click.ClickException):
    """An error of the user: one line, exit status 1."""

    def show(self, file: Any = None) -> None:
        """Print the line to standard error."""
        line = " ".join(self.format_message().split())
        click.echo(f"coopgraph: {line}", file=file, err=file is None)


class Commands(click.Group):
    """The commands, with the errors of coopgraph turned into one line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an interruption ends it quietly."""
        try:
            return super().invoke(ctx)
        except CoopgraphError as error:
            raise UserError(str(error)) from error
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)


def tell(message: str = "", **style: Any) -> None:
    """Print a message, which is no data, to standard error."""
    click.echo(click.style(message, **style) if style else message, err=True)


def skip(item: Skipped) -> bool:
    """Tell that ``item`` was skipped, and return whether somebody has to mend it."""
    tell(f"skipped {item.source}: {item.reason}")
    return item.malformed


def stdin() -> BinaryIO:
    """Return standard input as bytes."""
    return sys.stdin.buffer


def on_terminal() -> bool:
    """Tell whether a person watches standard error."""
    return sys.stderr.isatty()


@contextmanager
def progress() -> Iterator[Callable[[str], None] | None]:
    """Show, on a terminal, how many documents were read and which was the last."""
    if not on_terminal():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed} read"),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda source: bar.update(task, advance=1, description=Path(source).name)


def graph_option(command: Decorated) -> Decorated:
    """Add ``--graph``, the folder of a built graph."""
    return click.option(
        "--graph",
        "folder",
        type=click.Path(path_type=Path),
        default="out",
        show_default=True,
        metavar="FOLDER",
        help="Folder that a build wrote.",
    )(command)


def knowledge_options(command: Decorated) -> Decorated:
    """Add ``--actors``, ``--rules`` and ``--extractor``."""
    return folder_options(
        click.option(
            "--extractor",
            type=click.Choice(sorted(EXTRACTORS)),
            default=BOTH,
            show_default=True,
            help="Read with the rules and the model, with the rules alone, or with the help of llm or gliner besides.",
        )(command)
    )


def folder_options(command: Decorated) -> Decorated:
    """Add ``--actors`` and ``--rules``, folders of the user's own knowledge."""
    for name, what in (("rules", "rules"), ("actors", "actors")):
        command = click.option(
            f"--{name}",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            multiple=True,
            metavar="FOLDER",
            help=f"Folder with more {what} (TOML files); may be repeated.",
        )(command)
    return command
