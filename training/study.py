"""Study the model: what rules, model and both find, and what more texts would bring (``make study``; half an hour).

study.py [--set NAME] [--no-curve]

The first table reads an annotated set (dev) with what ships. The second teaches models with a quarter, a half and all
of two thirds of the documents, and measures each on the last third; thresholds are the same throughout, so that the
rows can be compared with each other and with nothing else. Its last row has learned from no document of a publisher
that the documents of train come from.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

import annotated
import gather
import tags
import teach
from annotated import SHARED, Annotated
from choose import LEVELS, USUAL, judge, measure
from coopgraph import evaluation, extract, graph, ingest, resolve
from coopgraph.evaluation import Evaluation, Reader, found
from coopgraph.evaluation.counts import Measure
from coopgraph.evaluation.summary import Scores
from coopgraph.evaluation.tables import interval
from coopgraph.extract import reading, rules
from coopgraph.extract.learned import model as learned
from coopgraph.extract.learned.relations import best_pairs
from coopgraph.model import Document, Relation
from teach import FOLDS, SEED, Read, Teacher

SHARES = (0.25, 0.5, 1.0)
"""How much of the documents the models of the curve learn from."""
ADDS = 0.3
"""Probability from which the judges of the curve add a relation."""
WHAT = {Measure.ENTITY: "entities", Measure.RELATION: "relations"}


def readers(teacher: Teacher) -> Mapping[str, Reader]:
    """Return the ways of reading that are held against each other."""
    return {
        "rules": evaluation.reader(extractor=extract.RULES),
        "model": _model_alone(teacher),
        "both": evaluation.reader(extractor=extract.BOTH),
    }


def _model_alone(teacher: Teacher) -> Reader:
    """Return what reads with the tagger and the judge, and none of the relations that the rules read."""
    model = learned.load(teacher.finders.persons.given)
    finders = replace(teacher.finders, tagger=model.tagger)

    def read(text: Path) -> found.Found:
        (document,) = (d for d in ingest.read([str(text)]) if isinstance(d, Document))
        drafted = replace(reading.draft(document, finders, teacher.grammars, teacher.registry), stated=())
        told = reading.judged(drafted, model.judge, finders, teacher.grammars)
        understood = reading.finish(drafted, told, rules.measured())
        knowledge = resolve.resolve([understood.reading], teacher.registry)
        return found.read(graph.to_quads(knowledge), [document.text])

    return read


def compare(teacher: Teacher, name: str) -> str:
    """Return a Markdown table of what each way of reading finds in an annotated set, by language and publisher."""
    sources = SHARED / "eval" / "docs" / "SOURCES.jsonl"
    measured = {
        how: evaluation.evaluate(*_folders(name), read=read, sources=sources) for how, read in readers(teacher).items()
    }
    lines = [
        "| documents | read by | entities F1 | 95 % | relations P / R | F1 | 95 % |",
        "|---|---|---|---|---|---|---|",
    ]
    groups = {how: dict(_groups(name, each)) for how, each in measured.items()}
    for group in groups["both"]:
        lines += [f"| {group} | {how} | {_cells(each[group])} |" for how, each in groups.items()]
    return "\n".join(lines)


def levels(name: str) -> str:
    """Return a Markdown table of what is found in an annotated set when more or less precision is asked for."""
    lines = ["| `--precision` | relations P / R | F1 | entities F1 |", "|---|---|---:|---:|"]
    for level in LEVELS:
        read = evaluation.reader(settings=extract.Settings(precision=level))
        scores = evaluation.evaluate(*_folders(name), read=read).scores
        relations = scores[Measure.RELATION].counts
        rates = f"{relations.precision:.3f} / {relations.recall:.3f} | {relations.f1:.3f}"
        usual = " (usual)" if level == USUAL else ""
        lines.append(f"| {level}{usual} | {rates} | {scores[Measure.ENTITY].counts.f1:.3f} |")
    return "\n".join(lines)


def _folders(name: str) -> tuple[Path, Path]:
    return SHARED / "eval" / "gold" / name, SHARED / "eval" / "docs" / name


def _groups(name: str, measured: Evaluation) -> Iterator[tuple[str, Scores]]:
    yield f"{name}, all {measured.scores.documents}", measured.scores
    for lang, scores in measured.by_language.items():
        yield f"{lang}, {scores.documents}", scores
    for publisher, apart in measured.by_publisher.items():
        yield f"{publisher}, {apart.own.documents}", apart.own


def _cells(scores: Scores) -> str:
    entities, relations = (scores[measure] for measure in WHAT)
    return (
        f"{entities.counts.f1:.3f} | {interval(entities)} | {relations.counts.precision:.3f} / "
        f"{relations.counts.recall:.3f} | {relations.counts.f1:.3f} | {interval(relations)}"
    )


def curve(teacher: Teacher, documents: Sequence[Annotated]) -> str:
    """Return a Markdown table of what models find that learned from more and more of ``documents``."""
    unseen = teach.folds(len(documents), FOLDS)[0]
    rest = sorted(set(range(len(documents))) - set(unseen))
    lessons = [tags.lesson(one, teacher.finders, teacher.names) for one in documents]
    lines = [
        "| learned from | "
        + " | ".join(f"{where}: {what} F1" for where in ("our corpus", "train") for what in WHAT.values())
        + " |"
    ]
    lines.append("|---:|---:|---:|---:|---:|")
    order = [rest[int(i)] for i in np.random.default_rng(SEED).permutation(len(rest))]
    parts = {f"{share:.0%}": order[: round(len(order) * share)] for share in SHARES}
    parts["100%, none of a publisher of `train`"] = [i for i in rest if documents[i].own]
    for name, part in parts.items():
        read = list(_taught(teacher, documents, lessons, sorted(part), unseen))
        own, shared = ([each for each in read if each[0].annotated.own == ours] for ours in (True, False))
        cells = [f"{measure(teacher, each).scores[what].counts.f1:.3f}" for each in (own, shared) for what in WHAT]
        lines.append(f"| {name}: {len(part)} documents | {' | '.join(cells)} |")
        print(lines[-1], flush=True)
    return "\n".join(lines)


def _taught(
    teacher: Teacher,
    documents: Sequence[Annotated],
    lessons: Sequence[tags.Lesson],
    part: Sequence[int],
    unseen: Sequence[int],
) -> Iterator[tuple[Read, object, object]]:
    """Yield the documents ``unseen`` as read by models that learned from ``part``, as ``measure`` takes them."""
    read = teach.read_apart(teacher, [documents[i] for i in part], [lessons[i] for i in part])
    linear = teach.fit_pairs(*teach.weigh(read))
    by = teacher.tagger(tags.fit_each(lessons, [part])[0])
    chosen = judge(teacher, linear, dict.fromkeys(Relation, ADDS), dict.fromkeys(Relation, 0.0))
    for i in unseen:
        draft = teacher.draft(documents[i], by)
        one = Read(annotated=documents[i], draft=draft, rows=[])
        yield one, chosen, best_pairs(chosen, draft.marked, draft.stated, draft.cast)


def main() -> None:
    """Measure, and put the tables into the page of the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", default="dev", metavar="NAME", help="set that is read (default: dev)")
    parser.add_argument("--no-curve", action="store_true", help="the first table only")
    options = parser.parse_args()
    documents = gather.documents([])
    teacher = Teacher(documents)
    table = compare(teacher, options.set)
    print(table, flush=True)
    annotated.fill("compare", table)
    table = levels(options.set)
    print(table, flush=True)
    annotated.fill("levels", table)
    if not options.no_curve:
        annotated.fill("curve", curve(teacher, documents))


if __name__ == "__main__":
    main()
