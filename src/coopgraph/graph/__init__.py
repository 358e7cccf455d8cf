"""Stage 4: write what is known as RDF, every edge with its quotation, and check what was written.

``docs/graph.md`` is the contract of the files.
"""

from __future__ import annotations

from coopgraph.graph.check import check
from coopgraph.graph.quads import to_quads
from coopgraph.graph.write import write
from coopgraph.graph.written import Problem

__all__ = ["Problem", "check", "to_quads", "write"]
