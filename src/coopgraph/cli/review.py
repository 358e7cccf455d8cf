"""``coopgraph review``: which documents and sentences would teach most if somebody annotated them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from coopgraph import pipeline
from coopgraph.cli.console import folder_options, progress, skip, stdin, tell
from coopgraph.cli.summary import words
from coopgraph.evaluation import drafts
from coopgraph.extract import Doubted, Ranked, rank
from coopgraph.extract.doubt import Doubt, MentionDoubt, Unsure
from coopgraph.model import Relation, Skipped

DOCUMENTS = 10
"""How many documents are listed unless more are asked for."""
TOLD = 3
"""How many doubts of a sentence are told to a person."""
_SAID: Mapping[Relation, str] = {
    Relation.FUNDS: "funds",
    Relation.PARTY_TO: "is party to",
    Relation.IMPLEMENTS: "implements",
    Relation.ORGANIZES: "organizes",
    Relation.PARTICIPATES_IN: "takes part in",
    Relation.SUPPORTS: "supports",
    Relation.COOPERATES_WITH: "cooperates with",
    Relation.PART_OF: "is part of",
    Relation.MEMBER_OF: "is a member of",
    Relation.LEADS: "leads",
    Relation.REPRESENTS: "represents",
    Relation.BASED_ON: "is based on",
    Relation.COVERS: "covers",
    Relation.LOCATED_IN: "is located in",
}


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCES...")
@click.option("--learn", is_flag=True, help="List where an annotation would teach the model most.")
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=DOCUMENTS,
    show_default=True,
    metavar="N",
    help="How many documents are listed.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object for each document, one a line.")
@click.option(
    "--write",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Also write the listed documents there, each with draft annotations for you to correct.",
)
@folder_options
@click.pass_context
def review(
    context: click.Context,
    sources: tuple[str, ...],
    learn: bool,
    top: int,
    as_json: bool,
    folder: Path | None,
    actors: tuple[Path, ...],
    rules: tuple[Path, ...],
) -> None:
    """List the documents of SOURCES where an annotation would teach the model most; - is standard input.

    Those are the ones with sentences of which the model is least sure. Correct the drafts that --write writes, then
    train with them: make model WITH=FOLDER.

    \b
    Example:
      coopgraph review --learn releases/
      coopgraph review --learn releases/ --top 20 --write annotated
    """
    if not learn:
        raise click.UsageError("only --learn exists so far (coopgraph review --learn SOURCES...)")
    if not sources:
        raise click.UsageError("Missing argument 'SOURCES...'.")
    doubted, malformed = _read(sources, actors, rules)
    ranked = rank(doubted, top)
    for one in ranked:
        click.echo(json.dumps(_record(one), ensure_ascii=False) if as_json else _page(one))
    if not ranked:
        tell("no sentence that the model is unsure of")
    for file in drafts.write((one.reading for one in ranked), folder) if folder else ():
        tell(f"{file.path}: {'written' if file.written else 'is there already, so it is left as it is'}")
    if malformed:
        context.exit(1)


def _read(sources: tuple[str, ...], actors: tuple[Path, ...], rules: tuple[Path, ...]) -> tuple[list[Doubted], bool]:
    """Return what was read, and whether there was something that somebody has to mend."""
    doubted, malformed = [], False
    with progress() as on_progress:
        for item in pipeline.doubt(sources, stdin=stdin(), actors=actors, rules=rules):
            if isinstance(item, Skipped):
                malformed = skip(item) or malformed
                continue
            doubted.append(item)
            if on_progress:
                on_progress(item.reading.document.source)
    return doubted, malformed


def _page(one: Ranked) -> str:
    """Return what a person is told of a document."""
    lines = [click.style(f"{one.rank}. {one.reading.document.source} ({one.score:.2f})", bold=True)]
    for sentence in one.sentences:
        lines.append(f"   {' '.join(sentence.text.split())}")
        lines += [click.style(f"     - {reason(doubt)}", dim=True) for doubt in sentence.doubts[:TOLD]]
    return "\n".join([*lines, ""])


def reason(doubt: Doubt) -> str:
    """Return in plain words what the model is unsure of."""
    likely = f"{doubt.probability:.0%}".replace("%", " %")
    if isinstance(doubt, MentionDoubt):
        return f"unsure what '{doubt.words}' is: perhaps {words(doubt.kind).lower()} ({likely})"
    stated = f"{doubt.subject} {_SAID[doubt.relation]} {doubt.object}"
    if doubt.rule:
        return f"a rule says: {stated} ({doubt.rule}), the model doubts it ({likely})"
    return f"might be: {stated} ({likely})"


def _record(one: Ranked) -> dict[str, Any]:
    document = one.reading.document
    return {
        "rank": one.rank,
        "score": one.score,
        "document": document.id,
        "source": document.source,
        "sentences": [_sentence(sentence) for sentence in one.sentences],
    }


def _sentence(one: Unsure) -> dict[str, Any]:
    return {
        "sentence": one.text,
        "start": one.span.start,
        "end": one.span.end,
        "score": one.score,
        "doubts": [_doubt(doubt) for doubt in one.doubts],
    }


def _doubt(doubt: Doubt) -> dict[str, Any]:
    known = {"reason": reason(doubt), "probability": doubt.probability, "weight": doubt.weight}
    if isinstance(doubt, MentionDoubt):
        return known | {"words": doubt.words, "kind": doubt.kind}
    stated = {"subject": doubt.subject, "relation": doubt.relation, "object": doubt.object}
    return known | stated | ({"rule": doubt.rule} if doubt.rule else {})
