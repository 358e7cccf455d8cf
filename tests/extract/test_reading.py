"""A reading as a whole: own passages only, keys that fit, quotations that are exact, headings, formats of its parts."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Callable

import pytest
from tests.extract.reading import document_of
from tests.extract.views import edges, mentioned

from coopgraph import extract
from coopgraph.model import Document, PassageRole, Reading
from coopgraph.registry import Registry

Read = Callable[..., Reading]

ENGLISH = """Kenya and UNICEF sign agreement on wells
Nairobi – On 3 May 2023 the Ministry of Water of Kenya and the State Border Service (SBS) signed an agreement on wells.
Minister Ana Ruiz thanked John Miller, Director of the Lakes Foundation. She visited Nairobi with him.
The Safe Wells Project, funded by the European Union with 5 million euros, works in Kenya and Uganda.
Both countries have praised it."""
SPANISH = """Kenia y UNICEF firman un convenio sobre pozos
Nairobi – El Ministerio del Agua de Kenia y el Banco de los Lagos (BL) firmaron un convenio el 3 de mayo de 2023.
La ministra Ana Ruiz agradeció a Juan Molina, director de la Fundación Lagos Claros. Ella visitó Nairobi.
El Proyecto Pozos Seguros, financiado por la Unión Europea con 5 millones de euros, trabaja en Kenia y Uganda.
Ambos países lo elogiaron."""


def with_roles(text: str, *roles: PassageRole, lang: str = "en") -> Document:
    """Return ``text`` as a document whose lines have the given roles."""
    document = document_of(text, lang=lang)
    passages = [dataclasses.replace(p, role=r) for p, r in zip(document.passages, roles, strict=True)]
    return dataclasses.replace(document, passages=tuple(passages))


@pytest.fixture(scope="session")
def extractor(registry: Registry) -> Callable[[Document], Reading]:
    return extract.load(registry, extractor="rules")


@pytest.mark.parametrize(("text", "lang"), [(ENGLISH, "en"), (SPANISH, "es")])
def test_mentions_and_evidence_quote_the_text(text: str, lang: str, read_text: Read) -> None:
    reading = read_text(text, lang)
    assert len(reading.claims) >= 6
    for referent in reading.referents:
        assert referent.mentions
        for mention in referent.mentions:
            assert text[mention.span.start : mention.span.end] == mention.text
            assert mention.span.document == reading.document.id
            assert mention.kind is referent.kind
    lines = [(p.start, p.end) for p in reading.document.own_passages]
    for claim in reading.claims:
        assert any(s <= claim.evidence.start < claim.evidence.end <= e for s, e in lines)


@pytest.mark.parametrize(("text", "lang"), [(ENGLISH, "en"), (SPANISH, "es")])
def test_claims_join_referents_of_the_same_reading(text: str, lang: str, read_text: Read) -> None:
    reading = read_text(text, lang)
    keys = [r.key for r in reading.referents]
    assert len(keys) == len(set(keys))
    for claim in reading.claims:
        assert {claim.subject, claim.object} <= set(keys)
        assert claim.subject != claim.object
        assert 0 < claim.confidence <= 1
        assert claim.rule


@pytest.mark.parametrize(("text", "lang"), [(ENGLISH, "en"), (SPANISH, "es")])
def test_mentions_of_different_names_do_not_overlap(text: str, lang: str, read_text: Read) -> None:
    named = [r for r in read_text(text, lang).referents if not r.unnamed]
    spans = sorted({(m.span.start, m.span.end) for r in named for m in r.mentions})
    assert all(before[1] <= behind[0] for before, behind in itertools.pairwise(spans))


@pytest.mark.parametrize(("text", "lang"), [(ENGLISH, "en"), (SPANISH, "es")])
def test_dates_are_iso_and_as_precise_as_the_text(text: str, lang: str, read_text: Read) -> None:
    days = {d for r in read_text(text, lang).referents for d in (r.start, r.end)} - {""}
    assert days == {"2023-05-03"}
    assert all(re.fullmatch(r"\d{4}(-\d\d){0,2}", day) for day in days)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Kenya signed a treaty with UNESCO.\nPeru signed a treaty with UNICEF.", "en"),
        ("Kenia firmó un tratado con la UNESCO.\nPerú firmó un tratado con UNICEF.", "es"),
    ],
)
@pytest.mark.parametrize("role", [PassageRole.MENU, PassageRole.CONTACT, PassageRole.FOREIGN, PassageRole.LEFTOVER])
def test_only_the_documents_own_words_are_read(
    text: str, lang: str, role: PassageRole, extractor: Callable[[Document], Reading]
) -> None:
    reading = extractor(with_roles(text, PassageRole.BODY, role, lang=lang))
    second = text.index("\n")
    assert len(reading.claims) == 2
    assert all(m.span.end <= second for r in reading.referents for m in r.mentions)
    assert all(c.evidence.end <= second for c in reading.claims)


@pytest.mark.parametrize(
    ("text", "lang"),
    [("Kenya signs a treaty with UNESCO", "en"), ("Kenia firma un tratado con la UNESCO", "es")],
)
def test_a_title_is_read_like_the_body(text: str, lang: str, extractor: Callable[[Document], Reading]) -> None:
    title = extractor(with_roles(text, PassageRole.TITLE, lang=lang))
    body = extractor(with_roles(text, PassageRole.BODY, lang=lang))
    assert len(edges(title)) == 2
    assert edges(title) == edges(body)


def test_each_passage_is_read_in_its_own_language(extractor: Callable[[Document], Reading]) -> None:
    text = "Kenya signed a treaty with UNESCO.\nPerú firmó un convenio con UNICEF."
    first, second = document_of(text).passages
    document = dataclasses.replace(document_of(text), passages=(first, dataclasses.replace(second, lang="es")))
    assert edges(extractor(document)) == {
        ("Kenya", "partyTo", "treaty"),
        ("UNESCO", "partyTo", "treaty"),
        ("Perú", "partyTo", "convenio"),
        ("UNICEF", "partyTo", "convenio"),
    }


def test_the_fullest_name_comes_first(read_text: Read) -> None:
    reading = read_text("The State Border Service (SBS) opened. SBS signed an agreement with Kenya.")
    (service,) = (r for r in reading.referents if r.names[0].text == "State Border Service")
    assert [n.text for n in service.names] == ["State Border Service", "SBS"]
    assert {n.lang for n in service.names} == {"en"}


def test_reading_depends_on_the_document_alone(extractor: Callable[[Document], Reading]) -> None:
    before = extractor(document_of(ENGLISH))
    extractor(document_of(SPANISH, lang="es"))
    assert extractor(document_of(ENGLISH)) == before


def test_a_document_without_own_words_gives_nothing(extractor: Callable[[Document], Reading]) -> None:
    for document in (document_of(""), document_of(" \n\n "), with_roles("Kenya", PassageRole.MENU)):
        assert (extractor(document).referents, extractor(document).claims) == ((), ())


def test_the_table_of_extractors_offers_the_rules(registry: Registry) -> None:
    reading = extract.EXTRACTORS["rules"](registry, measured=None)(document_of("Kenya thanked UNESCO."))
    assert [actor for _, _, actor in mentioned(reading)] == ["kenya", "unesco"]
