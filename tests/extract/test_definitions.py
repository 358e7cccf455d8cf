"""An acronym in brackets names what stands before it, there and everywhere else in the document."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.extract.views import kinds, pairs, referent

from coopgraph.model import Reading, Relation

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "lang", "full", "acronym"),
    [
        ("The State Border Service (SBS) opened. Then SBS left.", "en", "State Border Service", "SBS"),
        ("The Lakes Alliance (“LA2”) opened. Then LA2 left.", "en", "Lakes Alliance", "LA2"),
        ("The Regional Conference on Lakes (RCL) opened. Then RCL ended.", "en", "Regional Conference on Lakes", "RCL"),
        (
            "El Servicio Estatal de Fronteras (SEF) abrió. Luego el SEF salió.",
            "es",
            "Servicio Estatal de Fronteras",
            "SEF",
        ),
        ("La Alianza de los Lagos (AL, por sus siglas) abrió. Luego la AL salió.", "es", "Alianza de los Lagos", "AL"),
        (
            "La Conferencia Regional sobre Lagos (CRL) abrió. La CRL cerró.",
            "es",
            "Conferencia Regional sobre Lagos",
            "CRL",
        ),
    ],
)
def test_a_defined_acronym_means_its_long_form_afterwards(
    text: str, lang: str, full: str, acronym: str, read_text: Read
) -> None:
    found = referent(read_text(text, lang), full)
    first, *others = [m.text for m in found.mentions]
    assert (first, set(others)) == (full, {acronym})
    assert {full, acronym} <= {n.text for n in found.names}


@pytest.mark.parametrize(
    ("text", "lang", "party"),
    [
        ("The State Border Service (SBS) opened. SBS signed an agreement with Kenya.", "en", "State Border Service"),
        (
            "El Servicio Estatal de Fronteras (SEF) abrió. El SEF firmó un acuerdo con Kenia.",
            "es",
            "Servicio Estatal de Fronteras",
        ),
    ],
)
def test_what_is_said_of_the_acronym_is_said_of_the_thing(text: str, lang: str, party: str, read_text: Read) -> None:
    assert party in {subject for subject, _ in pairs(read_text(text, lang), Relation.PARTY_TO)}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The Lakes Alliance (see page 4) opened.", "en"),
        ("The Lakes Alliance (in short) opened.", "en"),
        ("La Alianza de los Lagos (véase abajo) abrió.", "es"),
    ],
)
def test_other_words_in_brackets_define_nothing(text: str, lang: str, read_text: Read) -> None:
    (found,) = read_text(text, lang).referents
    assert len(found.names) == 1


@pytest.mark.parametrize(
    "text",
    [
        "the harbour council (XQZ) left",
        "(JHIC) left",
        "it rained on the council. Network; (TX) left",
        "network (NETWORK) left",
        "the network (N) left",
    ],
)
def test_letters_that_no_words_before_them_spell_define_nothing(text: str, read_text: Read) -> None:
    assert read_text(text).referents == ()


@pytest.mark.parametrize(
    ("text", "lang", "words", "kind"),
    [
        ("the national harbour council (NHC) met", "en", "national harbour council", "GovernmentBody"),
        ("the network of the lakes (NL) grew", "en", "network of the lakes", "Forum"),
        ("The shared border security programme (SBSP) began.", "en", "shared border security programme", "Programme"),
        ("El programa de seguridad común (PSC) empezó.", "es", "programa de seguridad común", "Programme"),
        ("la red nacional de puertos (RNP) abrió", "es", "red nacional de puertos", "Forum"),
    ],
)
def test_a_defined_name_in_small_letters_is_typed_by_its_head(
    text: str, lang: str, words: str, kind: str, read_text: Read
) -> None:
    assert kinds(read_text(text, lang))[words] == kind


@pytest.mark.parametrize(
    ("text", "lang"), [("the blue harbour wall (BHW) fell", "en"), ("el muro azul (MA) cayó", "es")]
)
def test_a_defined_thing_of_no_known_kind_is_left_out(text: str, lang: str, read_text: Read) -> None:
    assert kinds(read_text(text, lang)) == {}
