"""A name is a person's where an office, a courtesy title, a verb of saying or a given name shows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.extract.views import kinds, mentioned, referent

from coopgraph.model import Reading

Read = Callable[..., Reading]


def persons(reading: Reading) -> list[str]:
    """Return the words of each mention of a person, in the order of the text."""
    return [text for text, kind, _ in mentioned(reading) if kind == "Person"]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Minister Ana Ruiz left.", "en", ["Ana Ruiz"]),
        ("Mr. Miller left with Dr. Hall.", "en", ["Miller", "Hall"]),
        ("Ambassador Miller left.", "en", ["Miller"]),
        ("“It helps us,” said Xanthe Brookfield.", "en", ["Xanthe Brookfield"]),
        ("Xanthe Brookfield added that it helps.", "en", ["Xanthe Brookfield"]),
        ("Xanthe Brookfield, Director of the Lakes Institute, left.", "en", ["Xanthe Brookfield"]),
        ("Juan Pérez-Gil, Jr., left with John F. Hall.", "en", ["Juan Pérez-Gil, Jr.", "John F. Hall"]),
        ("Maria de la Torre left.", "en", ["Maria de la Torre"]),
        ("Secretary of State Ana Ruiz left.", "en", ["Ana Ruiz"]),
        ("Professor Santiago Paz left.", "en", ["Santiago Paz"]),
        ("La ministra Ana Ruiz salió.", "es", ["Ana Ruiz"]),
        ("El Dr. Molina salió con la Sra. Gil.", "es", ["Molina", "Gil"]),
        ("El embajador Molina salió.", "es", ["Molina"]),
        ("«Nos ayuda», dijo Zoraida Quintanal.", "es", ["Zoraida Quintanal"]),
        ("Zoraida Quintanal afirmó que ayuda.", "es", ["Zoraida Quintanal"]),
        ("Zoraida Quintanal, directora del Instituto de Lagos, salió.", "es", ["Zoraida Quintanal"]),
        ("María de la Torre salió con Juan Pérez-Gil.", "es", ["María de la Torre", "Juan Pérez-Gil"]),
        ("La presidenta de Chile, Ana Ruiz, salió.", "es", ["Ana Ruiz"]),
    ],
)
def test_a_person_is_found_by_what_stands_beside_the_name(
    text: str, lang: str, expected: list[str], read_text: Read
) -> None:
    assert persons(read_text(text, lang)) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Blue Lagoon opened at noon.", "en"),
        ("National Security Advisor is a long title.", "en"),
        ("The Ministry of Water left.", "en"),
        ("They left Santiago on Monday.", "en"),
        ("Laguna Azul abrió al mediodía.", "es"),
        ("El Ministerio del Agua salió.", "es"),
        ("Salieron de Santiago el lunes.", "es"),
    ],
)
def test_other_capitalised_words_are_nobody(text: str, lang: str, read_text: Read) -> None:
    assert persons(read_text(text, lang)) == []


@pytest.mark.parametrize(
    ("text", "lang", "full", "surname"),
    [
        ("Minister Ana Ruiz came. It rained. Ruiz left.", "en", "Ana Ruiz", "Ruiz"),
        ("Mr. John Hall, Jr. came. Later Hall left.", "en", "John Hall, Jr", "Hall"),
        ("La ministra Ana Ruiz llegó. Llovió. Ruiz salió.", "es", "Ana Ruiz", "Ruiz"),
        ("El embajador Juan Molina llegó. Luego Molina salió.", "es", "Juan Molina", "Molina"),
    ],
)
def test_a_bare_surname_means_the_person_named_in_full(
    text: str, lang: str, full: str, surname: str, read_text: Read
) -> None:
    found = persons(read_text(text, lang))
    assert found[0].startswith(full)
    assert found[1] == surname
    assert referent(read_text(text, lang), found[0]) == referent(read_text(text, lang), surname)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Minister Ana Ruiz met Senator Pablo Ruiz. Ruiz left.", "en"),
        ("La ministra Ana Ruiz llamó al senador Pablo Ruiz. Ruiz salió.", "es"),
    ],
)
def test_a_surname_that_two_persons_bear_is_neither_of_them(text: str, lang: str, read_text: Read) -> None:
    reading = read_text(text, lang)
    assert referent(reading, "Ana Ruiz") != referent(reading, "Pablo Ruiz")
    assert [m.text for m in referent(reading, "Ana Ruiz").mentions] == ["Ana Ruiz"]
    assert [m.text for m in referent(reading, "Pablo Ruiz").mentions] == ["Pablo Ruiz"]


@pytest.mark.parametrize(("text", "lang"), [("Santiago Paz said no.", "en"), ("Santiago Paz dijo que no.", "es")])
def test_a_place_inside_a_persons_name_is_no_place(text: str, lang: str, read_text: Read) -> None:
    assert kinds(read_text(text, lang)) == {"Santiago Paz": "Person"}
