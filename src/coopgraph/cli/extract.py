"""``coopgraph extract``: the claims of documents as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from coopgraph import pipeline
from coopgraph.cli.console import knowledge_options, stdin, tell
from coopgraph.model import Claim, Reading, Referent, Skipped


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCES...")
@knowledge_options
@click.pass_context
def extract(
    context: click.Context, sources: tuple[str, ...], actors: tuple[Path, ...], rules: tuple[Path, ...]
) -> None:
    """Print what each sentence of SOURCES states, one JSON object a line; - is standard input.

    Start and end count code points of the text as stored by a build.

    \b
    Example:
      coopgraph extract release.txt
      coopgraph extract - < release.txt | jq -r '[.subject.name, .relation, .object.name] | @tsv'
    """
    malformed = False
    for item in pipeline.read(sources, stdin=stdin(), actors=actors, rules=rules):
        if isinstance(item, Skipped):
            malformed = malformed or item.malformed
            tell(f"skipped {item.source}: {item.reason}")
            continue
        for record in records(item):
            click.echo(json.dumps(record, ensure_ascii=False))
    if malformed:
        context.exit(1)


def records(reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield the claims of one document in the order of its text, without what is not known."""
    referents = {referent.key: referent for referent in reading.referents}
    claims = sorted(reading.claims, key=lambda c: (c.evidence, c.relation, c.subject, c.object, c.rule))
    for claim in claims:
        yield _record(claim, reading, referents)


def _record(claim: Claim, reading: Reading, referents: dict[str, Referent]) -> dict[str, Any]:
    evidence, said = claim.evidence, claim.attributes
    attributes = {
        "amount": said.amount,
        "currency": said.currency,
        "role": said.role,
        "from": said.start,
        "until": said.end,
    }
    return {
        "subject": _thing(referents[claim.subject]),
        "relation": claim.relation,
        "object": _thing(referents[claim.object]),
        "status": claim.status,
        "attributes": {name: value for name, value in attributes.items() if value},
        "confidence": claim.confidence,
        "rule": claim.rule,
        "quote": reading.document.text[evidence.start : evidence.end],
        "start": evidence.start,
        "end": evidence.end,
        "document": evidence.document,
        "source": reading.document.source,
    }


def _thing(referent: Referent) -> dict[str, str]:
    name = next((name.text for name in referent.names), "") or next(m.text for m in referent.mentions)
    known = {"actor": referent.actor, "date": referent.start, "subkind": referent.subkind}
    return {"name": name, "kind": str(referent.kind)} | {key: value for key, value in known.items() if value}
