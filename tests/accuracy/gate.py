"""Measure accuracy on annotated sets, each document built alone, and fail below a floor.

gate.py [SET ...] [--by-type] [--errors] [--write]

SET is seeds, dev or train, read by the rules and the model; or dev:rules and so on, read by the rules alone; or dev@0.7
and so on, read with that precision asked for (default: seeds dev dev@0.7 seeds:rules dev:rules).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from coopgraph import evaluation, extract
from coopgraph.errors import CoopgraphError
from coopgraph.evaluation import Evaluation, Measure, Reader
from coopgraph.evaluation.record import record
from coopgraph.evaluation.tables import errors, plain, tables

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "accuracy.md"
NUMBERS = ROOT / "docs" / "accuracy.json"
SCORES, SPREAD = "measured", "spread"
"""The two places of the page that are filled, each between two markers."""

SETS = ("seeds", "dev", "dev@0.7", "seeds:rules", "dev:rules")

Record = Mapping[str, Any]
"""The scores of one set, as ``coopgraph evaluate --json`` prints them."""


def measure(name: str, shared: Path, read: Reader) -> Evaluation:
    """Score every document of a set, read alone; raise InputError where there are no annotations."""
    name, _, _ = _parts(name)
    texts = shared / "seeds" if name == "seeds" else shared / "eval" / "docs" / name
    return evaluation.evaluate(shared / "eval" / "gold" / name, texts, read=read)


def _parts(name: str) -> tuple[str, str, float | None]:
    """Return the set, the extractor and the precision that ``name`` asks for."""
    plain, _, precision = name.partition("@")
    plain, _, extractor = plain.partition(":")
    return plain, extractor or extract.BOTH, float(precision) if precision else None


@cache
def _reader(name: str) -> Reader:
    """Return what reads a set: the extractor behind the colon of its name, with the precision behind its @."""
    _, extractor, precision = _parts(name)
    return evaluation.reader(extractor=extractor, settings=extract.Settings(precision=precision))


def shortfalls(name: str, measured: Evaluation, floors: Mapping[str, float]) -> list[str]:
    """Return one line for every floor that a set is under, and for documents that were not read."""
    lines = [f"{name}: {failure.doc} did not build: {failure.reason}" for failure in measured.failed]
    for what, key in (("entities", Measure.ENTITY), ("relations", Measure.RELATION)):
        f1 = measured.scores[key].counts.f1
        if f1 < floors.get(what, 0.0):
            lines.append(f"{name}: {what} F1 {f1:.4f} is under its floor {floors[what]}")
    precision = measured.scores[Measure.RELATION].counts.precision
    if precision < floors.get("precision", 0.0):
        lines.append(f"{name}: precision of relations {precision:.4f} is under its floor {floors['precision']}")
    problems = len(measured.problems)
    if problems > floors.get("problems", problems):
        lines.append(f"{name}: {problems} integrity problems, {floors['problems']} allowed")
    return lines


def score_table(sets: Mapping[str, Record]) -> str:
    """Return a Markdown table, one row a set and language, its scores as precision / recall / F1."""
    lines = [
        "| set | documents | entities | relations | dates, amounts, roles | problems |",
        "|---|---:|---|---|---|---:|",
    ]
    for name, scores in sets.items():
        lines.append(f"{_row(name, scores)} {len(scores['problems'])} |")
        languages = scores["by_language"]
        if len(languages) > 1:
            lines.extend(f"{_row(f'{name}, {lang}', group)} |" for lang, group in languages.items())
    return "\n".join(lines)


def interval_table(sets: Mapping[str, Record]) -> str:
    """Return a Markdown table of how far F1 may be off, one row a set."""
    lines = [
        "| set | entities F1, 95 % | mean per document | relations F1, 95 % | mean per document |",
        "|---|---|---:|---|---:|",
    ]
    for name, scores in sets.items():
        cells = (cell for key in (Measure.ENTITY, Measure.RELATION) for cell in _spread(scores[key]))
        lines.append(f"| {_label(name)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _row(name: str, scores: Record) -> str:
    keys = (Measure.ENTITY, Measure.RELATION, Measure.ATTRIBUTES)
    rates = ([scores[key][rate] for rate in ("precision", "recall", "f1")] for key in keys)
    cells = " | ".join(" / ".join(f"{rate:.3f}" for rate in each) for each in rates)
    return f"| {_label(name)} | {scores['documents']} | {cells} |"


def _label(name: str) -> str:
    return re.sub(r"@(.+)", r" (precision \1)", name.replace(":rules", " (rules alone)"))


def _spread(score: Record) -> Iterator[str]:
    yield "{:.3f} to {:.3f}".format(*score["ci95"])
    yield "" if score["mean_f1"] is None else f"{score['mean_f1']:.3f}"


def write(sets: Mapping[str, Record]) -> None:
    """Put the scores of the sets into the file of numbers, and what it then holds into the page."""
    numbers = json.loads(NUMBERS.read_text(encoding="utf-8")) if NUMBERS.exists() else {}
    numbers |= sets
    NUMBERS.write_text(json.dumps(numbers, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), numbers), encoding="utf-8")


def page(old: str, sets: Mapping[str, Record]) -> str:
    """Return the page with its tables replaced."""
    return put(put(old, SCORES, score_table(sets)), SPREAD, interval_table(sets))


def put(old: str, name: str, content: str) -> str:
    """Return the page with what stands between the two markers of ``name`` replaced."""
    begin, end = markers(name)
    before, _, rest = old.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n{content}\n{end}{after}"


def markers(name: str) -> tuple[str, str]:
    """Return what stands before and after a place that is filled."""
    return f"<!-- {name}: begin -->", f"<!-- {name}: end -->"


def show_details(name: str, measured: Evaluation, *, by_type: bool, with_errors: bool) -> None:
    print(f"\n{name}")
    if by_type:
        print("\n".join(plain(table) for table in tables(measured)))
    if with_errors:
        print("\n".join(errors(measured)))
    for doc, problem in measured.problems:
        print(f"{doc}: {problem}")


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=list(SETS), metavar="SET")
    parser.add_argument("--by-type", action="store_true", help="also by entity type, relation and language")
    parser.add_argument("--errors", action="store_true", help="also every document's misses and extras")
    parser.add_argument("--write", action="store_true", help=f"also into {NUMBERS.name} and {PAGE.name}")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None, read: Reader | None = None) -> int:
    options = arguments(words)
    shared = Path(os.environ.get("COOPGRAPH_SHARED") or ROOT.parent / "shared").resolve()
    floors = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
    try:
        measured = {name: measure(name, shared, read or _reader(name)) for name in options.sets}
    except CoopgraphError as error:
        print(f"{error} (COOPGRAPH_SHARED names the folder with eval/gold)", file=sys.stderr)
        return 1
    sets = {name: record(each) for name, each in measured.items()}
    print(score_table(sets))
    if options.by_type or options.errors:
        for name, each in measured.items():
            show_details(name, each, by_type=options.by_type, with_errors=options.errors)
    if options.write:
        write(sets)
    below = [line for name, each in measured.items() for line in shortfalls(name, each, floors.get(name, {}))]
    print("\n".join(below) or "No floor is broken.", file=sys.stderr if below else sys.stdout)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
