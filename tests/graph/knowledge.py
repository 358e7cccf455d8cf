"""A small body of knowledge with every kind, relation and status, for the tests of the graph."""

from __future__ import annotations

import hashlib

from coopgraph.model import (
    Attributes,
    Claim,
    Document,
    Entity,
    Fact,
    Kind,
    Knowledge,
    Name,
    Relation,
    Span,
    Status,
    TopicMention,
    content_id,
)


def document(text: str, *, lang: str = "en", **fields: str) -> Document:
    return Document(id=hashlib.sha256(text.encode()).hexdigest(), text=text, lang=lang, passages=(), **fields)


ENGLISH = document(
    "Border project starts\nThe European Union funds the Bridge Project — “Puente” — of the IOM.\n"
    "Panama signed a memorandum with the IOM on 3 May 2021.\nA workshop was held in Panama City.\n",
    title="Border project starts",
    publisher="iom",
    url="https://news.example.org/border?page=1",
    published="2021-05-04",
)
SPANISH = document(
    "La Unión Europea financia el Proyecto Puente.\nLa policía asistió al taller.\n",
    lang="es",
    publisher="Diario del Istmo",
    url="ftp://example.org/not-web",
    published="2021-05",
)


def topic(id_: str, words: str, *, source: Document = ENGLISH) -> TopicMention:
    start = source.text.index(words)
    return TopicMention(topic=id_, span=Span(document=source.id, start=start, end=start + len(words)))


def entity(path: str, kind: Kind, *names: Name, **fields: object) -> Entity:
    defaults: dict[str, object] = {"subkind": "", "aliases": (), "documents": (ENGLISH.id,)}
    return Entity(id=path, kind=kind, labels=names, **(defaults | fields))  # type: ignore[arg-type]


def en(text: str) -> Name:
    return Name(text=text, lang="en")


def es(text: str) -> Name:
    return Name(text=text, lang="es")


BORDER = topic("border-management", "Border project")
TRANSPORT = topic("transport", "Bridge")

ENTITIES = (
    entity("actor/academy", Kind.ACADEMIC, en("University of the Isthmus"), country="actor/panama"),
    entity(
        "actor/european-union",
        Kind.INTERNATIONAL_ORGANIZATION,
        en("European Union"),
        es("Unión Europea"),
        aliases=(en("EU"), es("UE"), en("European Union")),
        documents=tuple(sorted((ENGLISH.id, SPANISH.id))),
        identifiers=("http://www.wikidata.org/entity/Q458", "XM-DAC-918"),
    ),
    entity(
        "actor/iom",
        Kind.INTERNATIONAL_ORGANIZATION,
        en("International Organization for Migration"),
        aliases=(en("IOM"),),
    ),
    entity("actor/network", Kind.FORUM, en("Isthmus Network")),
    entity("actor/ngo", Kind.CIVIL_SOCIETY, es("Fundación Senderos"), documents=(SPANISH.id,)),
    entity("actor/panama", Kind.GOVERNMENT, en("Government of Panama"), es("Gobierno de Panamá")),
    entity("actor/police", Kind.GOVERNMENT_BODY, es("Policía Nacional"), country="actor/panama"),
    entity("actor/shipping", Kind.COMPANY, en("Canal Shipping Ltd"), country="actor/unknown"),
    entity(
        "agreement/memorandum",
        Kind.AGREEMENT,
        en("Agreement between IOM and Panama, 2021"),
        subkind="MemorandumOfUnderstanding",
        start="2021-05-03",
        unnamed=True,
    ),
    entity(
        "event/workshop",
        Kind.EVENT,
        en("Workshop in Panama City"),
        subkind="Workshop",
        start="2021-05",
        end="2021",
    ),
    entity("person/rivera", Kind.PERSON, Name(text="Ana Rivera")),
    entity("place/panama-city", Kind.PLACE, en("Panama City"), documents=()),
    entity("programme/bridge", Kind.PROGRAMME, en("Bridge Project"), es("Proyecto Puente"), topics=(BORDER,)),
)


