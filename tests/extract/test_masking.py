"""A sentence in marks shows rules its kinds and words, and every character still knows where it came from."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.extract.reading import document_of
from tests.extract.views import referent

from coopgraph.extract import masking, mentions, rules
from coopgraph.extract.masking import Masked
from coopgraph.extract.mentions import Finders
from coopgraph.model import Reading
from coopgraph.registry import Registry


@pytest.fixture(scope="session")
def mask(registry: Registry) -> Callable[..., Masked]:
    """Masks the first sentence of a text; ``reduced`` leaves out what only adorns."""
    finders = Finders.load(registry)
    grammars = {lang: rules.load(lang) for lang in ("en", "es")}

    def masked(text: str, lang: str = "en", *, reduced: bool = True) -> Masked:
        one = mentions.find(document_of(text, lang=lang), finders)[0]
        plain = masking.mask(one, text, {})
        return masking.reduce(plain, grammars[lang].reductions) if reduced else plain

    return masked


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Kenya signed a treaty with UNICEF.", "en", "<S0> signed <T1> with <I2>."),
        ("The Lakes Alliance and the Lakes Institute met.", "en", "<F0> and <A1> <W2>."),
        ("Japan gave 5 million euros on 3 May 2023.", "en", "<S0> gave <V0> on <D0>."),
        ("Minister Ana Ruiz visited Nairobi.", "en", " <H0> <Y1> <L2>."),
        ("Later officials from Kenya signed a treaty.", "en", "Later <S0> signed <T1>."),
        ("The Government of Kenya signed a treaty (page 4).", "en", "<S0> signed <T1>."),
        ("Kenia firmó un tratado con UNICEF.", "es", "<S0> firmó <T1> con <I2>."),
        ("La Alianza de los Lagos y el Instituto de Lagos crecen.", "es", "<F0> y <A1> crecen."),
        ("Japón aportó 5 millones de euros el 3 de mayo de 2023.", "es", "<S0> aportó <V0> <D0>."),
        ("Luego funcionarios de Kenia firmaron un tratado.", "es", "Luego <S0> firmaron <T1>."),
        ("El Gobierno de Kenia firmó un tratado (página 4).", "es", "<S0> firmó <T1>."),
    ],
)
def test_mentions_become_marks_and_ornaments_are_left_out(
    text: str, lang: str, expected: str, mask: Callable[..., Masked]
) -> None:
    assert mask(text, lang).text == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("UNICEF said “Kenya has funded the whole Clean Lakes Programme since last May” twice.", "en"),
        ("UNICEF dijo «Kenia siempre ha financiado todo el Programa Lagos Limpios desde mayo» dos veces.", "es"),
    ],
)
def test_a_long_quotation_is_left_out(text: str, lang: str, mask: Callable[..., Masked]) -> None:
    assert "<P" not in mask(text, lang).text
    assert "<P" in mask(text, lang, reduced=False).text


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Officials from Kenya and the Ministry of Water (MW) signed a treaty on 3 May 2023.", "en"),
        ("Funcionarios de Kenia y el Ministerio del Agua (MA) firmaron un tratado el 3 de mayo de 2023.", "es"),
    ],
)
def test_every_character_knows_its_place(text: str, lang: str, mask: Callable[..., Masked]) -> None:
    masked = mask(text, lang)
    assert len(masked.text) == len(masked.starts) == len(masked.ends)
    assert list(masked.starts) == sorted(masked.starts)
    for i, character in enumerate(masked.text):
        start, end = masked.span(i, i + 1)
        inside = any(m.start() <= i < m.end() for m in re.finditer(r"<[A-Z]\d+>", masked.text))
        assert inside or text[start:end] == character


def test_without_keeps_the_group_named_keep() -> None:
    text = "<H0> of <S1> left"
    masked = Masked(text=text, starts=tuple(range(len(text))), ends=tuple(range(1, len(text) + 1)))
    left = masked.without(re.compile(r"(?P<keep><H\d+>) of <S\d+>"))
    assert left.text == "<H0> left"
    assert left.span(4, 9) == (12, 17)


def test_marks_in_gives_letters_and_positions_in_order() -> None:
    assert list(masking.marks_in("<S0> and <I12> signed <T3>, not <x1> or <S>")) == [("S", 0), ("I", 12), ("T", 3)]


@pytest.mark.parametrize(
    "text", ["Kenya signed <T9> and a treaty with <I77>.", "Kenya signed the <the T9> with UNICEF."]
)
def test_words_that_look_like_marks_are_none(text: str, mask: Callable[..., Masked]) -> None:
    assert {position for _, position in masking.marks_in(mask(text).text)} <= {0, 1, 2}


def test_a_text_with_words_that_look_like_marks_can_be_read(read_text: Callable[..., Reading]) -> None:
    reading = read_text("Kenya and <T9> signed <X2> a treaty with UNICEF. <A0> funds <P1>.", "en")
    assert referent(reading, "UNICEF").actor == "unicef"
