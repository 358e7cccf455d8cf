"""An office beside a person's name tells whom the person represents, and in which role."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.extract.views import claim, pairs, quoted

from coopgraph.model import Reading, Relation

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "lang", "person", "body", "role"),
    [
        ("Ana Ruiz, Director of the Lakes Institute, left.", "en", "Ana Ruiz", "Lakes Institute", "Director"),
        ("Ana Ruiz, Chief of Mission of IOM Panama, left.", "en", "Ana Ruiz", "IOM Panama", "Chief of Mission"),
        ("Ana Ruiz, UNICEF Representative in Kenya, left.", "en", "Ana Ruiz", "UNICEF", "Representative"),
        ("Ana Ruiz (Director, UNICEF) left.", "en", "Ana Ruiz", "UNICEF", "Director"),
        ("UNICEF Director Ana Ruiz left.", "en", "Ana Ruiz", "UNICEF", "Director"),
        ("Director Ana Ruiz of UNICEF left.", "en", "Ana Ruiz", "UNICEF", "Director"),
        ("President Ana Ruiz of Chile left.", "en", "Ana Ruiz", "Chile", "President"),
        ("Ghana's Foreign Minister John Miller left.", "en", "John Miller", "Ghana", "Foreign Minister"),
        ("Ana Ruiz, directora del Instituto de Lagos, salió.", "es", "Ana Ruiz", "Instituto de Lagos", "directora"),
        ("Ana Ruiz, jefa de misión de la OIM en Panamá, salió.", "es", "Ana Ruiz", "OIM", "jefa de misión"),
        ("Ana Ruiz, representante de UNICEF, salió.", "es", "Ana Ruiz", "UNICEF", "representante"),
        ("La directora de UNICEF, Ana Ruiz, salió.", "es", "Ana Ruiz", "UNICEF", "directora"),
        ("El presidente de Chile, Juan Molina, salió.", "es", "Juan Molina", "Chile", "presidente"),
        ("El presidente Juan Molina de Chile salió.", "es", "Juan Molina", "Chile", "presidente"),
        ("El embajador de Japón, Juan Molina, salió.", "es", "Juan Molina", "Japón", "embajador"),
    ],
)
def test_an_office_names_the_body_and_the_role(
    text: str, lang: str, person: str, body: str, role: str, read_text: Read
) -> None:
    reading = read_text(text, lang)
    one = claim(reading, Relation.REPRESENTS, person, body)
    assert one.attributes.role == role
    assert person in quoted(reading, one)
    assert role in quoted(reading, one)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Directors Ana Ruiz and John Miller of UNICEF left.", "en", {"John Miller"}),
        ("UNICEF Directors Ana Ruiz and John Miller left.", "en", {"Ana Ruiz", "John Miller"}),
    ],
)
def test_a_title_in_the_plural_is_everybodys(text: str, lang: str, expected: set[str], read_text: Read) -> None:
    assert expected <= {s for s, _ in pairs(read_text(text, lang), Relation.REPRESENTS)}


@pytest.mark.parametrize(
    ("text", "lang", "person", "ministry"),
    [
        (
            "The Ministry of Fisheries of Kenya opened. The Minister of Fisheries of Kenya, Ana Ruiz, left.",
            "en",
            "Ana Ruiz",
            "Ministry of Fisheries of Kenya",
        ),
        (
            "El Ministerio de Pesca de Kenia abrió. El ministro de Pesca de Kenia, Juan Molina, salió.",
            "es",
            "Juan Molina",
            "Ministerio de Pesca de Kenia",
        ),
    ],
)
def test_a_minister_represents_the_ministry_of_the_portfolio(
    text: str, lang: str, person: str, ministry: str, read_text: Read
) -> None:
    assert pairs(read_text(text, lang), Relation.REPRESENTS) == {(person, ministry)}


@pytest.mark.parametrize(
    ("text", "lang", "state"),
    [
        ("Kenya opened a port. Kenya is proud. President Ana Ruiz visited Lima.", "en", "Kenya"),
        ("In Kenya, they met President John Miller.", "en", "Kenya"),
        ("Kenia abrió un puerto. Kenia celebra. La presidenta Ana Ruiz visitó Lima.", "es", "Kenia"),
    ],
)
def test_a_head_of_state_without_a_state_is_the_documents(text: str, lang: str, state: str, read_text: Read) -> None:
    reading = read_text(text, lang)
    assert {o for _, o in pairs(reading, Relation.REPRESENTS)} == {state}
    assert {c.rule for c in reading.claims if c.relation is Relation.REPRESENTS} == {"represents.home"}


def test_what_is_assumed_is_less_sure_than_what_is_stated(read_text: Read) -> None:
    stated = read_text("President Ana Ruiz of Chile left.").claims
    assumed = read_text("In Chile, they met President Ana Ruiz.").claims
    (sure,) = (c for c in stated if c.relation is Relation.REPRESENTS)
    (unsure,) = (c for c in assumed if c.relation is Relation.REPRESENTS)
    assert sure.confidence > unsure.confidence


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Ambassador to the United Nations Ana Ruiz left.", "en"),
        ("UNICEF met Ana Ruiz.", "en"),
        ("Professor Ana Ruiz visited UNICEF.", "en"),
        ("Ana Ruiz, who knows UNICEF, left.", "en"),
        ("UNICEF recibió a Ana Ruiz.", "es"),
        ("La profesora Ana Ruiz visitó UNICEF.", "es"),
    ],
)
def test_nobody_speaks_for_what_only_stands_near(text: str, lang: str, read_text: Read) -> None:
    assert pairs(read_text(text, lang), Relation.REPRESENTS) == set()
