"""Refuse queries that would change the graph or reach the network; say what is wrong with a query.

The search for SERVICE reads the text instead of a syntax tree: it may refuse a clause that stands in a
comment or a string, but no quoting, escape or comment can hide one that the engine would follow.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from coopgraph.errors import QueryError

_GAP = r"(?>\s+|\#[^\n\r]*+)*+"
_SERVICE = re.compile(
    rf"SERVICE{_GAP}(?:SILENT{_GAP})?(?:<[^>]*>|[?$][^\s{{}}\#]+|[^\s{{}}<>\"'\#:]*+:(?:\\.|[^\s{{}}\#\\])*+){_GAP}\{{",
    re.IGNORECASE | re.ASCII,  # a name may hold what Unicode calls a space
)
_PROLOGUE = rf"{_GAP}(?>(?:PREFIX{_GAP}[^\s:]*:{_GAP}<[^>]*>|BASE{_GAP}<[^>]*>){_GAP})*"
_UPDATE = re.compile(rf"{_PROLOGUE}(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)
_FORM = re.compile(rf"{_PROLOGUE}(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_POSITION = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)
_SENTENCE = re.compile(r"[A-Z][a-z]*(?: [A-Za-z]+){2,}")
_UNDECLARED = "Prefix not found"
_NEAR = 30
"""Characters of the query shown before the place of an error."""
_MARKS = 6
"""A longer list of what could follow helps nobody."""


def refuse_unsafe(text: str) -> None:
    """Raise QueryError when the query federates (SERVICE) or is an update (LOAD, INSERT, DELETE ...)."""
    for form in (text, _ESCAPE.sub(_unescape, text)):
        if _SERVICE.search(form):
            raise QueryError("query: SERVICE is refused, nothing is fetched from the network (ask this graph alone)")
        if update := _UPDATE.match(form):
            raise QueryError(
                f"query: {update[1].upper()} is refused, a built graph is read-only "
                "(use SELECT, ASK, CONSTRUCT or DESCRIBE)"
            )


def explain(error: SyntaxError, text: str, known: Mapping[str, str]) -> str:
    """Return one line for a syntax error of the engine: position, reason, what would be right."""
    found = _POSITION.match(str(error))
    if not found:
        return f"query: not valid SPARQL: {' '.join(str(error).split())}"
    line, column, expected = int(found[1]), int(found[2]), found[3]
    return f"query:{line}:{column}: not valid SPARQL: {_reason(expected, _before(text, line, column), known)}"


def _unescape(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code <= 0x10FFFF else found[0]


def _before(text: str, line: int, column: int) -> str:
    """Return what stands before a place; lines and columns count from one."""
    return "\n".join([*text.split("\n")[: line - 1], text.split("\n")[line - 1][: column - 1]])


def _reason(expected: str, before: str, known: Mapping[str, str]) -> str:
    if not _FORM.match(before):
        return "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, after its prefixes"
    if _UNDECLARED in expected and (name := re.search(r"([\w.-]*):[\w.-]*$", before)):
        return f"prefix '{name[1]}:' is not declared (known without declaration: {', '.join(known)})"
    if sentence := _SENTENCE.search(expected):
        return sentence[0][0].lower() + sentence[0][1:]
    near = f"cannot be read near '{' '.join(before.split())[-_NEAR:]}'"
    marks = re.findall(r'"([^\w\s\\"]+)"', expected)
    return f"{near} (expected {' or '.join(marks)})" if 0 < len(marks) <= _MARKS else near
