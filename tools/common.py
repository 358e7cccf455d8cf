"""What the generators share: reading our own lists, slugs, TOML values, writing or comparing."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "coopgraph" / "data"
SOURCES = ROOT / "tools" / "sources"


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the tab-separated rows of a file in ``tools/sources``, without comments."""
    for line in (SOURCES / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(line.split("\t"))


def words(name: str) -> frozenset[str]:
    """Return the words of a file in ``tools/sources``, however many a line."""
    return frozenset(word for row in rows(name) for cell in row for word in cell.split())


def slug(name: str) -> str:
    """Return ``name`` in lower-case ASCII letters, digits and hyphens."""
    decomposed = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("ł", "l").replace("ı", "i"))
    plain = decomposed.encode("ascii", "ignore").decode().casefold().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def toml_list(values: Iterable[str]) -> str:
    """Return strings as a TOML array."""
    return "[" + ", ".join(json.dumps(value, ensure_ascii=False) for value in values) + "]"


def write(path: Path, text: str) -> None:
    """Write a generated file and say so."""
    path.write_text(text, encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {len(text.encode())} bytes")
