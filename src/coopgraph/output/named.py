"""The named questions: SPARQL files whose parameters are names of things in the graph."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

import pyoxigraph as ox

from coopgraph import resources
from coopgraph.errors import QueryError
from coopgraph.output import lookup

SUFFIX = ".rq"

_HEADER = re.compile(r"^# (title|title@es|parameter): (.+)$", re.MULTILINE)
_PARAMETER = re.compile(r"(\w+) - (.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One blank of a question; left out, it stands for anything."""

    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """One question: its name, its title in English and Spanish, its blanks and its SPARQL."""

    name: str
    title_en: str
    title_es: str
    parameters: tuple[Parameter, ...]
    text: str


def named() -> tuple[NamedQuery, ...]:
    """Return the named questions, sorted by name."""
    files = resources.folder("queries", suffix=SUFFIX)
    return tuple(parse(file.name.removesuffix(SUFFIX), file.read_text(encoding="utf-8")) for file in files)


def parse(name: str, text: str) -> NamedQuery:
    """Return the question that a file states: its header lines and the query below them."""
    header = _HEADER.findall(text)
    single = dict(header)
    blanks = (_PARAMETER.fullmatch(value) for key, value in header if key == "parameter")
    return NamedQuery(
        name=name,
        title_en=single.get("title", name),
        title_es=single.get("title@es", name),
        parameters=tuple(Parameter(name=b[1], description=b[2]) for b in blanks if b),
        text=text,
    )


def named_query(name: str, params: Mapping[str, str], graph: ox.Store) -> str:
    """Return the SPARQL of a named question, its parameters bound to the things of ``graph`` so named.

    A value is a name, alias or acronym; case and accents do not matter. A parameter left out stands for
    anything. Raise QueryError for an unknown question, parameter or name, with what comes near.
    """
    question = _question(name)
    known = [parameter.name for parameter in question.parameters]
    for parameter in params:
        if parameter not in known:
            raise QueryError(f"{name}: no parameter '{parameter}' ({_choice(known)})")
    text = question.text
    for parameter in known:
        text = _bind(text, parameter, params.get(parameter), graph)
    return text


def _question(name: str) -> NamedQuery:
    questions = {question.name: question for question in named()}
    if name not in questions:
        near = get_close_matches(name, questions, n=3, cutoff=0.4)
        hint = f"did you mean {' or '.join(near)}?" if near else "SPARQL, or a name that 'coopgraph query --list' shows"
        raise QueryError(f"{name}: no such named query ({hint})")
    return questions[name]


def _choice(known: list[str]) -> str:
    return f"it takes {', '.join(known)}" if known else "it takes none"


def _bind(text: str, parameter: str, value: str | None, graph: ox.Store) -> str:
    blank = f"VALUES ?{parameter} {{ UNDEF }}"
    if value is None:
        return text.replace(blank, "")
    things = " ".join(str(thing) for thing in lookup.find(graph, parameter, value))
    return text.replace(blank, f"VALUES ?{parameter} {{ {things} }}")