def claim(
    fact: tuple[Relation, Status],
    quote: str,
    *,
    source: Document = ENGLISH,
    rule: str = "test.rule",
    topics: tuple[TopicMention, ...] = (),
) -> Claim:
    start = source.text.index(quote)
    return Claim(
        relation=fact[0],
        subject="subject",
        object="object",
        evidence=Span(document=source.id, start=start, end=start + len(quote)),
        rule=rule,
        status=fact[1],
        confidence=0.9,
        topics=topics,
    )


def fact(
    subject: str,
    relation: Relation,
    target: str,
    *claims: Claim,
    status: Status = Status.ONGOING,
    **fields: object,
) -> Fact:
    stated = claims or (claim((relation, status), "Panama signed a memorandum"),)
    defaults: dict[str, object] = {"attributes": Attributes(), "roles": (), "confidence": 0.9}
    return Fact(
        id=content_id(subject, relation, target, status),
        relation=relation,
        subject=subject,
        object=target,
        status=status,
        claims=stated,
        **(defaults | fields),  # type: ignore[arg-type]
    )


_FUNDS = (Relation.FUNDS, Status.ONGOING)

FUNDING = fact(
    "actor/european-union",
    Relation.FUNDS,
    "programme/bridge",
    claim(_FUNDS, "The European Union funds the Bridge Project — “Puente”", rule="funds.active", topics=(TRANSPORT,)),
    claim(_FUNDS, "The European Union funds the Bridge Project — “Puente”", rule="funds.active.also"),
    claim(_FUNDS, "La Unión Europea financia el Proyecto Puente", source=SPANISH),
    attributes=Attributes(amount="1500000.50", currency="EUR", start="2020", end="2023-06"),
    confidence=0.940000001,
)

FACTS = tuple(
    sorted(
        (
            FUNDING,
            fact("actor/european-union", Relation.FUNDS, "programme/bridge", status=Status.COMPLETED),
            fact("actor/european-union", Relation.FUNDS, "programme/bridge", status=Status.REQUESTED),
            fact("actor/panama", Relation.FUNDS, "programme/bridge", status=Status.INTENDED),
            fact("actor/panama", Relation.PARTY_TO, "agreement/memorandum", status=Status.SIGNED),
            fact("actor/iom", Relation.IMPLEMENTS, "programme/bridge", confidence=1.0),
            fact("actor/ngo", Relation.ORGANIZES, "event/workshop", status=Status.COMPLETED),
            fact("actor/police", Relation.PARTICIPATES_IN, "event/workshop", status=Status.COMPLETED),
            fact("actor/shipping", Relation.SUPPORTS, "actor/ngo", status=Status.PLEDGED),
            fact("actor/academy", Relation.COOPERATES_WITH, "actor/iom", status=Status.NEGOTIATING),
            fact("event/workshop", Relation.PART_OF, "programme/bridge", status=Status.ENDED),
            fact("actor/panama", Relation.MEMBER_OF, "actor/network", status=Status.IN_FORCE),
            fact("person/rivera", Relation.LEADS, "actor/network", status=Status.HYPOTHETICAL),
            fact(
                "person/rivera",
                Relation.REPRESENTS,
                "actor/police",
                roles=("Director", "Commissioner"),
            ),
            fact("programme/bridge", Relation.BASED_ON, "agreement/memorandum", status=Status.DENIED),
            fact("programme/bridge", Relation.COVERS, "place/panama-city", status=Status.DECIDED),
            fact("event/workshop", Relation.LOCATED_IN, "place/panama-city", status=Status.COMPLETED),
        ),
        key=lambda f: f.id,
    )
)

KNOWLEDGE = Knowledge(documents=tuple(sorted((ENGLISH, SPANISH), key=lambda d: d.id)), entities=ENTITIES, facts=FACTS)
