"""How documents are to be read: how surely, and what the optional extractors need to know."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from coopgraph.extract.assisted.cost import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What may be asked of extractors; what stays empty is needed only by the extractor that asks for it."""

    precision: float | None = None
    """Share of what is read that should be right, as it was measured; None for what is usual."""
    llm_url: str = ""
    """Where the server is, as its clients write it: ``http://localhost:11434/v1``."""
    llm_model: str = ""
    llm_cache: Path | None = None
    """Folder with answers; without it every document is asked about each time."""
    gliner: Path | None = None
    """Folder with a GLiNER model."""
    patience: float = 300.0
    """Seconds that an answer may take."""
    retries: int = 2
    """How often a request is sent again when the server is busy or fails."""
    ledger: Ledger = field(default_factory=Ledger)
    """The account that calls are entered in; its prices and its limit are set by whoever makes it."""
    tell: Callable[[str], None] = warnings.warn
    """Called with one line for each document that the language model gave no answer for."""
