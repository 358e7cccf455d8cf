"""The whole flow: sources in, a folder with the graph, its documents and the network view out."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from coopgraph import extract, graph, ingest, resolve, vocab
from coopgraph.errors import InputError, OutputError
from coopgraph.extract import Doubted, Explained
from coopgraph.graph.write import DOCUMENTS, NQUADS, TURTLE
from coopgraph.model import NOT_ASSERTED, Document, Kind, Knowledge, Reading, Relation, Skipped
from coopgraph.output import network, open_graph, query
from coopgraph.registry import Registry

NETWORK = "network.html"

_STORED_TEXT = re.compile(r"[0-9a-f]{64}\.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactCount:
    """How many facts of one relation a graph holds."""

    relation: Relation
    asserted: int
    not_asserted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a build read and found."""

    documents: int
    entities: tuple[tuple[Kind, int], ...]
    """How many of each kind; kinds without any are left out."""
    facts: tuple[FactCount, ...]
    """One for each relation that occurs."""
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found."""

    problems: tuple[graph.Problem, ...]
    statements: int
    quotations: int


def build(
    sources: Sequence[str],
    out: Path,
    *,
    stdin: BinaryIO | None = None,
    persons: bool = True,
    base: str = vocab.BASE,
    actors: Sequence[Path] = (),
    rules: Sequence[Path] = (),
    extractor: str = extract.BOTH,
    settings: extract.Settings | None = None,
    title: str = "",
    on_progress: Callable[[str], None] | None = None,
) -> Summary:
    """Build the graph of ``sources`` in the folder ``out`` and return what was found.

    ``settings`` are for the optional extractors. ``on_progress`` is called with the source of every document read.
    An error leaves ``out`` as it was.
    """
    with _beside(out) as folder:
        registry = Registry.load(*actors)
        readings, skipped = [], []
        for item in _readings(sources, stdin, registry, rules, extractor, settings):
            if isinstance(item, Skipped):
                skipped.append(item)
                continue
            readings.append(item)
            if on_progress:
                on_progress(item.document.source)
        if not readings:
            raise _nothing(sources, skipped)
        knowledge = resolve.resolve(readings, registry, persons=persons)
        graph.write(knowledge, folder, base=base)
        write(folder / NETWORK, view(folder, title=title))
        _publish(folder, out)
    return _summary(knowledge, skipped)


def read(
    sources: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    actors: Sequence[Path] = (),
    rules: Sequence[Path] = (),
    extractor: str = extract.BOTH,
    settings: extract.Settings | None = None,
) -> Iterator[Reading | Skipped]:
    """Return what is understood of every document of ``sources``, and what gave no document, one by one."""
    return _readings(sources, stdin, Registry.load(*actors), rules, extractor, settings)


def explain(
    sources: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    actors: Sequence[Path] = (),
    rules: Sequence[Path] = (),
    extractor: str = extract.BOTH,
    settings: extract.Settings | None = None,
) -> Iterator[tuple[Document, tuple[Explained, ...]] | Skipped]:
    """Return why the sentences of every document of ``sources`` gave their claims or none, and what was skipped."""
    tell = extract.explainer(Registry.load(*actors), *rules, extractor=extractor, settings=settings)
    for item in ingest.read(sources, stdin=stdin):
        yield item if isinstance(item, Skipped) else (item, tell(item))


def doubt(
    sources: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    actors: Sequence[Path] = (),
    rules: Sequence[Path] = (),
) -> Iterator[Doubted | Skipped]:
    """Return of which sentences of every document of ``sources`` the model is unsure, and what was skipped."""
    ask = extract.doubter(Registry.load(*actors), *rules)
    for item in ingest.read(sources, stdin=stdin):
        yield item if isinstance(item, Skipped) else ask(item)


def alone(
    *,
    actors: Sequence[Path] = (),
    rules: Sequence[Path] = (),
    measured: Mapping[str, float] | None = None,
    extractor: str = extract.BOTH,
    settings: extract.Settings | None = None,
) -> Callable[[str], Knowledge]:
    """Return what reads one source by itself, as a build would, with actors and rules loaded only once.

    ``measured`` says by id how often packaged rules are right; without it, what the package knows of that.
    """
    registry = Registry.load(*actors)
    understand = extract.load(registry, *rules, measured=measured, extractor=extractor, settings=settings)

    def know(source: str) -> Knowledge:
        items = tuple(ingest.read([source]))
        documents = [item for item in items if isinstance(item, Document)]
        if not documents:
            raise _nothing([source], [item for item in items if isinstance(item, Skipped)])
        return resolve.resolve(map(understand, documents), registry)

    return know


def view(folder: Path, *, title: str = "") -> str:
    """Return the page that shows the graph in ``folder``, in HTML."""
    store = open_graph(folder)
    return network.render(store, title=title) if title else network.render(store)


def check(folder: Path) -> Checked:
    """Return what is wrong in the graph in ``folder``, and how much was looked at."""
    problems = graph.check(folder)
    store = open_graph(folder)
    return Checked(
        problems=problems,
        statements=len(query.run(store, "SELECT ?it WHERE { ?it a coop:Statement }").rows),
        quotations=len(query.run(store, "SELECT ?it WHERE { ?it a oa:Annotation }").rows),
    )


def write(file: Path, content: str | bytes) -> None:
    """Write ``content`` beside ``file`` and rename it; raise OutputError when that fails."""
    beside = file.with_name(f".{file.name}.part")
    try:
        beside.write_bytes(content.encode() if isinstance(content, str) else content)
        beside.replace(file)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise _unwritable(file, error) from error


def _readings(
    sources: Sequence[str],
    stdin: BinaryIO | None,
    registry: Registry,
    rules: Sequence[Path],
    extractor: str,
    settings: extract.Settings | None,
) -> Iterator[Reading | Skipped]:
    understand = extract.load(registry, *rules, extractor=extractor, settings=settings)
    for item in ingest.read(sources, stdin=stdin):
        yield item if isinstance(item, Skipped) else understand(item)


def _nothing(sources: Sequence[str], skipped: Sequence[Skipped]) -> InputError:
    """Return the error for sources without any document."""
    if not skipped:
        return InputError(f"{', '.join(sources)}: no document in it (texts with at least one line)")
    first, more = skipped[0], len(skipped) - 1
    return InputError(f"{first.source}: {first.reason}" + (f" (and {more} more; no document left)" if more else ""))


def _summary(knowledge: Knowledge, skipped: Sequence[Skipped]) -> Summary:
    kinds = Counter(entity.kind for entity in knowledge.entities)
    facts = Counter((fact.relation, fact.status in NOT_ASSERTED) for fact in knowledge.facts)
    counts = (FactCount(relation=r, asserted=facts[r, False], not_asserted=facts[r, True]) for r in Relation)
    return Summary(
        documents=len(knowledge.documents),
        entities=tuple((kind, kinds[kind]) for kind in Kind if kinds[kind]),
        facts=tuple(count for count in counts if count.asserted or count.not_asserted),
        skipped=tuple(skipped),
    )


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """Make a hidden folder on the disk of ``out`` for the time of the work, or raise OutputError.

    It lies in ``out`` if that exists, else in the nearest folder above that does: nothing else is made yet.
    """
    try:
        place = next(folder for folder in (out, *out.absolute().parents) if folder.exists())
        if not place.is_dir():
            raise OutputError(f"{place}: is a file, not a folder (give another folder for the output)")
        _check_replaceable(out)
        folder = Path(tempfile.mkdtemp(prefix=".coopgraph-", dir=place))
    except OSError as error:
        raise _unwritable(out, error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _check_replaceable(out: Path) -> None:
    """Raise OutputError when a folder in ``out`` has the name of a file to write, or the reverse."""
    for name in (TURTLE, NQUADS, NETWORK):
        if (out / name).is_dir():
            raise OutputError(f"{out / name}: is a folder where a file belongs (move it or give another folder)")
    documents = out / DOCUMENTS
    if documents.exists() and not documents.is_dir():
        raise OutputError(f"{documents}: is a file where a folder belongs (move it or give another folder)")


def _publish(folder: Path, out: Path) -> None:
    """Move every file of ``folder`` to its place in ``out``; drop the texts that no document has any more."""
    texts = {path.name for path in (folder / DOCUMENTS).iterdir()}
    try:
        (out / DOCUMENTS).mkdir(parents=True, exist_ok=True)
        for name in (*(f"{DOCUMENTS}/{text}" for text in sorted(texts)), NQUADS, TURTLE, NETWORK):
            os.replace(folder / name, out / name)  # noqa: PTH105 - replaces on every system
        for path in (out / DOCUMENTS).iterdir():
            if _STORED_TEXT.fullmatch(path.name) and path.name not in texts:
                path.unlink()
    except OSError as error:
        raise _unwritable(out, error) from error


def _unwritable(place: Path, error: OSError) -> OutputError:
    return OutputError(f"{place}: cannot be written: {error.strerror} (give another place)")
