"""A body belongs to what its name, or the words beside it, name as its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.extract.views import claim, pairs, quoted, referent

from coopgraph.model import Reading, Relation

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "lang", "body", "state"),
    [
        ("Kenya's Ministry of Fisheries opened.", "en", "Ministry of Fisheries", "Kenya"),
        ("Kenya is proud. The Ministry of Fisheries of Kenya opened.", "en", "Ministry of Fisheries of Kenya", "Kenya"),
        ("Ghana is proud. Ghana’s State Border Service opened.", "en", "State Border Service", "Ghana"),
        ("Kenia celebra. El Ministerio de Pesca de Kenia abrió.", "es", "Ministerio de Pesca de Kenia", "Kenia"),
        ("Ghana celebra. El Servicio de Fronteras de Ghana abrió.", "es", "Servicio de Fronteras de Ghana", "Ghana"),
    ],
)
def test_a_body_is_part_of_the_state_named_with_it(
    text: str, lang: str, body: str, state: str, read_text: Read
) -> None:
    reading = read_text(text, lang)
    assert (body, state) in pairs(reading, Relation.PART_OF)
    assert body in quoted(reading, claim(reading, Relation.PART_OF, body, state))


@pytest.mark.parametrize(
    ("text", "lang", "part", "whole"),
    [
        ("The Smuggling Unit of the Lakes Police Service left.", "en", "Smuggling Unit", "Lakes Police Service"),
        ("UNDP is proud. The UNDP Accelerator Lab opened.", "en", "UNDP Accelerator Lab", "UNDP"),
        ("La Dirección de Aguas del Ministerio de Pesca salió.", "es", "Dirección de Aguas", "Ministerio de Pesca"),
    ],
)
def test_a_unit_is_part_of_its_organisation(text: str, lang: str, part: str, whole: str, read_text: Read) -> None:
    assert (part, whole) in pairs(read_text(text, lang), Relation.PART_OF)


@pytest.mark.parametrize(
    ("text", "relation", "whole"),
    [
        ("UNDP and UNICEF agree. The UNDP-UNICEF Water Office opened.", Relation.MEMBER_OF, "UNDP-UNICEF Water Office"),
        (
            "UNDP and UNICEF agree. The UNDP-UNICEF Water Agreement holds.",
            Relation.PARTY_TO,
            "UNDP-UNICEF Water Agreement",
        ),
        (
            "UNDP and UNICEF agree. The UNDP-UNICEF Lakes Programme helps.",
            Relation.IMPLEMENTS,
            "UNDP-UNICEF Lakes Programme",
        ),
        (
            "UNDP and UNICEF agree. The UNDP-UNICEF Lakes Summit ended.",
            Relation.PARTICIPATES_IN,
            "UNDP-UNICEF Lakes Summit",
        ),
    ],
)
def test_actors_joined_in_a_name_share_what_it_names(
    text: str, relation: Relation, whole: str, read_text: Read
) -> None:
    assert pairs(read_text(text), relation) == {("UNDP", whole), ("UNICEF", whole)}


@pytest.mark.parametrize(
    ("text", "lang", "body", "state"),
    [
        ("Kenya opened a port. Kenya is proud. The State Border Service grew.", "en", "State Border Service", "kenya"),
        (
            "Kenia abrió un puerto. Kenia celebra. El Servicio de Fronteras creció.",
            "es",
            "Servicio de Fronteras",
            "kenya",
        ),
    ],
)
def test_a_body_without_a_state_is_the_documents(text: str, lang: str, body: str, state: str, read_text: Read) -> None:
    assert referent(read_text(text, lang), body).country == state


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Kenya praised the Ministry of Fisheries.", "en"),
        ("Kenya and the Ministry of Fisheries left.", "en"),
        ("Kenia elogió al Ministerio de Pesca.", "es"),
    ],
)
def test_words_between_them_make_nobody_a_part(text: str, lang: str, read_text: Read) -> None:
    assert pairs(read_text(text, lang), Relation.PART_OF) == set()
