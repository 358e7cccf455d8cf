"""Whatever the text, reading ends, quotes exactly, and says the same again."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.extract.conftest import reader

from coopgraph import extract
from coopgraph.extract.learned.relations import RULE as MODEL
from coopgraph.model import Reading
from coopgraph.registry import Registry

Read = Callable[..., Reading]

FRAGMENTS = """
Kenya Uganda Panama's Dutch UNICEF IOM WHO U.S. EU the The of and , ; . : ( ) “ ” « » - – / 's Ministry Health
Minister Ana Ruiz She both countries signed funded by will not did agreement memorandum workshop met with
visited in Lima on 3 May 2023 $5 million euros Director Operation Programme Council Alliance (SBS) Mr. Dr. Jr.
said as part Kenia la La el El de del y e Ministerio Salud ministra Ella ambos países firmó firmaron
financiado por no un convenio taller se reunió con visitó en el 18 19 octubre millones dólares directora
Programa
"""
WORDS = st.sampled_from(
    [*FRAGMENTS.split(), "\n", "\t", "\u200b", "\u202e", "🌊", "مرحبا", "שלום", "ñ", "e\u0301", "ﬁ", "İ", "ß"]
)
SOUP = st.lists(WORDS, max_size=40).map(" ".join)
GLUED = st.lists(WORDS, max_size=25).map("".join)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
PLAIN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="session", params=(extract.BOTH, extract.RULES))
def read_text(request: pytest.FixtureRequest, registry: Registry) -> Read:
    return reader(registry, request.param)


def check(reading: Reading) -> None:
    text = reading.document.text
    for referent in reading.referents:
        assert referent.mentions
        for mention in referent.mentions:
            assert text[mention.span.start : mention.span.end] == mention.text != ""
    keys = {r.key for r in reading.referents}
    assert len(keys) == len(reading.referents)
    for claim in reading.claims:
        assert {claim.subject, claim.object} <= keys
        assert 0 <= claim.evidence.start < claim.evidence.end <= len(text)
        broken = "\n" in text[claim.evidence.start : claim.evidence.end]
        assert not broken or claim.rule.startswith(MODEL)  # the model alone joins what two lines say


@PLAIN
@example(text="Mr. Jr. Jr.", lang="en")
@given(text=st.one_of(SOUP, GLUED, ANY), lang=st.sampled_from(["en", "es", "fr"]))
def test_any_text_is_read_and_quoted_exactly(text: str, lang: str, read_text: Read) -> None:
    check(read_text(unicodedata.normalize("NFC", text), lang))


@PLAIN
@given(text=SOUP, lang=st.sampled_from(["en", "es"]))
def test_reading_twice_gives_the_same(text: str, lang: str, read_text: Read) -> None:
    assert read_text(text, lang) == read_text(text, lang)


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "…" * 500,
        "((((((((((((((((((((((((((((((((",
        "”““»«’‘" * 30,
        "- – — ‐ ‑" * 60,
        ", " * 2_000,
        "\x00\x01\x02 Kenya \x7f\x9f UNICEF",
        "\ufeffKenya signed a treaty with UNESCO.",
        "🌊🌊 Kenya 🤝 UNESCO 🌊",
        "وقعت كينيا Kenya اتفاقية مع UNESCO في نيروبي.",
        "קניה Kenya חתמה UNESCO.",
        "肯尼亚和UNESCO签署协议。Kenya。",
        "KENYA SIGNED A TREATY WITH UNESCO AND NOBODY KNOWS WHO",
        "K" * 5_000,
        "Kenya" * 1_000,
        "U.S." * 500,
        "Ministry of " * 400,
        "Kenya, Uganda and " * 700,
        "Kenia, Uganda, " * 300,
        "the agreement between Kenya and Uganda and the " * 100,
        "El convenio entre Kenia y Uganda y el " * 100,
        "$" * 1_000,
        "1" * 3_000,
        "3 May 2023 " * 200,
        "Mr. Dr. Sr. " * 200,
        "Ministers Ana Ruiz, John Miller, " * 100,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_odd_texts_are_read_too(text: str, lang: str, read_text: Read) -> None:
    check(read_text(text, lang))


def test_one_very_long_line_is_read(read_text: Read) -> None:
    text = "Kenya and Uganda signed an agreement while it rained, " * 400 + "and it rained on."
    reading = read_text(text)
    check(reading)
    assert {r.actor for r in reading.referents} >= {"kenya", "uganda"}


def test_a_document_of_200_kilobytes_is_read_to_its_end(read_text: Read) -> None:
    paragraph = (
        "On 3 May {year} the Ministry of Water of Kenya (MWK) signed an agreement with UNICEF in Nairobi. "
        "Minister Ana Ruiz met with John Miller, Director of the Lakes Foundation. "
        "The Safe Wells Project, funded by the European Union, works in Kenya and Uganda. It rained."
    )
    text = "\n".join(paragraph.format(year=1990 + i % 30) for i in range(780))
    assert len(text) >= 200_000
    reading = read_text(text)
    check(reading)
    assert max(c.evidence.end for c in reading.claims) > len(text) - len(paragraph)
