"""Ask a graph in SPARQL: run a query, write its result, or take one of the named questions."""

from __future__ import annotations

import pyoxigraph as ox

from coopgraph import vocab
from coopgraph.errors import QueryError
from coopgraph.output import guard, store
from coopgraph.output.formats import FORMATS, default_format, write
from coopgraph.output.named import NamedQuery, Parameter, named, named_query
from coopgraph.output.result import Form, Result

__all__ = [
    "FORMATS",
    "Form",
    "NamedQuery",
    "Parameter",
    "Result",
    "default_format",
    "named",
    "named_query",
    "run",
    "write",
]


def run(graph: ox.Store, text: str) -> Result:
    """Return the result of a SELECT, ASK, CONSTRUCT or DESCRIBE query.

    The prefixes of ``vocab`` need no declaration; a query's own declarations win. Raise QueryError, one
    line with the place, for bad syntax, for an update and for a SERVICE clause: nothing is ever fetched.
    """
    guard.refuse_unsafe(text)
    base = store.base_of_store(graph)
    prefixes = vocab.prefixes(base)
    try:
        return _result(graph.query(text, base_iri=base, prefixes=prefixes), prefixes)
    except SyntaxError as error:
        raise QueryError(guard.explain(error, text, prefixes)) from error
    except (OSError, RuntimeError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise QueryError(f"query: cannot be evaluated: {reason} (use SPARQL 1.1 functions)") from error


def _result(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, prefixes: dict[str, str]) -> Result:
    if isinstance(found, ox.QueryTriples):
        triples = tuple(sorted(set(found), key=store.reading_order))
        return Result(form=Form.GRAPH, prefixes=prefixes, triples=triples)
    form = Form.ROWS if isinstance(found, ox.QuerySolutions) else Form.ANSWER
    json = found.serialize(format=ox.QueryResultsFormat.JSON) or b""
    return Result(form=form, prefixes=prefixes, json=json)
