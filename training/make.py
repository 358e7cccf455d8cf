"""Train the model that ships and choose its thresholds (``make model``; an hour on one core at most).

make.py [--out FOLDER]

Learns from our own corpus (training/docs, training/gold) and from the documents of the evaluation set ``train`` whose
licence allows it; the others only help to choose. Every document is read by a tagger that has not seen it before its
pairs are learned from, so that the judge of pairs learns from mentions as they will be.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path

import annotated
import choose
import tags
import teach
from coopgraph.extract.learned.linear import Linear
from coopgraph.extract.learned.model import CARD, PAIRS, TAGGER, packed
from teach import TAGGING, Teacher

OUT = annotated.ROOT / "src" / "coopgraph" / "data" / "model"


def write(out: Path, model: Linear, by: bytes, levels: Sequence[choose.Level]) -> None:
    """Write the files of the model."""
    files = {TAGGER: by, PAIRS: packed(model)}
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


def main() -> None:
    """Train, choose and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT, metavar="FOLDER", help="where the files of the model go")
    options = parser.parse_args()
    teacher = Teacher()
    documents = [*annotated.own(), *annotated.shared("train")]
    print(f"{len(documents)} documents, {sum(d.own for d in documents)} of our own", flush=True)
    lessons = [tags.lesson(one, teacher.finders, teacher.names) for one in documents]
    read = teach.read_apart(teacher, documents, lessons)
    levels, table = choose.choose(teacher, read)
    teaching = [i for i, one in enumerate(documents) if one.teaches]
    model = teach.fit_pairs(*teach.weigh([read[i] for i in teaching]))
    (data,) = tags.fit_each(lessons, [teaching])
    write(options.out, model, data, levels)
    annotated.fill("card", table)


if __name__ == "__main__":
    main()
