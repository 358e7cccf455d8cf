"""The network view: one page that shows who cooperates with whom, and the words that say so."""

from __future__ import annotations

from coopgraph.output.network.page import render

__all__ = ["render"]
