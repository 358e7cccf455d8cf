"""``coopgraph build``: documents in, graph and network view out."""

from __future__ import annotations

import re
from pathlib import Path

import click

from coopgraph import pipeline, vocab
from coopgraph.cli import summary
from coopgraph.cli.assistance import assistance_options
from coopgraph.cli.console import knowledge_options, progress, stdin, tell
from coopgraph.extract import Settings
from coopgraph.ingest import READERS

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*[/#]")


def _base(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not _IRI.fullmatch(value):
        raise click.BadParameter(f"'{value}' is no absolute IRI that ends with / or #.")
    return value


@click.command(
    epilog=f"Files that are read: {' '.join(sorted(READERS))}. "
    "All of it happens on this machine, unless --extractor llm is asked for."
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCES...")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    default="out",
    show_default=True,
    metavar="FOLDER",
    help="Folder for graph.ttl, graph.nq, network.html and the texts; made if need be.",
)
@click.option("--persons/--no-persons", default=True, help="Keep persons (the default) or leave them out.")
@click.option(
    "--base-iri",
    default=vocab.BASE,
    show_default=True,
    callback=_base,
    metavar="IRI",
    help="What the addresses of all things begin with.",
)
@click.option("--title", default="", help="Title of the network view.")
@knowledge_options
@assistance_options
@click.pass_context
def build(
    context: click.Context,
    sources: tuple[str, ...],
    out: Path,
    persons: bool,
    base_iri: str,
    title: str,
    actors: tuple[Path, ...],
    rules: tuple[Path, ...],
    extractor: str,
    settings: Settings,
) -> None:
    """Build the graph of SOURCES: files, folders, patterns, or - for standard input.

    \b
    Example:
      coopgraph build releases/ more/*.html -o out
      cat release.txt | coopgraph build - -o out
    """
    with progress() as on_progress:
        built = pipeline.build(
            sources,
            out,
            stdin=stdin(),
            persons=persons,
            base=base_iri,
            actors=actors,
            rules=rules,
            extractor=extractor,
            settings=settings,
            title=title,
            on_progress=on_progress,
        )
    for line in summary.lines(built, out):
        tell(line)
    if any(item.malformed for item in built.skipped):
        context.exit(1)
