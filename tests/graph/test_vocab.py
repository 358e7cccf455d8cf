"""The ontology, the code lists and the modules that name their terms agree."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Literal, Namespace, URIRef

from coopgraph import resources, vocab
from coopgraph.model import ACTOR_KINDS, NOT_ASSERTED, Kind, Relation, Status

COOP = Namespace(vocab.COOP)
DCTERMS = Namespace(vocab.DCTERMS)
FILES = ("coopgraph.ttl", "codelists.ttl")
GRAPHS = {name: rdflib.Graph().parse(data=resources.ontology(name).read_bytes(), format="turtle") for name in FILES}
ONTOLOGY, CODES = (GRAPHS[name] for name in FILES)
TERMS = sorted(
    {str(s) for s in ONTOLOGY.subjects() if str(s).startswith(vocab.COOP)}
    | {str(s) for s in CODES.subjects(SKOS.notation) if not str(s).startswith(vocab.DAC)}
)
SUBKINDS = [(kind, subkind) for kind, subkinds in vocab.SUBKINDS.items() for subkind in subkinds]


@pytest.mark.parametrize("name", FILES)
def test_both_parsers_read_the_same_number_of_triples(name: str) -> None:
    content = resources.ontology(name).read_bytes()
    triples = list(pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(triples) == len(GRAPHS[name]) > 100


def test_the_ontology_says_what_it_is() -> None:
    ontology = URIRef(vocab.ONTOLOGY)
    assert ONTOLOGY.value(ontology, OWL.versionIRI) == URIRef(vocab.ONTOLOGY + "/0.1.0")
    assert ONTOLOGY.value(ontology, OWL.versionInfo) == Literal("0.1.0")
    assert isinstance(ONTOLOGY.value(ontology, DCTERMS.license), URIRef)
    assert ONTOLOGY.value(ontology, Namespace(vocab.VANN).preferredNamespaceUri) == Literal(vocab.COOP)
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert languages(ONTOLOGY, ontology, predicate) == ["en", "es"]


@pytest.mark.parametrize("term", TERMS)
def test_every_term_has_one_label_and_one_definition_in_each_language(term: str) -> None:
    graph, label = (ONTOLOGY, RDFS.label) if term.startswith(vocab.COOP) else (CODES, SKOS.prefLabel)
    assert languages(graph, URIRef(term), label) == ["en", "es"]
    assert languages(graph, URIRef(term), SKOS.definition) == ["en", "es"]


@pytest.mark.parametrize("term", [term for term in TERMS if term.startswith(vocab.COOP)])
def test_every_term_has_at_most_one_domain_and_range_and_its_source(term: str) -> None:
    subject = URIRef(term)
    assert len(list(ONTOLOGY.objects(subject, RDFS.domain))) <= 1
    assert len(list(ONTOLOGY.objects(subject, RDFS.range))) <= 1
    assert ONTOLOGY.value(subject, RDFS.isDefinedBy) == URIRef(vocab.ONTOLOGY)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_a_class_and_an_actor_where_it_acts(kind: Kind) -> None:
    assert (COOP[kind], RDF.type, OWL.Class) in ONTOLOGY
    assert ((COOP[kind], RDFS.subClassOf, COOP.Actor) in ONTOLOGY) == (kind in ACTOR_KINDS)


def test_the_twelve_types_are_disjoint() -> None:
    (axiom,) = ONTOLOGY.subjects(RDF.type, OWL.AllDisjointClasses)
    members = ONTOLOGY.value(axiom, OWL.members)
    assert set(ONTOLOGY.items(members)) == {COOP[kind] for kind in Kind}


@pytest.mark.parametrize(("kind", "subkind"), SUBKINDS)
def test_every_subkind_is_a_class_below_its_kind(kind: Kind, subkind: str) -> None:
    assert (COOP[subkind], RDFS.subClassOf, COOP[kind]) in ONTOLOGY


@pytest.mark.parametrize("kind", [Kind.AGREEMENT, Kind.EVENT])
def test_no_subclass_is_missing_from_the_subkinds(kind: Kind) -> None:
    assert set(ONTOLOGY.subjects(RDFS.subClassOf, COOP[kind])) == {COOP[s] for s in vocab.SUBKINDS[kind]}


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_subkind_of_the_word_lists_is_a_subkind(lang: str) -> None:
    words = resources.read_toml(resources.data("words", f"{lang}.toml"))["unnamed"]
    for kind, subkinds in vocab.SUBKINDS.items():
        assert set(words[kind]) - {str(kind)} <= set(subkinds)


@pytest.mark.parametrize("relation", Relation)
def test_every_relation_is_an_object_property(relation: Relation) -> None:
    assert (COOP[relation], RDF.type, OWL.ObjectProperty) in ONTOLOGY


@pytest.mark.parametrize("status", Status)
def test_every_status_is_a_concept_that_says_whether_it_asserts(status: Status) -> None:
    concept = URIRef(vocab.STATUS + status)
    assert CODES.value(concept, SKOS.notation) == Literal(str(status))
    assert CODES.value(concept, SKOS.inScheme) == URIRef(vocab.STATUS_SCHEME)
    assert CODES.value(concept, COOP.asserts) == Literal(status not in NOT_ASSERTED)


def test_there_are_no_other_statuses() -> None:
    assert len(list(CODES.subjects(SKOS.inScheme, URIRef(vocab.STATUS_SCHEME)))) == len(Status)


def test_no_other_module_spells_an_iri_of_the_project() -> None:
    source = Path(vocab.__file__).parent
    spelling = [p.name for p in source.rglob("*.py") if "//w3id.org/coopgraph" in p.read_text(encoding="utf-8")]
    assert spelling == ["vocab.py"]


def languages(graph: rdflib.Graph, subject: URIRef, predicate: URIRef) -> list[str]:
    return sorted(str(value.language) for value in graph.objects(subject, predicate) if isinstance(value, Literal))
