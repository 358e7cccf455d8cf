"""What programmes, agreements, events and claims are found to be about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.extract.reading import document_of

from coopgraph.errors import KnowledgeError
from coopgraph.extract import topics
from coopgraph.model import Claim, Kind, Mention, Name, Reading, Referent, Relation, Span, Status
from coopgraph.registry.topics import Topics

FINDER = topics.load()


def named(text: str, *, lang: str = "en") -> list[tuple[str, str]]:
    found = FINDER.find(document_of(text, lang=lang))
    return [(t.topic, text[t.span.start : t.span.end]) for t in found]


def referent(text: str, words: str, kind: Kind) -> Referent:
    start = text.index(words)
    span = Span(document=document_of(text).id, start=start, end=start + len(words))
    mention = Mention(span=span, text=words, kind=kind)
    return Referent(key=words, kind=kind, mentions=(mention,), names=(Name(text=words, lang="en"),))


def reading(text: str, *things: tuple[str, Kind], relation: Relation = Relation.SUPPORTS) -> Reading:
    """The things mentioned in ``text``, and one claim whose evidence is all of it."""
    document = document_of(text)
    evidence = Span(document=document.id, start=0, end=len(text))
    claim = Claim(
        relation=relation,
        subject=things[0][0],
        object=things[-1][0],
        evidence=evidence,
        rule="test.rule",
        status=Status.ONGOING,
        confidence=0.9,
    )
    return Reading(document=document, referents=tuple(referent(text, *thing) for thing in things), claims=(claim,))


def about(text: str, *things: tuple[str, Kind]) -> dict[str, list[str]]:
    """The topics of each thing of ``text`` that has any."""
    marked = topics.mark(reading(text, *things), FINDER)
    return {r.key: [t.topic for t in r.topics] for r in marked.referents if r.topics}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "They fight human trafficking and Migrant-Smuggling.",
            [("trafficking-in-persons", "human trafficking"), ("migrant-smuggling", "Migrant-Smuggling")],
        ),
        ("El TRÁFICO ILÍCITO de migrantes crece.", [("migrant-smuggling", "TRÁFICO ILÍCITO de migrantes")]),
        ("La trata, sin más, no dice de qué.", []),
        (
            "Contra la corrupción y por la salud mental",
            [("corruption", "corrupción"), ("mental-health", "salud mental")],
        ),
        ("women’s rights", [("gender-equality", "women’s rights")]),
        ("🤝 clean energy", [("energy", "clean energy")]),
    ],
)
def test_phrases_are_found_whatever_their_case_accents_and_hyphens(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("The food security of islands", "food-security"),
        ("The climate finance of islands", "climate-finance"),
        ("Migrant workers came", "labour-migration"),
        ("Migrants came", "migration"),
    ],
)
def test_of_overlapping_phrases_the_longest_counts(text: str, topic: str) -> None:
    assert [found for found, _ in named(text)] == [topic]


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council met.",
        "Tradesmen and their energies were there.",
        "He spoke of drugs. Trafficking came up later.",
        "The Minister of Health spoke.",
        "The health minister spoke.",
        "Habló el ministro de Salud.",
        "La secretaria de la Juventud llegó.",
        "In a climate of trust they parted.",
    ],
)
def test_words_that_speak_of_something_else_are_no_topic(text: str) -> None:
    assert named(text) == []


def test_a_thing_is_about_what_its_name_says() -> None:
    text = "The Migrant Smuggling Protocol binds Peru."
    found = about(text, ("Peru", Kind.GOVERNMENT), ("Migrant Smuggling Protocol", Kind.AGREEMENT))
    assert found == {"Migrant Smuggling Protocol": ["migrant-smuggling"]}


@pytest.mark.parametrize(
    ("text", "thing", "found"),
    [
        ("A workshop in Quito on border management ended.", "workshop", ["border-management"]),
        ("A human trafficking workshop ended.", "workshop", ["trafficking-in-persons"]),
        ("An agreement with the U.S. on tourism was signed.", "agreement", ["tourism"]),
        ("Firmaron un acuerdo migratorio.", "acuerdo", ["migration"]),
        (
            "Un taller sobre salud, educación y lucha contra la corrupción",
            "taller",
            ["corruption", "education", "health"],
        ),
    ],
)
def test_a_thing_is_about_what_its_words_lead_to(text: str, thing: str, found: list[str]) -> None:
    assert about(text, (thing, Kind.EVENT)) == {thing: found}


@pytest.mark.parametrize(
    "text",
    [
        "A workshop ended. On tourism nobody spoke.",
        "The workshop ended and tourism grew.",
        "A workshop in the old town hall of the small capital city of Peru on tourism",
    ],
)
def test_a_thing_is_not_about_what_its_words_do_not_lead_to(text: str) -> None:
    assert about(text, ("workshop", Kind.EVENT)) == {}


def test_a_topic_belongs_to_the_nearer_of_two_things() -> None:
    text = "A meeting in Lima and a workshop on tourism were held."
    found = about(text, ("meeting", Kind.EVENT), ("workshop", Kind.EVENT))
    assert found == {"workshop": ["tourism"]}


def test_the_name_of_one_thing_is_no_topic_of_another() -> None:
    text = "The agreement on the Tourism Programme was signed."
    found = about(text, ("agreement", Kind.AGREEMENT), ("Tourism Programme", Kind.PROGRAMME))
    assert found == {"Tourism Programme": ["tourism"]}


def test_a_claim_is_about_what_its_sentence_names_outside_the_names_of_actors() -> None:
    text = "World Tourism Board helps Peru protect its biodiversity."
    whole = reading(text, ("World Tourism Board", Kind.INTERNATIONAL_ORGANIZATION), ("Peru", Kind.GOVERNMENT))
    (claim,) = topics.mark(whole, FINDER).claims
    assert [(t.topic, text[t.span.start : t.span.end]) for t in claim.topics] == [("biodiversity", "biodiversity")]


@pytest.mark.parametrize("relation", Relation)
def test_claims_about_offices_and_places_are_about_nothing(relation: Relation) -> None:
    whole = reading("Ana Mora fights corruption.", ("Ana Mora", Kind.PERSON), relation=relation)
    (claim,) = topics.mark(whole, FINDER).claims
    assert bool(claim.topics) == (relation not in topics.UNTOPICAL)


def test_a_reading_without_topics_stays_as_it_is() -> None:
    whole = reading("Peru met Chile.", ("Peru", Kind.GOVERNMENT), ("Chile", Kind.GOVERNMENT))
    assert topics.mark(whole, FINDER) is whole


def test_a_phrase_that_begins_with_a_short_stem_is_an_error() -> None:
    known = Topics.load()
    with pytest.raises(KnowledgeError, match=r"^topics.toml: phrase 'ab\* cd': a stem of under 3 letters"):
        topics.Finder.of(replace(known, others=("ab* cd",)))
