"""A graph as it lies in its folder, read back for checking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from coopgraph import vocab
from coopgraph.errors import GraphError
from coopgraph.graph.entities import RDF_TYPE
from coopgraph.graph.literals import coop
from coopgraph.graph.write import NQUADS, TURTLE

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One thing that is wrong in a written graph: where (file, IRI, offsets), and what."""

    place: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The triples of ``graph.ttl``, the quads of ``graph.nq``, and an index of the former by subject."""

    folder: Path
    triples: frozenset[Triple]
    quads: frozenset[Quad]
    about: Mapping[Term, Mapping[NamedNode, tuple[Term, ...]]]

    def values(self, subject: Term, predicate: NamedNode) -> tuple[Term, ...]:
        """Return the objects of a subject and predicate, sorted."""
        return self.about.get(subject, {}).get(predicate, ())

    def of_class(self, local: str) -> Iterator[Term]:
        """Yield the subjects of a class of the ontology."""
        wanted = coop(local)
        return (subject for subject in self.about if wanted in self.values(subject, RDF_TYPE))


def load(folder: Path) -> Written:
    """Read a graph's folder; raise GraphError with one line when a file is missing or not well formed."""
    triples = frozenset(quad.triple for quad in _parse(folder / TURTLE, RdfFormat.TURTLE))
    return Written(
        folder=folder,
        triples=triples,
        quads=frozenset(_parse(folder / NQUADS, RdfFormat.N_QUADS)),
        about=_index(triples),
    )


def _parse(path: Path, syntax: RdfFormat) -> Iterator[Quad]:
    try:
        yield from parse(path=path, format=syntax)
    except FileNotFoundError as error:
        raise GraphError(f"{path}: missing (give the folder of a built graph)") from error
    except OSError as error:
        raise GraphError(f"{path}: cannot be read: {error.strerror}") from error
    except SyntaxError as error:
        reason = str(error.msg).replace("\n", "\\n")  # the parser quotes an unexpected line break as it is
        raise GraphError(f"{path}:{error.lineno}: not valid {syntax.name}: {reason}") from error


def _index(triples: frozenset[Triple]) -> Mapping[Term, Mapping[NamedNode, tuple[Term, ...]]]:
    index: dict[Term, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for triple in sorted(triples, key=str):
        index[triple.subject][triple.predicate].append(triple.object)
    return {s: {p: tuple(objects) for p, objects in rest.items()} for s, rest in index.items()}


def place(subject: Term, *, file: str = TURTLE) -> str:
    """Return where a problem is: the file and the IRI."""
    return f"{file} {subject}"


def short(term: Term) -> str:
    """Return a term for a message, the ontology's terms by their prefix."""
    if isinstance(term, NamedNode):
        for name in ("coop", "status", "topic", "rdf", "skos", "dcterms", "oa"):
            iri = vocab.PREFIXES[name]
            if term.value.startswith(iri):
                return f"{name}:{term.value.removeprefix(iri)}"
    return str(term)
