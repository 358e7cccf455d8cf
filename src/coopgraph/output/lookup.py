"""Find the things of a graph by a name as a person would type it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

import pyoxigraph as ox

from coopgraph import vocab
from coopgraph.errors import QueryError
from coopgraph.registry import normalise

TOPIC = "topic"
"""The parameter that is the name of a topic; all others are names of things."""

_CONCEPT = ox.NamedNode(vocab.SKOS + "Concept")
_TYPE = ox.NamedNode(vocab.RDF + "type")
_NAMES = (ox.NamedNode(vocab.SKOS + "prefLabel"), ox.NamedNode(vocab.SKOS + "altLabel"))
_SUGGESTIONS = 3


def find(graph: ox.Store, parameter: str, name: str) -> tuple[ox.NamedNode, ...]:
    """Return the things that bear ``name``, sorted; raise QueryError with near names when nothing does.

    Labels and aliases of all languages count, whatever their case and accents. A name can belong to
    several things, as that of a state to its government and its territory.
    """
    wanted = normalise(name)
    labels = tuple(_labels(graph, topics=parameter == TOPIC))
    things = {thing for thing, label in labels if normalise(label) == wanted}
    if not things:
        advice = _advice((label for _, label in labels), wanted)
        raise QueryError(f"{parameter}={name}: nothing in the graph has this name ({advice})")
    return tuple(sorted(things, key=str))


def _labels(graph: ox.Store, *, topics: bool) -> Iterator[tuple[ox.NamedNode, str]]:
    """Yield the names of the topics or those of all else."""
    concepts = {quad.subject for quad in graph.quads_for_pattern(None, _TYPE, _CONCEPT, ox.DefaultGraph())}
    for predicate in _NAMES:
        for quad in graph.quads_for_pattern(None, predicate, None, ox.DefaultGraph()):
            if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.Literal):
                continue
            if (quad.subject in concepts) == topics:
                yield quad.subject, quad.object.value


def _advice(labels: Iterable[str], wanted: str) -> str:
    """Return the names that hold the wanted words or look alike, or what to do when none does."""
    spelled: dict[str, str] = {}
    for label in sorted(labels):
        spelled.setdefault(normalise(label), label)
    holding = [key for key in sorted(spelled, key=len) if wanted and f" {wanted} " in f" {key} "]
    alike = get_close_matches(wanted, sorted(spelled), n=_SUGGESTIONS)
    near = list(dict.fromkeys([*holding, *alike]))[:_SUGGESTIONS]
    if not near:
        return "give the name of an actor, programme, agreement, event or place as the documents write it"
    return "did you mean " + " or ".join(f"'{spelled[key]}'" for key in near) + "?"
