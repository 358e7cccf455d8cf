"""``coopgraph export``: a built graph in other formats."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from coopgraph import pipeline
from coopgraph.cli.console import graph_option, tell
from coopgraph.errors import OutputError
from coopgraph.output import export as exports

_FORMATS = "\n".join(f"  {name.ljust(8)} {exporter.title}" for name, exporter in exports.EXPORTERS.items())


@click.command(epilog=f"\b\nFormats:\n{_FORMATS}")
@click.argument("format_", type=click.Choice(list(exports.EXPORTERS)), metavar="FORMAT")
@graph_option
@click.option("-o", "--out", default="-", metavar="FILE|FOLDER", help="Where to; standard output if not given.")
def export(format_: str, folder: Path, out: str) -> None:
    """Write a built graph in another FORMAT.

    \b
    Example:
      coopgraph export gexf --graph out -o network.gexf
      coopgraph export csv -o tables/
      coopgraph export nt | wc -l
    """
    files = exports.export(folder, format_)
    if out != "-":
        for name, content in files.items():
            target = _target(out, name, single=len(files) == 1)
            pipeline.write(target, content)
            tell(f"Wrote {target}")
        return
    if len(files) > 1:
        raise OutputError(f"{format_}: gives {' and '.join(files)} (name a folder for them: -o FOLDER)")
    click.echo(_only(files), nl=False)


def _target(out: str, name: str, *, single: bool) -> Path:
    """Return the file for ``name``: ``out`` itself, or a file in it when it is a folder or must be one."""
    path = Path(out)
    if single and not path.is_dir() and not out.endswith("/"):
        return path
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be made: {error.strerror} (give another folder)") from error
    return path / name


def _only(files: Mapping[str, bytes]) -> bytes:
    (content,) = files.values()
    return content
