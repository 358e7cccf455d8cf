"""Measure the seconds of each stage on the example releases: medians over several runs, no thresholds.

run.py [--runs N] [SOURCE ...]      SOURCE: documents or folders (default: examples/releases)
"""

from __future__ import annotations

import argparse
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from coopgraph import extract, graph, ingest, output, pipeline, resolve
from coopgraph.model import Document
from coopgraph.output import network, query
from coopgraph.registry import Registry

EXAMPLES = Path(__file__).parents[1] / "examples" / "releases"
QUESTION = "SELECT ?who ?what WHERE { ?who coop:funds ?what } ORDER BY ?who ?what"
READING = "extract: read the documents"

T = TypeVar("T")
Seconds = dict[str, float]


def timed(seconds: Seconds, step: str, work: Callable[[], T]) -> T:
    """Do the work, note its seconds under the step's name and return its result."""
    begin = time.perf_counter()
    result = work()
    seconds[step] = time.perf_counter() - begin
    return result


def run_once(sources: Sequence[str], out: Path) -> tuple[Seconds, int]:
    """Go through all stages once; return the seconds of each and the number of documents."""
    s: Seconds = {}
    registry = timed(s, "registry: load the known actors", Registry.load)
    read = timed(s, "extract: load the rules", lambda: extract.load(registry))
    found = timed(s, "ingest: read the sources", lambda: list(ingest.read(sources)))
    documents = [value for value in found if isinstance(value, Document)]
    readings = timed(s, READING, lambda: [read(document) for document in documents])
    knowledge = timed(s, "resolve: names to actors, claims to facts", lambda: resolve.resolve(readings, registry))
    out.mkdir()
    timed(s, "graph: write Turtle and N-Quads", lambda: graph.write(knowledge, out))
    timed(s, "graph: check", lambda: graph.check(out))
    store = timed(s, "output: open the graph", lambda: output.open_graph(out))
    timed(s, "output: one query", lambda: query.run(store, QUESTION))
    timed(s, "output: the network view", lambda: network.render(store))
    timed(s, "whole build, as the command does it", lambda: pipeline.build(sources, out.with_name("whole")))
    return s, len(documents)


def show(runs: Sequence[Seconds], documents: int) -> None:
    """Print the median, fastest and slowest of each step in milliseconds."""
    print(f"{documents} documents, {len(runs)} runs, Python {platform.python_version()}, {platform.machine()}\n")
    print(f"{'milliseconds':44} {'median':>9} {'min':>9} {'max':>9}")
    for step in runs[0]:
        values = [run[step] * 1000 for run in runs]
        print(f"{step:44} {statistics.median(values):9.1f} {min(values):9.1f} {max(values):9.1f}")
    rate = documents / statistics.median(run[READING] for run in runs)
    print(f"\nextraction: {rate:.0f} documents a second, one process")


def main(words: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sources", nargs="*", default=[str(EXAMPLES)], metavar="SOURCE")
    parser.add_argument("--runs", type=int, default=5, help="how often (default: 5), after one run to warm up")
    options = parser.parse_args(words)
    runs: list[Seconds] = []
    documents = 0
    for number in range(options.runs + 1):
        with tempfile.TemporaryDirectory(prefix="coopgraph-") as folder:
            seconds, documents = run_once(options.sources, Path(folder) / "stages")
        if number:
            runs.append(seconds)
    show(runs, documents)


if __name__ == "__main__":
    main()
