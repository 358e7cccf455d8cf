"""``coopgraph extract``: the claims of documents as JSON lines, and how they came about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from coopgraph import pipeline
from coopgraph.cli import explanations
from coopgraph.cli.assistance import assistance_options
from coopgraph.cli.console import knowledge_options, skip, stdin
from coopgraph.cli.records import claim_record
from coopgraph.extract import Settings
from coopgraph.model import Reading, Skipped


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCES...")
@click.option("--explain", is_flag=True, help="Tell how each claim came about: rule, marks, cue, ends.")
@click.option("--why-not", is_flag=True, help="Tell why sentences that speak of cooperation gave no claim.")
@click.option(
    "--format",
    "as_",
    type=click.Choice(["text", "json"]),
    help="What the two options above print; JSON is one object a line.  [default: text]",
)
@knowledge_options
@assistance_options
@click.pass_context
def extract(
    context: click.Context,
    sources: tuple[str, ...],
    explain: bool,
    why_not: bool,
    as_: str | None,
    actors: tuple[Path, ...],
    rules: tuple[Path, ...],
    extractor: str,
    settings: Settings,
) -> None:
    """Print what each sentence of SOURCES states, one JSON object a line; - is standard input.

    Start and end count code points of the text as stored by a build.

    \b
    Example:
      coopgraph extract release.txt
      coopgraph extract - < release.txt | jq -r '[.subject.name, .relation, .object.name] | @tsv'
      coopgraph extract --explain release.txt
      coopgraph extract --why-not --format json releases/ | jq -r .reason | sort | uniq -c
    """
    if as_ == "text" and not (explain or why_not):
        raise click.UsageError("--format text goes with --explain or --why-not (claims alone are JSON)")
    malformed = False
    if explain or why_not:
        show = explanations.printer(as_ or "text", claims=explain, silences=why_not)
        for told in pipeline.explain(
            sources, stdin=stdin(), actors=actors, rules=rules, extractor=extractor, settings=settings
        ):
            if isinstance(told, Skipped):
                malformed = skip(told) or malformed
            else:
                show(*told)
    else:
        for item in pipeline.read(
            sources, stdin=stdin(), actors=actors, rules=rules, extractor=extractor, settings=settings
        ):
            if isinstance(item, Skipped):
                malformed = skip(item) or malformed
            else:
                for record in records(item):
                    click.echo(json.dumps(record, ensure_ascii=False))
    if malformed:
        context.exit(1)


def records(reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield the claims of one document in the order of its text, without what is not known."""
    referents = {referent.key: referent for referent in reading.referents}
    claims = sorted(reading.claims, key=lambda c: (c.evidence, c.relation, c.subject, c.object, c.rule))
    for claim in claims:
        yield claim_record(claim, referents[claim.subject], referents[claim.object], reading.document)
