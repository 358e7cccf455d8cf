"""A small built graph for the tests of queries and exports."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from coopgraph import graph, output
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


def _document(text: str, lang: str, **fields: str) -> Document:
    return Document(id=hashlib.sha256(text.encode()).hexdigest(), text=text, lang=lang, passages=(), **fields)


ENGLISH = _document(
    "Norway funds the River Project.\nNorway will fund the River Project again.\n"
    "Care Alliance and Peru signed the Lima Accord.\nThe River Project is for Peru.\n"
    "Care Alliance runs the River Project.\nA bell\x07rang: Care Alliance and Río Ltd work together.\n"
    "Care Alliance asks Peru to fund the River Project.\nAna Flores, director, spoke for Care Alliance.\n",
    "en",
    title="River news",
    publisher="Care Alliance",
    published="2019-02-03",
)
SPANISH = _document(
    "Noruega financia el Proyecto del Río.\nCare Alliance organizó el Taller del Agua en Lima.\n"
    "Perú es miembro del Foro Andino.\nRío Ltd participó en el taller.\n",
    "es",
    url="https://news.example.org/rio",
    published="2021",
)


def _topic(id_: str, words: str) -> TopicMention:
    start = ENGLISH.text.index(words)
    return TopicMention(topic=id_, span=Span(document=ENGLISH.id, start=start, end=start + len(words)))


def _entity(path: str, kind: Kind, *labels: tuple[str, str], **fields: Any) -> Entity:
    defaults: dict[str, Any] = {"subkind": "", "aliases": (), "documents": (ENGLISH.id,)}
    return Entity(
        id=path, kind=kind, labels=tuple(Name(text=t, lang=lang) for t, lang in labels), **(defaults | fields)
    )


def _fact(subject: str, relation: Relation, target: str, status: Status, *quotes: str, **fields: Any) -> Fact:
    defaults: dict[str, Any] = {"attributes": Attributes(), "roles": (), "confidence": 0.9}
    topics = fields.pop("topics", ())
    claims = tuple(replace(_claim(relation, status, quote), topics=topics) for quote in quotes)
    return Fact(
        id=content_id(subject, relation, target, status),
        relation=relation,
        subject=subject,
        object=target,
        status=status,
        claims=claims,
        **(defaults | fields),
    )


def _claim(relation: Relation, status: Status, quote: str) -> Claim:
    source = next(document for document in (ENGLISH, SPANISH) if quote in document.text)
    start = source.text.index(quote)
    return Claim(
        relation=relation,
        subject="s",
        object="o",
        evidence=Span(document=source.id, start=start, end=start + len(quote)),
        rule="test",
        status=status,
        confidence=0.9,
    )


ENTITIES = (
    _entity("actor/andean-forum", Kind.FORUM, ("Foro Andino", "es"), documents=(SPANISH.id,)),
    _entity(
        "actor/care",
        Kind.CIVIL_SOCIETY,
        ("Care Alliance", "en"),
        aliases=(Name(text="=CA", lang="en"),),
        documents=tuple(sorted((ENGLISH.id, SPANISH.id))),
    ),
    _entity(
        "actor/norway",
        Kind.GOVERNMENT,
        ("Government of Norway", "en"),
        ("Gobierno de Noruega", "es"),
        aliases=(Name(text="Norway", lang="en"),),
        documents=tuple(sorted((ENGLISH.id, SPANISH.id))),
    ),
    _entity(
        "actor/peru",
        Kind.GOVERNMENT,
        ("Government of Peru", "en"),
        aliases=(Name(text="Perú", lang="es"),),
    ),
    _entity("actor/rio", Kind.COMPANY, ("=Río <Ltd>", "es"), ("Ríu", "ca"), country="actor/peru"),
    _entity("agreement/accord", Kind.AGREEMENT, ("Lima Accord", "en"), start="2019-01"),
    _entity("event/workshop", Kind.EVENT, ("Taller del Agua", "es"), start="2020-05-01", documents=(SPANISH.id,)),
    _entity("person/flores", Kind.PERSON, ("Ana Flores", "")),
    _entity("place/lima", Kind.PLACE, ("Lima", "es"), country="actor/peru", documents=(SPANISH.id,)),
    _entity("place/peru", Kind.PLACE, ("Peru", "en"), ("Perú", "es")),
    _entity(
        "programme/river",
        Kind.PROGRAMME,
        ("River Project", "en"),
        ("Proyecto del Río", "es"),
        topics=(_topic("water", "River Project"),),
    ),
)

_RIVER = "programme/river"

FACTS = (
    _fact(
        "actor/norway",
        Relation.FUNDS,
        _RIVER,
        Status.ONGOING,
        "Norway funds the River Project",
        "Noruega financia el Proyecto del Río",
        attributes=Attributes(amount="1500000.5", currency="NOK"),
    ),
    _fact("actor/norway", Relation.FUNDS, _RIVER, Status.DECIDED, "Norway will fund the River Project again"),
    _fact("actor/peru", Relation.FUNDS, _RIVER, Status.REQUESTED, "Care Alliance asks Peru to fund the River"),
    _fact(
        "actor/care",
        Relation.PARTY_TO,
        "agreement/accord",
        Status.SIGNED,
        "Care Alliance and Peru signed the",
        topics=(_topic("peacebuilding", "Accord"),),
    ),
    _fact("actor/peru", Relation.PARTY_TO, "agreement/accord", Status.SIGNED, "Peru signed the Lima Accord"),
    _fact(_RIVER, Relation.COVERS, "place/peru", Status.ONGOING, "The River Project is for Peru"),
    _fact("actor/care", Relation.IMPLEMENTS, _RIVER, Status.ONGOING, "Care Alliance runs the River Project"),
    _fact(
        "actor/care",
        Relation.COOPERATES_WITH,
        "actor/rio",
        Status.ONGOING,
        "A bell\x07rang: Care Alliance and Río Ltd work together",
    ),
    _fact(
        "person/flores",
        Relation.REPRESENTS,
        "actor/care",
        Status.ONGOING,
        "Ana Flores, director, spoke for Care Alliance",
        roles=("director",),
    ),
    _fact(
        "actor/care",
        Relation.ORGANIZES,
        "event/workshop",
        Status.COMPLETED,
        "Care Alliance organizó el Taller",
    ),
    _fact("actor/rio", Relation.PARTICIPATES_IN, "event/workshop", Status.COMPLETED, "Río Ltd participó en el"),
    _fact("event/workshop", Relation.LOCATED_IN, "place/lima", Status.COMPLETED, "el Taller del Agua en Lima"),
    _fact("actor/peru", Relation.MEMBER_OF, "actor/andean-forum", Status.IN_FORCE, "Perú es miembro del Foro"),
)

KNOWLEDGE = Knowledge(
    documents=tuple(sorted((ENGLISH, SPANISH), key=lambda d: d.id)),
    entities=ENTITIES,
    facts=tuple(sorted(FACTS, key=lambda f: f.id)),
)


@pytest.fixture(scope="session")
def river_knowledge() -> Knowledge:
    """What the sample graph is built from."""
    return KNOWLEDGE


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a built graph: two documents, parallel facts, a request, accents, awkward names."""
    folder = tmp_path_factory.mktemp("built")
    graph.write(KNOWLEDGE, folder)
    return folder


@pytest.fixture(scope="session")
def river(built: Path) -> ox.Store:
    """The same graph, open."""
    return output.open_graph(built)
