"""Measure how sure each rule is, and how far that holds.

Reads every document of `train` alone, counts how often each rule is right, and writes data/rules/confidence.toml; then
reads `train` and `dev` with it and puts into docs/accuracy.md how often relations of each confidence are right.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import measured
from common import DATA, ROOT, write
from coopgraph import evaluation, extract
from coopgraph.errors import CoopgraphError
from coopgraph.evaluation.counts import Counts
from coopgraph.evaluation.reliability import Band, bands, by_rule, calibration_error
from coopgraph.evaluation.scoring import Stated
from coopgraph.extract import rules
from coopgraph.extract.lexicon import LANGUAGES

FILE = DATA / "rules" / "confidence.toml"
PAGE = ROOT / "docs" / "accuracy.md"
SET = "train"
"""Where rules are measured; `dev` is kept to see whether that holds elsewhere."""
SHOWN = (SET, "dev")

WEIGHT = 10
"""How many relations seen the hand-set confidence of a rule counts for.

Of 1 to 100, this predicts best whether relations of a tenth of the documents of `train` are right when rules are
measured on the others: logarithmic loss 0.624, against 0.660 with hand-set confidences and 0.806 with bare shares.
From 8 to 15 it is within 0.001 of that.
"""

HEADER = """\
# How sure each rule is: how many of the relations that it read in the annotated documents of `train` are right and
# wrong, and the share that is right, drawn towards the hand-set confidence of the rule as if ten more relations were
# known to have that. A rule that is not listed read nothing there and keeps its hand-set confidence.
# Written by `make confidence`; run it again after changing rules.

"""


def smoothed(counts: Counts, prior: float, weight: float = WEIGHT) -> float:
    """Return the share of relations that are right when ``weight`` more had been seen, right as often as ``prior``."""
    return (counts.tp + weight * prior) / (counts.tp + counts.fp + weight)


def priors() -> Mapping[str, float]:
    """Return the hand-set confidence of every packaged rule by its id."""
    written = {rule.id: rule.confidence for lang in LANGUAGES for rule in rules.load(lang).rules}
    return {**written, **rules.CODED}


def confidences(counts: Mapping[str, Counts], known: Mapping[str, float]) -> Mapping[str, float]:
    """Return the confidence of each rule that was counted, to two digits."""
    return {rule: round(smoothed(counted, known[rule]), 2) for rule, counted in counts.items()}


def toml(counts: Mapping[str, Counts], sure: Mapping[str, float]) -> str:
    """Return the file of measured confidences, one rule a line, sorted."""
    lines = (
        f'"{rule}" = {{ right = {counts[rule].tp}, wrong = {counts[rule].fp}, confidence = {sure[rule]} }}\n'
        for rule in sorted(counts)
    )
    return HEADER + "".join(lines)


def table(sets: Mapping[str, Sequence[Band]]) -> str:
    """Return a Markdown table of some sets, one row a band of confidence."""
    heads = "".join(f" {name}: relations | said | right |" for name in sets)
    lines = [f"| confidence |{heads}", f"|---|{'---:|' * 3 * len(sets)}"]
    for row in zip(*sets.values(), strict=True):
        cells = "".join(f" {_cells(band)} |" for band in row)
        lines.append(f"| {row[0].low:.1f} to {row[0].high:.1f} |{cells}")
    return "\n".join(lines)


def errors(sets: Mapping[str, Sequence[Band]], before: Mapping[str, Sequence[Band]]) -> str:
    """Return how far confidence and precision are apart in each set, and how far they were ``before`` measuring."""
    each = (f"{_apart(sets[name])} on {name} ({_apart(before[name])} with hand-set confidences)" for name in sets)
    return f"Expected calibration error: {', '.join(each)}."


def _apart(each: Sequence[Band]) -> str:
    return f"{calibration_error(each):.3f}"


def _cells(band: Band) -> str:
    share = f"{band.confidence:.2f} | {band.precision:.2f}" if band.stated else " | "
    return f"{len(band.stated)} | {share}"


def stated(shared: Path, sure: Mapping[str, float]) -> Mapping[str, tuple[Stated, ...]]:
    """Return, by set, every relation that is right or wrong in its documents, each read alone by the rules."""
    read = evaluation.reader(measured=sure, extractor=extract.RULES)
    gold, docs = shared / "eval" / "gold", shared / "eval" / "docs"
    results = {name: evaluation.evaluate(gold / name, docs / name, read=read) for name in SHOWN}
    return {
        name: tuple(one for document in result.documents for one in document.stated) for name, result in results.items()
    }


def main() -> int:
    """Write the file and the page."""
    shared = Path(os.environ.get("COOPGRAPH_SHARED") or ROOT.parent / "shared").resolve()
    try:
        hand_set = stated(shared, {})
        counts = by_rule(hand_set[SET])
        sure = confidences(counts, priors())
        now = stated(shared, sure)
    except CoopgraphError as error:
        print(f"{error} (COOPGRAPH_SHARED names the folder with eval/gold)", file=sys.stderr)
        return 1
    write(FILE, toml(counts, sure))
    sets, before = ({name: bands(each[name]) for name in SHOWN} for each in (now, hand_set))
    content = f"{table(sets)}\n\n{errors(sets, before)}"
    write(PAGE, measured.put(PAGE.read_text(encoding="utf-8"), content, "reliability"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
