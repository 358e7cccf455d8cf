"""What things and Statements are about, as it is written."""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from coopgraph import graph, vocab
from coopgraph.model import Knowledge, Relation, Status

from .knowledge import BORDER, ENGLISH, FUNDING, KNOWLEDGE, claim, document, fact, topic

QUADS = tuple(graph.to_quads(KNOWLEDGE))
BRIDGE = NamedNode(vocab.BASE + "programme/bridge")
STATEMENT = NamedNode(f"{vocab.BASE}statement/{FUNDING.id}")
ANNOTATION = f"{vocab.BASE}evidence/{ENGLISH.id}-0-14-border-management"


def term(name: str) -> NamedNode:
    prefix, local = name.split(":")
    return NamedNode(vocab.PREFIXES[prefix] + local)


def values(subject: NamedNode, predicate: str, quads: tuple[Quad, ...] = QUADS) -> set[object]:
    return {q.object for q in quads if (q.subject, q.predicate) == (subject, term(predicate))}


def test_things_and_statements_are_about_topics_in_the_default_graph() -> None:
    about = {(q.subject, q.object, q.graph_name) for q in QUADS if q.predicate == term("coop:about")}
    assert about == {
        (BRIDGE, term("topic:border-management"), DefaultGraph()),
        (STATEMENT, term("topic:transport"), DefaultGraph()),
    }


def test_the_topics_that_occur_and_those_above_them_have_labels_and_no_others() -> None:
    concepts = {q.subject for q in QUADS if q.object == term("skos:Concept")}
    names = ("border-management", "migration", "transport", "infrastructure")
    assert concepts == {term(f"topic:{name}") for name in names}
    assert values(term("topic:transport"), "skos:prefLabel") == {
        Literal("transport", language="en"),
        Literal("transporte", language="es"),
    }
    assert values(term("topic:transport"), "skos:broader") == {term("topic:infrastructure")}
    assert values(term("topic:infrastructure"), "skos:broader") == set()


def test_the_words_that_name_a_topic_are_quoted_in_the_graph_of_their_document() -> None:
    annotation = NamedNode(ANNOTATION)
    said = {q for q in QUADS if q.subject == annotation}
    assert {q.graph_name for q in said} == {NamedNode(f"{vocab.BASE}document/{ENGLISH.id}")}
    assert values(annotation, "oa:motivatedBy") == {term("oa:classifying")}
    assert values(annotation, "oa:hasBody") == {term("topic:border-management")}
    assert values(annotation, "coop:classifies") == {BRIDGE}
    assert values(NamedNode(f"{ANNOTATION}-quote"), "oa:exact") == {Literal("Border project")}


def test_a_topic_is_no_evidence_of_a_statement() -> None:
    bodies = {q.subject for q in QUADS if q.predicate == term("oa:hasBody") and q.object == STATEMENT}
    assert len(bodies) == 2
    assert all(values(body, "oa:motivatedBy") == {term("oa:identifying")} for body in bodies)  # type: ignore[arg-type]


def test_words_that_name_the_topic_of_several_are_quoted_once() -> None:
    stated = claim((Relation.SUPPORTS, Status.ONGOING), "Border project starts", topics=(BORDER,))
    more = fact("actor/iom", Relation.SUPPORTS, "programme/bridge", stated)
    quads = tuple(graph.to_quads(replace(KNOWLEDGE, facts=(*KNOWLEDGE.facts, more))))
    found = values(NamedNode(ANNOTATION), "coop:classifies", quads)
    assert found == {BRIDGE, NamedNode(f"{vocab.BASE}statement/{more.id}")}
    assert len(set(quads)) == len(quads)


def test_a_topic_goes_with_the_quotation_that_holds_a_contact() -> None:
    words = "The IOM supports reintegration, write to desk@example.org."
    source = document(f"{words}\nThe IOM supports the Bridge Project.\n")
    key = (Relation.SUPPORTS, Status.ONGOING)
    leaky = claim(
        key, words, source=source, topics=(topic("return-and-reintegration", "reintegration", source=source),)
    )
    clean = claim(key, "The IOM supports the Bridge Project.", source=source)
    knowledge = Knowledge(
        documents=(source,),
        entities=KNOWLEDGE.entities,
        facts=(fact("actor/iom", Relation.SUPPORTS, "programme/bridge", clean, leaky),),
    )
    knowledge = replace(knowledge, entities=tuple(replace(e, topics=()) for e in knowledge.entities))
    quads = tuple(graph.to_quads(knowledge))
    assert not any(q.predicate == term("coop:about") for q in quads)
    assert not any("reintegration" in str(q) for q in quads)
