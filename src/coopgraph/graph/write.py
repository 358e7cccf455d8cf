"""Write the files of a graph: the same bytes for the same knowledge, in whatever order it comes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from coopgraph import vocab
from coopgraph.errors import OutputError
from coopgraph.graph.entities import RDF_TYPE
from coopgraph.graph.quads import to_quads
from coopgraph.model import Document, Knowledge

TURTLE = "graph.ttl"
NQUADS = "graph.nq"
DOCUMENTS = "documents"


def write(knowledge: Knowledge, folder: Path, *, base: str = vocab.BASE) -> None:
    """Write ``graph.ttl``, ``graph.nq`` and ``documents/<sha256>.txt`` into ``folder``, made if need be."""
    quads = tuple(to_quads(knowledge, base=base))
    try:
        (folder / DOCUMENTS).mkdir(parents=True, exist_ok=True)
        (folder / TURTLE).write_bytes(_turtle(quads, base))
        (folder / NQUADS).write_bytes(_nquads(quads))
        for document in knowledge.documents:
            _write_document(document, folder / DOCUMENTS)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror} (give another folder)") from error


def _write_document(document: Document, folder: Path) -> None:
    (folder / f"{document.id}.txt").write_text(document.text, encoding="utf-8", newline="\n")


def _turtle(quads: Iterable[Quad], base: str) -> bytes:
    triples = sorted({quad.triple for quad in quads}, key=_reading_order)
    turtle = serialize(triples, format=RdfFormat.TURTLE, prefixes=_prefixes(base)) or b""
    # A blank line before each subject; no literal can be hit, for their line breaks are escaped.
    return re.sub(rb"(?<= \.\n)(?=[^@])", b"\n", turtle)


def _reading_order(triple: Triple) -> tuple[str, bool, str, str]:
    subject = str(triple.subject).rstrip(">")  # so that an annotation comes before its target and selectors
    return subject, triple.predicate != RDF_TYPE, str(triple.predicate), str(triple.object)


def _nquads(quads: Iterable[Quad]) -> bytes:
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").split(b"\n")
    return b"".join(line + b"\n" for line in sorted(set(lines)) if line)


def _prefixes(base: str) -> dict[str, str]:
    return {name: iri for name, iri in vocab.prefixes(base).items() if name not in {"id", "rdfs", "prov"}}
