from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from coopgraph import graph, vocab
from coopgraph.errors import OutputError
from coopgraph.model import NOT_ASSERTED, Attributes, Fact, Kind, Knowledge, Name, Relation, Span, Status

from .knowledge import (
    ENGLISH,
    ENTITIES,
    FACTS,
    FUNDING,
    KNOWLEDGE,
    SPANISH,
    claim,
    document,
    en,
    entity,
    es,
    fact,
)

QUADS = tuple(graph.to_quads(KNOWLEDGE))
XSD = vocab.XSD


def node(path: str) -> NamedNode:
    return NamedNode(vocab.BASE + path)


def coop(local: str) -> NamedNode:
    return NamedNode(vocab.COOP + local)


def objects(subject: NamedNode, predicate: NamedNode, quads: tuple[Quad, ...] = QUADS) -> set[object]:
    return {quad.object for quad in quads if quad.subject == subject and quad.predicate == predicate}


def quads_of(*facts: Fact, entities: tuple[object, ...] = ENTITIES) -> tuple[Quad, ...]:
    return tuple(graph.to_quads(replace(KNOWLEDGE, facts=facts, entities=entities)))  # type: ignore[arg-type]


def test_each_quad_comes_once() -> None:
    assert len(QUADS) == len(set(QUADS))


def test_the_fixture_covers_every_kind_relation_and_status() -> None:
    assert {e.kind for e in ENTITIES} == set(Kind)
    assert {f.relation for f in FACTS} == set(Relation)
    assert {f.status for f in FACTS} == set(Status)


def test_loading_into_a_store_changes_nothing() -> None:
    store = Store()
    store.extend(QUADS)
    assert set(store) == set(QUADS)


def test_things_and_facts_are_in_the_default_graph_and_sources_in_the_graph_of_their_document() -> None:
    graphs = {"actor": set(), "statement": set(), "evidence": set(), "document": set()}  # type: ignore[var-annotated]
    for quad in QUADS:
        family = str(quad.subject).removeprefix("<" + vocab.BASE).split("/")[0]
        if family in graphs and quad.predicate != coop("mentionedIn"):
            graphs[family].add(quad.graph_name)
    sources = {node(f"document/{d.id}") for d in (ENGLISH, SPANISH)}
    assert graphs["actor"] == graphs["statement"] == {DefaultGraph()}
    assert graphs["document"] == graphs["evidence"] == sources
    mentions = [quad for quad in QUADS if quad.predicate == coop("mentionedIn")]
    assert mentions
    assert all(quad.graph_name == quad.object for quad in mentions)


@pytest.mark.parametrize(
    ("path", "classes"),
    [
        ("actor/european-union", {"InternationalOrganization", "Actor", "Funder"}),
        ("actor/panama", {"Government", "Actor"}),
        ("agreement/memorandum", {"Agreement", "MemorandumOfUnderstanding"}),
        ("event/workshop", {"Event", "Workshop"}),
        ("person/rivera", {"Person"}),
    ],
)
def test_a_thing_has_its_type_and_the_classes_that_follow(path: str, classes: set[str]) -> None:
    assert objects(node(path), NamedNode(vocab.RDF + "type")) == {coop(name) for name in classes}


def test_names_carry_their_language_and_a_label_is_no_alias() -> None:
    union = node("actor/european-union")
    labels = {Literal("European Union", language="en"), Literal("Unión Europea", language="es")}
    assert objects(union, NamedNode(vocab.SKOS + "prefLabel")) == labels
    aliases = {Literal("EU", language="en"), Literal("UE", language="es")}
    assert objects(union, NamedNode(vocab.SKOS + "altLabel")) == aliases


def test_the_name_of_a_person_has_no_language() -> None:
    assert objects(node("person/rivera"), NamedNode(vocab.SKOS + "prefLabel")) == {Literal("Ana Rivera")}


