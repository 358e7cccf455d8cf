"""Names that the registry knows are found as they are written, the longest first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.extract.views import kinds, mentioned, pairs, referent

from coopgraph.model import Reading, Relation

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "lang", "words", "actor"),
    [
        ("The European Union thanked the guests.", "en", "European Union", "european-union"),
        ("La Unión Europea agradeció la visita.", "es", "Unión Europea", "european-union"),
        ("Later the IOM sent two experts.", "en", "IOM", "iom"),
        ("Luego la OIM envió dos expertos.", "es", "OIM", "iom"),
        ("The World Health Organization answered.", "en", "World Health Organization", "who"),
        ("La Organización Mundial de la Salud respondió.", "es", "Organización Mundial de la Salud", "who"),
        ("The Republic of Kenya answered.", "en", "Republic of Kenya", "kenya"),
        ("El Gobierno de Panamá respondió.", "es", "Gobierno de Panamá", "panama"),
        ("The U.S. answered late.", "en", "U.S.", "united-states"),
    ],
)
def test_a_known_name_leads_to_its_actor(text: str, lang: str, words: str, actor: str, read_text: Read) -> None:
    assert (words, actor) in {(text, actor) for text, _, actor in mentioned(read_text(text, lang))}


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("Nobody knows who helps them.", "en", "who"),
        ("They sat on a plate of turkey.", "en", "turkey"),
        ("Nadie sabe a quién ayuda la oms del pueblo.", "es", "oms"),
    ],
)
def test_a_plain_word_is_no_name(text: str, lang: str, words: str, read_text: Read) -> None:
    assert words not in kinds(read_text(text, lang))


def test_a_short_acronym_in_a_shouted_heading_is_no_name(read_text: Read) -> None:
    assert mentioned(read_text("GUESS WHO WILL COME TO THE LAKES TODAY")) == []


def test_an_article_that_opens_another_name_does_not_hide_the_longer_one(read_text: Read) -> None:
    reading = read_text("La Unión Europea financia el Programa Lagos Limpios.", "es")
    assert pairs(reading, Relation.FUNDS) == {("Unión Europea", "Programa Lagos Limpios")}


@pytest.mark.parametrize(("text", "lang"), [("IOM Kenya opened a desk.", "en"), ("OIM Kenia abrió una oficina.", "es")])
def test_an_acronym_with_a_country_behind_it_is_the_organisation(text: str, lang: str, read_text: Read) -> None:
    assert [actor for _, _, actor in mentioned(read_text(text, lang))] == ["iom"]


@pytest.mark.parametrize(
    ("text", "lang", "words", "actor"),
    [
        ("Dutch officials attended the seminar.", "en", "Dutch officials", "netherlands"),
        ("The Panamanian Government answered.", "en", "Panamanian Government", "panama"),
        ("Funcionarios neerlandeses participaron en el seminario.", "es", "Funcionarios neerlandeses", "netherlands"),
        ("El Gobierno panameño respondió.", "es", "Gobierno panameño", "panama"),
    ],
)
def test_a_nationality_beside_an_official_noun_is_the_state(
    text: str, lang: str, words: str, actor: str, read_text: Read
) -> None:
    found = referent(read_text(text, lang), words)
    assert (found.kind.value, found.actor) == ("Government", actor)


@pytest.mark.parametrize(
    ("text", "lang"), [("Dutch cheese sold well.", "en"), ("El queso neerlandés se vendió.", "es")]
)
def test_a_nationality_alone_is_nobody(text: str, lang: str, read_text: Read) -> None:
    assert mentioned(read_text(text, lang)) == []


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Japan gave 5 million US dollars to the Clean Lakes Programme.", "en"),
        ("Japón aportó 5 millones de dólares estadounidenses al Programa Lagos Limpios.", "es"),
    ],
)
def test_the_state_of_a_currency_is_not_spoken_of(text: str, lang: str, read_text: Read) -> None:
    assert "united-states" not in {actor for _, _, actor in mentioned(read_text(text, lang))}
