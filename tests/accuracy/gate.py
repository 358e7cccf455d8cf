"""Measure accuracy on annotated sets, each document built alone, and fail below a floor.

gate.py [SET ...] [--by-type] [--errors] [--write]      SET: seeds, dev, train (default: seeds dev)
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import score

from coopgraph import extract, graph, ingest, resolve
from coopgraph.errors import CoopgraphError
from coopgraph.model import Document
from coopgraph.registry import Registry

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "accuracy.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"

Build = Callable[[Path, Path], None]
"""Build the graph of one document (its path) into a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One set as it was scored: the scorer's value for each document, and those that did not build."""

    name: str
    documents: tuple[dict, ...]
    failed: tuple[tuple[str, str], ...]

    @property
    def problems(self) -> int:
        return sum(len(document["problems"]) for document in self.documents)

    def prf(self, *keys: str) -> tuple[float, float, float]:
        """Return precision, recall and F1 over all documents of the named counts together."""
        counts: Counter = Counter()
        for key in keys:
            counts.update(score.total(list(self.documents), key))
        return score.prf(counts)


def builder() -> Build:
    """Return what builds one document as the pipeline does, with actors and rules loaded only once."""
    registry = Registry.load()
    understand = extract.load(registry)

    def build(source: Path, out: Path) -> None:
        found = ingest.read([str(source)])
        readings = [understand(document) for document in found if isinstance(document, Document)]
        out.mkdir()
        graph.write(resolve.resolve(readings, registry), out)

    return build


def measure(name: str, shared: Path, build: Build) -> Measured:
    """Build every document of the set alone and score it; raise FileNotFoundError where there is no gold."""
    gold_folder = shared / "eval" / "gold" / name
    texts = shared / "seeds" if name == "seeds" else shared / "eval" / "docs" / name
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold_folder.glob("*.json"))]
    if not golds:
        raise FileNotFoundError(
            f"{gold_folder}: no annotations (COOPGRAPH_SHARED names the folder with eval/gold)"
        )
    documents, failed = [], []
    with tempfile.TemporaryDirectory(prefix="coopgraph-") as folder:
        for gold in golds:
            out = Path(folder) / Path(gold["doc"]).stem
            try:
                build(texts / gold["doc"], out)
            except CoopgraphError as error:
                failed.append((gold["doc"], str(error)))
            documents.append(score_one(gold, texts / gold["doc"], out / "graph.ttl"))
    return Measured(name=name, documents=tuple(documents), failed=tuple(failed))


def score_one(gold: dict, source: Path, graph: Path) -> dict:
    """Score one built graph against its gold, quotations against the text; no graph scores nothing."""
    raw = source.read_text(encoding="utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", raw)
    predicted = score.Predicted(graph, text) if graph.exists() else score.Predicted()
    return score.score_document(gold, predicted) | {"doc": gold["doc"]}


def table(measured: Iterable[Measured]) -> str:
    """Return a Markdown table, one row a set, its scores as precision / recall / F1."""
    lines = [
        "| set | documents | entities | relations | dates, amounts, roles | problems |",
        "|---|---:|---|---|---|---:|",
    ]
    for m in measured:
        cells = (m.prf("entity"), m.prf("relation"), m.prf("date", "amount", "role"))
        numbers = " | ".join(" / ".join(f"{x:.3f}" for x in cell) for cell in cells)
        lines.append(f"| {m.name} | {len(m.documents)} | {numbers} | {m.problems} |")
    return "\n".join(lines)


def shortfalls(m: Measured, floors: dict[str, float]) -> list[str]:
    """Return one line for every floor that the set is under, and for documents that did not build."""
    lines = [f"{m.name}: {doc} did not build: {reason}" for doc, reason in m.failed]
    for what, key in (("entities", "entity"), ("relations", "relation")):
        f1 = m.prf(key)[2]
        if f1 < floors.get(what, 0.0):
            lines.append(f"{m.name}: {what} F1 {f1:.4f} is under its floor {floors[what]}")
    if m.problems > floors.get("problems", m.problems):
        lines.append(f"{m.name}: {m.problems} integrity problems, {floors['problems']} allowed")
    return lines


def put_between_markers(page: str, content: str) -> str:
    """Return the page with what stands between its two markers replaced."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{content}\n{END}{after}"


def show_details(m: Measured, *, by_type: bool, errors: bool) -> None:
    documents = list(m.documents)
    print(f"\n{m.name}")
    score.show(score.result_of(documents, list(m.failed)), documents, by_type=by_type, errors=errors)


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", default=["seeds", "dev"], metavar="SET")
    parser.add_argument("--by-type", action="store_true", help="also by entity type and by relation")
    parser.add_argument("--errors", action="store_true", help="also every document's misses and extras")
    parser.add_argument("--write", action="store_true", help=f"also into docs/{PAGE.name}")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None, build: Build | None = None) -> int:
    options = arguments(words)
    shared = Path(os.environ.get("COOPGRAPH_SHARED") or ROOT.parent / "shared").resolve()
    floors = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
    build = build or builder()
    try:
        measured = [measure(name, shared, build) for name in options.sets]
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    print(table(measured))
    if options.by_type or options.errors:
        for m in measured:
            show_details(m, by_type=options.by_type, errors=options.errors)
    if options.write:
        page = put_between_markers(PAGE.read_text(encoding="utf-8"), table(measured))
        PAGE.write_text(page, encoding="utf-8")
    below = [line for m in measured for line in shortfalls(m, floors.get(m.name, {}))]
    print("\n".join(below) or "No floor is broken.", file=sys.stderr if below else sys.stdout)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
