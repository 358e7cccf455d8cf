"""Stage 5: what people take from a built graph: answers, exports, the network view.

``open_graph`` reads a built folder; ``query`` asks it, ``export`` writes it in other formats (``EXPORTERS``)
and ``network`` draws it. ``FORMATS`` are those of a query's result.
"""

from __future__ import annotations

from coopgraph.output.export import EXPORTERS
from coopgraph.output.formats import FORMATS
from coopgraph.output.store import open_graph

__all__ = ["EXPORTERS", "FORMATS", "open_graph"]