@pytest.mark.parametrize(
    ("path", "predicate", "value", "datatype"),
    [
        ("agreement/memorandum", "signedOn", "2021-05-03", "date"),
        ("event/workshop", "startDate", "2021-05", "gYearMonth"),
        ("event/workshop", "endDate", "2021", "gYear"),
        (f"statement/{FUNDING.id}", "validFrom", "2020", "gYear"),
        (f"statement/{FUNDING.id}", "validUntil", "2023-06", "gYearMonth"),
        (f"statement/{FUNDING.id}", "amount", "1500000.5", "decimal"),
        (f"statement/{FUNDING.id}", "confidence", "0.94", "decimal"),
        (f"statement/{FUNDING.id}", "support", "2", "integer"),
        (f"statement/{FUNDING.id}", "currency", "EUR", "string"),
    ],
)
def test_values_are_typed_and_minimal(path: str, predicate: str, value: str, datatype: str) -> None:
    assert objects(node(path), coop(predicate)) == {Literal(value, datatype=NamedNode(XSD + datatype))}


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("20000000", "20000000"),
        ("12000000.0", "12000000"),
        ("0.410", "0.41"),
        ("1E6", "1000000"),
        ("0.0", "0"),
    ],
)
def test_an_amount_is_written_without_superfluous_zeros(amount: str, written: str) -> None:
    quads = quads_of(replace(FUNDING, attributes=Attributes(amount=amount)))
    (value,) = objects(node(f"statement/{FUNDING.id}"), coop("amount"), quads)
    assert value == Literal(written, datatype=NamedNode(XSD + "decimal"))


@pytest.mark.parametrize("attributes", [Attributes(amount="much"), Attributes(start="May 2020")])
def test_a_value_that_cannot_be_written_is_an_error(attributes: Attributes) -> None:
    with pytest.raises(OutputError, match="not a"):
        quads_of(replace(FUNDING, attributes=attributes))


def test_identifiers_are_matches_when_they_are_web_addresses_and_notations_otherwise() -> None:
    union = node("actor/european-union")
    assert objects(union, NamedNode(vocab.SKOS + "exactMatch")) == {NamedNode(vocab.WIKIDATA + "Q458")}
    assert objects(union, NamedNode(vocab.DCTERMS + "identifier")) == {Literal("XM-DAC-918")}


def test_a_country_is_named_only_when_it_is_in_the_graph() -> None:
    assert objects(node("actor/police"), coop("country")) == {node("actor/panama")}
    assert objects(node("actor/shipping"), coop("country")) == set()


@pytest.mark.parametrize("status", Status)
def test_the_status_decides_the_plain_triple_and_the_role_of_funder(status: Status) -> None:
    quads = quads_of(fact("actor/iom", Relation.FUNDS, "programme/bridge", status=status))
    asserts = status not in NOT_ASSERTED
    plain = Quad(node("actor/iom"), coop("funds"), node("programme/bridge"))
    assert (plain in quads) == asserts
    assert (coop("Funder") in objects(node("actor/iom"), NamedNode(vocab.RDF + "type"), quads)) == asserts
    assert any(quad.object == NamedNode(vocab.STATUS + status) for quad in quads)


def test_each_role_is_written() -> None:
    (held,) = (f for f in FACTS if f.relation is Relation.REPRESENTS)
    roles = objects(node(f"statement/{held.id}"), coop("role"))
    assert roles == {Literal("Commissioner"), Literal("Director")}


def test_one_span_gives_one_annotation_with_all_its_rules() -> None:
    quote = "The European Union funds the Bridge Project — “Puente”"
    start = ENGLISH.text.index(quote)
    annotation = node(f"evidence/{ENGLISH.id}-{start}-{start + len(quote)}-{FUNDING.id}")
    assert objects(annotation, coop("rule")) == {Literal("funds.active"), Literal("funds.active.also")}
    assert objects(annotation, NamedNode(vocab.OA + "hasBody")) == {node(f"statement/{FUNDING.id}")}
    (target,) = objects(annotation, NamedNode(vocab.OA + "hasTarget"))
    assert objects(target, NamedNode(vocab.OA + "hasSource")) == {node(f"document/{ENGLISH.id}")}  # type: ignore[arg-type]
    quoted = NamedNode(f"{annotation.value}-quote")
    assert objects(quoted, NamedNode(vocab.OA + "exact")) == {Literal(quote)}


def test_a_publisher_is_an_actor_when_one_of_that_name_is_known() -> None:
    publisher = NamedNode(vocab.DCTERMS + "publisher")
    assert objects(node(f"document/{ENGLISH.id}"), publisher) == {node("actor/iom")}
    assert objects(node(f"document/{SPANISH.id}"), publisher) == {Literal("Diario del Istmo")}


