"""Check a written graph against its contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from coopgraph.graph import check_facts, check_files, check_things, check_topics, written
from coopgraph.graph.written import Problem, Written

CHECKS: tuple[Callable[[Written], Iterator[Problem]], ...] = (
    check_files.same_triples,
    check_files.graph_names,
    check_files.blank_nodes,
    check_files.documents,
    check_things.types,
    check_things.names,
    check_things.terms,
    check_things.dates,
    check_things.contacts,
    check_facts.statements,
    check_facts.plain_triples,
    check_facts.support,
    check_facts.quotations,
    check_topics.labels,
    check_topics.evidence,
)


def check(folder: Path) -> tuple[Problem, ...]:
    """Return what is wrong in the graph of ``folder``, sorted; nothing when all is well.

    Raises GraphError when a file is missing or cannot be parsed.
    """
    graph = written.load(folder)
    return tuple(sorted({problem for rule in CHECKS for problem in rule(graph)}))
