"""Documents with their annotations, as the model learns from them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from coopgraph import ingest
from coopgraph.model import Document

ROOT = Path(__file__).parents[1]
OWN = ROOT / "training"
SHARED = Path(os.environ.get("COOPGRAPH_SHARED") or ROOT.parent / "shared").resolve()
PAGE = ROOT / "docs" / "model.md"
"""What is measured of the model is written down here."""
_FREE = "CC0"
"""Begins the licence of texts that a model which ships may be trained on."""


class Origin(StrEnum):
    """Where an annotated document comes from."""

    OWN = "our corpus"
    TRAIN = "train"
    GIVEN = "given texts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A document and what an annotator found in it."""

    document: Document
    gold: Mapping[str, Any]
    file: Path
    """The file of the annotations."""
    teaches: bool
    """False for a text whose licence lets it measure and choose, but not train."""
    origin: Origin

    @property
    def own(self) -> bool:
        """True for a document of our own corpus, which was written, not found."""
        return self.origin is Origin.OWN

    @property
    def name(self) -> str:
        """The name of the annotated text."""
        return str(self.gold["doc"])


def own() -> list[Annotated]:
    """Return the documents of our own corpus, in order of their names."""
    return list(_read(OWN / "gold", OWN / "docs", lambda _: True, Origin.OWN))


def given(folder: Path) -> list[Annotated]:
    """Return the documents of a folder with docs/*.txt and gold/*.json, in order of their names."""
    return list(_read(folder / "gold", folder / "docs", lambda _: True, Origin.GIVEN))


def has_train() -> bool:
    """Tell whether the evaluation set ``train`` is there."""
    return (SHARED / "eval" / "gold" / "train").is_dir()


def shared(name: str) -> list[Annotated]:
    """Return the documents of an evaluation set; raise FileNotFoundError when it is missing."""
    lines = (SHARED / "eval" / "docs" / "SOURCES.jsonl").read_text(encoding="utf-8").splitlines()
    free = {s["doc"] for s in map(json.loads, lines) if s["set"] == name and s["licence"].startswith(_FREE)}
    folder = SHARED / "eval"
    return list(_read(folder / "gold" / name, folder / "docs" / name, free.__contains__, Origin.TRAIN))


def _read(golds: Path, docs: Path, teaches: Callable[[str], bool], origin: Origin) -> Iterator[Annotated]:
    files = sorted(golds.glob("*.json"))
    if not files:
        raise FileNotFoundError(f"{golds}: no annotations (COOPGRAPH_SHARED names the folder with eval/gold)")
    for file in files:
        gold = json.loads(file.read_text(encoding="utf-8"))
        (document,) = (d for d in ingest.read([str(docs / gold["doc"])]) if isinstance(d, Document))
        yield Annotated(document=document, gold=gold, file=file, teaches=teaches(gold["doc"]), origin=origin)


def find(text: str, quotation: str) -> tuple[int, int] | None:
    """Return where ``text`` holds ``quotation``, white space being alike; None where it does not."""
    match = re.search(r"\s+".join(map(re.escape, quotation.split())), text)
    return match.span() if match else None


def fill(place: str, content: str) -> None:
    """Put ``content`` between the two markers of ``place`` in the page of the model."""
    page = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- {place}: begin -->", f"<!-- {place}: end -->"
    before, opened, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not (opened and closed):
        raise ValueError(f"{PAGE}: no place named {place}")
    PAGE.write_text(f"{before}{begin}\n{content}\n{end}{after}", encoding="utf-8")
