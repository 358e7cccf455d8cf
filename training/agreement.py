"""How far two annotators agree: those of our own corpus, and one who read a sample of it again without seeing theirs.

agreement.py [--write]

The second reading lies in second/, one file of annotations a text, as in gold/. It is scored against the first as what
coopgraph finds is scored, and by the same measures.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from annotated import OWN, PAGE, fill
from coopgraph.evaluation import gold, scoring
from coopgraph.evaluation.counts import Measure
from coopgraph.evaluation.found import Found, FoundEntity, FoundRelation
from coopgraph.evaluation.gold import Gold
from coopgraph.evaluation.summary import Evaluation, summarise
from coopgraph.evaluation.tables import interval

SECOND = OWN / "second"
PLACE = "agreement"


def as_found(reading: Gold, *, optional: bool) -> Found:
    """Return annotations as if they were what a graph says; with ``optional`` also what was not worth asking for."""
    kept = {e.id: e for e in reading.entities.values() if optional or not e.optional}
    entities = {
        e.id: FoundEntity(iri=e.id, kind=e.kind, label=e.name, forms=e.forms, dates=e.dates) for e in kept.values()
    }
    relations = tuple(
        FoundRelation(
            relation=r.relation,
            subject=r.subject,
            object=r.object,
            amounts=frozenset() if r.amount is None else frozenset({(r.amount, r.currency)}),
            roles=(r.role,) if r.role else (),
        )
        for r in reading.relations
        if optional or not r.optional
    )
    return Found(entities=entities, relations=relations, problems=())


def agreement(first: Sequence[Gold], second: Sequence[Gold], *, optional: bool) -> Evaluation:
    """Return how well ``second`` agrees with ``first``; raise ValueError when a text was not annotated twice."""
    by_text = {one.doc: one for one in first}
    missing = sorted(one.doc for one in second if one.doc not in by_text)
    if missing:
        raise ValueError(f"{missing[0]}: no first annotations of it in {OWN / 'gold'}")
    return summarise([scoring.score(by_text[one.doc], as_found(one, optional=optional)) for one in second], [], None)


def table(first: Sequence[Gold], second: Sequence[Gold]) -> str:
    """Return a Markdown table of the agreement."""
    lines = ["| what | texts | P / R / F1 | 95 % of F1 |", "|---|---:|---|---|"]
    for optional, which in ((False, "asked for by both"), (True, "optional ones counted as found")):
        measured = agreement(first, second, optional=optional)
        for what, measure in (("entities", Measure.ENTITY), ("relations", Measure.RELATION)):
            score = measured.scores[measure]
            rates = " / ".join(f"{x:.2f}" for x in (score.counts.precision, score.counts.recall, score.counts.f1))
            lines.append(f"| {what}, {which} | {len(second)} | {rates} | {interval(score)} |")
    return "\n".join(lines)


def main(words: Sequence[str] | None = None, first: Path = OWN / "gold", second: Path = SECOND) -> None:
    """Print the agreement, and with --write put it into the page of the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"also into {PAGE.name}")
    options = parser.parse_args(words)
    told = table(gold.read(first), gold.read(second))
    print(told)
    if options.write:
        fill(PLACE, told)


if __name__ == "__main__":
    main()
