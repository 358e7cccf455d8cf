"""What a query gives, whole and independent of the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import pyoxigraph as ox

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Form(StrEnum):
    """What kind of answer a query asks for."""

    ROWS = "SELECT"
    ANSWER = "ASK"
    GRAPH = "CONSTRUCT or DESCRIBE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The answer to one query: rows, yes or no, or triples in reading order."""

    form: Form
    prefixes: Mapping[str, str]
    """Those known to the query, for shorter output."""
    json: bytes = b""
    """SPARQL 1.1 Query Results JSON; empty for ``Form.GRAPH``."""
    triples: tuple[ox.Triple, ...] = ()

    @property
    def solutions(self) -> ox.QuerySolutions:
        """The rows of a SELECT query as the library's own iterator."""
        parsed = ox.parse_query_results(self.json, format=ox.QueryResultsFormat.JSON)
        if not isinstance(parsed, ox.QuerySolutions):
            raise TypeError(f"{self.form} gives no rows")
        return parsed

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the columns of a SELECT query, in its order."""
        return tuple(variable.value for variable in self.solutions.variables)

    @property
    def rows(self) -> tuple[tuple[Term | None, ...], ...]:
        """The rows of a SELECT query; None where a variable is not bound."""
        return tuple(tuple(solution) for solution in self.solutions)

    @property
    def answer(self) -> bool:
        """The answer to an ASK query."""
        return bool(ox.parse_query_results(self.json, format=ox.QueryResultsFormat.JSON))
