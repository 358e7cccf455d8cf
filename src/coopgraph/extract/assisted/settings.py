"""What the optional extractors need to know."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from coopgraph.extract.assisted.cost import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the optional extractors are reached; what stays empty is needed only by the extractor that asks for it."""

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
