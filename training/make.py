"""Train the model that ships and choose its thresholds (``make model``; an hour on one core at most).

make.py [--with FOLDER]... [--out FOLDER]

Learns from our own corpus (training/docs, training/gold), from the documents of the evaluation set ``train`` whose
licence allows it, the others only help to choose, and from the annotated texts that ``--with`` gives, after checking
them. Every document is read by a tagger that has not seen it before its
pairs are learned from, so that the judge of pairs learns from mentions as they will be.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import annotated
import choose
import gather
import tags
import teach
from annotated import Annotated, Origin
from coopgraph.errors import CoopgraphError
from coopgraph.extract.learned.field import Field
from coopgraph.extract.learned.linear import Linear
from coopgraph.extract.learned.model import CARD, PAIRS, TAGGER, packed, packed_field
from teach import TAGGING, Teacher

OUT = annotated.ROOT / "src" / "coopgraph" / "data" / "model"


def write(out: Path, model: Linear, by: Field, levels: Sequence[choose.Level]) -> None:
    """Write the files of the model."""
    files = {TAGGER: packed_field(by), PAIRS: packed(model)}
    lines = ["# Written by training/make.py; see docs/model.md.", "", f"usual = {choose.USUAL}", "", "[sha256]"]
    lines += [f'"{name}" = "{hashlib.sha256(data).hexdigest()}"' for name, data in files.items()]
    lines += ["", "[tagger]", *(f"{key} = {value}" for key, value in TAGGING.items())]
    for level in levels:
        lines += ["", "[[level]]", f"precision = {level.precision}"]
        for name, thresholds in (("adds", level.adds), ("drops", level.drops)):
            scores = ", ".join(f"{r.value} = {model.score(p)}" for r, p in thresholds.items() if 0 < p < choose.NEVER)
            lines.append(f"{name} = {{ {scores} }}")
    out.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (out / name).write_bytes(data)
    (out / CARD).write_text("\n".join(lines) + "\n", encoding="utf-8")


def train(documents: Sequence[Annotated], out: Path) -> str:
    """Write the model that ``documents`` teach; return how well it does, as a table."""
    teacher = Teacher(documents)
    lessons = [tags.lesson(one, teacher.finders, teacher.names) for one in documents]
    read = teach.read_apart(teacher, documents, lessons)
    levels, table = choose.choose(teacher, read)
    teaching = [i for i, one in enumerate(documents) if one.teaches]
    model = teach.fit_pairs(*teach.weigh([read[i] for i in teaching]))
    (field,) = tags.fit_each(lessons, [teaching])
    write(out, model, field, levels)
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, choose and write; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT, metavar="FOLDER", help="where the files of the model go")
    parser.add_argument(
        "--with",
        dest="folders",
        type=Path,
        action="append",
        default=[],
        metavar="FOLDER",
        help="learn from the annotated texts in it too (docs/*.txt and gold/*.json); may be repeated",
    )
    options = parser.parse_args(arguments)
    try:
        problems = gather.problems(options.folders)
        documents = [] if problems else gather.documents(options.folders)
    except CoopgraphError as error:
        problems, documents = [str(error)], []
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    numbers = Counter(one.origin for one in documents)
    print(", ".join(f"{numbers[origin]} of {origin}" for origin in Origin), flush=True)
    table = train(documents, options.out)
    if not options.folders:  # the page tells of the model that ships
        annotated.fill("card", table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