def test_a_publisher_whose_name_two_actors_share_stays_a_name() -> None:
    twin = entity("actor/other", Kind.COMPANY, en("IOM"))
    quads = quads_of(entities=(*ENTITIES, twin))
    found = objects(node(f"document/{ENGLISH.id}"), NamedNode(vocab.DCTERMS + "publisher"), quads)
    assert found == {Literal("iom")}


def test_only_a_web_address_is_a_source() -> None:
    source = NamedNode(vocab.DCTERMS + "source")
    assert objects(node(f"document/{ENGLISH.id}"), source) == {NamedNode("https://news.example.org/border?page=1")}
    assert objects(node(f"document/{SPANISH.id}"), source) == set()


def test_another_base_moves_every_resource() -> None:
    quads = tuple(graph.to_quads(KNOWLEDGE, base="https://example.org/kg/"))
    assert len(quads) == len(QUADS)
    assert vocab.BASE not in "".join(map(str, quads))


def test_a_base_that_is_no_iri_is_an_error() -> None:
    with pytest.raises(OutputError, match="not an absolute IRI"):
        tuple(graph.to_quads(KNOWLEDGE, base="here/"))


def contact_knowledge() -> Knowledge:
    source = document(
        "The ministry funds it, write to desk@example.org.\nThe ministry funds the plan.\n",
        title="Tel: 555 0101 22",
    )
    key = (Relation.FUNDS, Status.ONGOING)
    clean = claim(key, "The ministry funds the plan.", source=source)
    leaky = claim(key, "The ministry funds it, write to desk@example.org.", source=source)
    things = (
        entity(
            "actor/ministry",
            Kind.GOVERNMENT_BODY,
            en("Ministry"),
            aliases=(es("Ministerio +507 555 0101"),),
            documents=(source.id,),
        ),
        entity("actor/desk", Kind.COMPANY, en("desk@example.org"), documents=(source.id,)),
        entity("programme/plan", Kind.PROGRAMME, en("Plan"), documents=(source.id,)),
        entity("person/x", Kind.PERSON, Name(text="Luz Mora"), documents=(source.id,)),
    )
    facts = (
        fact("actor/ministry", Relation.FUNDS, "programme/plan", clean, leaky),
        fact("actor/ministry", Relation.SUPPORTS, "programme/plan", leaky),
        fact("actor/desk", Relation.SUPPORTS, "programme/plan", clean),
        fact("person/x", Relation.REPRESENTS, "actor/ministry", clean, roles=("Head, 202-555-0143", "Head")),
    )
    return Knowledge(documents=(source,), entities=things, facts=facts)


def test_no_contact_enters_the_graph_and_what_is_clean_stays() -> None:
    quads = tuple(graph.to_quads(contact_knowledge()))
    said = "\n".join(map(str, quads))
    assert not any(words in said for words in ("@example", "555", "actor/desk", "coopgraph/ontology#supports"))
    assert Quad(node("actor/ministry"), coop("funds"), node("programme/plan")) in quads
    assert {quad.object for quad in quads if quad.predicate == coop("role")} == {Literal("Head")}
    assert {quad.object for quad in quads if quad.predicate == coop("support")} == {
        Literal("1", datatype=NamedNode(XSD + "integer"))
    }


def test_offsets_count_code_points() -> None:
    source = document("🤝 The IOM runs the Bridge Project.\n")
    stated = claim((Relation.IMPLEMENTS, Status.ONGOING), "The IOM runs the Bridge Project", source=source)
    assert stated.evidence == Span(document=source.id, start=2, end=33)
    knowledge = replace(
        KNOWLEDGE,
        documents=(*KNOWLEDGE.documents, source),
        facts=(fact("actor/iom", Relation.IMPLEMENTS, "programme/bridge", stated),),
    )
    (exact,) = (
        quad.object
        for quad in graph.to_quads(knowledge)
        if quad.predicate == NamedNode(vocab.OA + "exact") and quad.graph_name == node(f"document/{source.id}")
    )
    assert exact == Literal("The IOM runs the Bridge Project")
