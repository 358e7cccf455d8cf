"""Open packaged data and ontology files; nothing else does."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from coopgraph.errors import KnowledgeError


def data(*parts: str) -> Traversable:
    """Return a file or folder below ``coopgraph/data``."""
    return files("coopgraph").joinpath("data", *parts)


def ontology(name: str) -> Traversable:
    """Return a file of the ontology, from the wheel or, in an editable install, from the checkout."""
    packaged = files("coopgraph").joinpath("ontology", name)
    if packaged.is_file():
        return packaged
    return Path(__file__).parents[2] / "ontology" / name


def read_toml(file: Traversable) -> dict[str, Any]:
    """Return the parsed TOML of ``file``; raise KnowledgeError with its name and place when it is malformed."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{file}: not valid TOML: {error}") from error


def folder(*parts: str, suffix: str = ".toml") -> Iterator[Traversable]:
    """Yield the files with ``suffix`` of a folder below ``coopgraph/data``, sorted by name."""
    yield from sorted((f for f in data(*parts).iterdir() if f.name.endswith(suffix)), key=lambda f: f.name)
