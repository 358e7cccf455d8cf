"""Read documents about international cooperation into a graph of who works with whom.

``build(["releases/"], Path("out"))`` is the whole flow:

    ingest   files, pages, feeds    -> Document    text once normalised, metadata, language
    extract  Document               -> Reading     Referents, and Claims with the words that state them
    resolve  Readings of all        -> Knowledge   Entities and Facts: names become actors, claims facts
    graph    Knowledge              -> RDF         graph.ttl, graph.nq, the texts
    output   RDF                    -> people      network view, answers to queries, exports

``Registry`` holds the actors known beforehand. Whatever a user can mend is a ``CoopgraphError`` of one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.errors import CoopgraphError
from coopgraph.model import Claim, Document, Entity, Fact, Knowledge, Reading, Referent

if TYPE_CHECKING:
    from coopgraph.pipeline import build
    from coopgraph.registry import Registry

    __version__: str
else:

    def __getattr__(name: str) -> object:
        """Import what loads the stages only when it is asked for."""
        if name == "build":
            from coopgraph.pipeline import build

            return build
        if name == "Registry":
            from coopgraph.registry import Registry

            return Registry
        if name == "__version__":
            from importlib.metadata import version

            return version("coopgraph")
        raise AttributeError(f"module 'coopgraph' has no attribute '{name}'")


__all__ = [
    "Claim",
    "CoopgraphError",
    "Document",
    "Entity",
    "Fact",
    "Knowledge",
    "Reading",
    "Referent",
    "Registry",
    "__version__",
    "build",
]
