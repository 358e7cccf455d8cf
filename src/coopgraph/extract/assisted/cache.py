"""Keep answers of the language model in a folder, by what was asked."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from coopgraph.errors import OutputError


def key(request: Mapping[str, Any]) -> str:
    """Return the name of the answer to ``request``: the same whichever server is asked."""
    return hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()


def read(folder: Path | None, name: str, most: int) -> str | None:
    """Return the answer kept as ``name``; None when there is none, or none that can be used, of ``most`` bytes."""
    if folder is None:
        return None
    file = folder / f"{name}.json"
    try:
        if file.stat().st_size > most:
            return None
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    answer = kept.get("answer") if isinstance(kept, dict) else None
    return answer if isinstance(answer, str) else None


def write(folder: Path | None, name: str, answer: str, model: str) -> None:
    """Keep ``answer``, written beside its place and renamed; ``model`` is for whoever looks into the folder."""
    if folder is None:
        return
    content = json.dumps({"model": model, "answer": answer}, ensure_ascii=False, indent=1)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, suffix=".part", delete=False) as beside:
            beside.write(content)
        _rename(Path(beside.name), folder / f"{name}.json")
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror} (give another --llm-cache)") from error


def _rename(beside: Path, file: Path) -> None:
    try:
        beside.replace(file)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
