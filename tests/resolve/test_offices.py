"""English and Spanish names of bodies have one key."""

from __future__ import annotations

import pytest

from coopgraph.registry import normalise
from coopgraph.resolve.offices import Offices

OFFICES = Offices.load()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ministerio de Salud", "ministry of health"),
        ("Ministry of Health", "ministry of health"),
        ("Health Ministry", "ministry of health"),
        ("Ministerio de Trabajo y Desarrollo Laboral", "ministry of labour and labour development"),
        ("Ministry of Culture, Youth and Sports", "ministry of culture and sport and youth"),
        ("Cancillería", "ministry of foreign affairs"),
        ("Secretaría de Salud", "secretariat of health"),
        ("Policía Nacional", "national police"),
    ],
)
def test_a_body_of_a_state_has_a_key_in_one_language(name: str, key: str) -> None:
    assert OFFICES.canonical(normalise(name)) == key


@pytest.mark.parametrize(
    "name", ["Ministry", "Ministry of Silly Walks", "Health", "Blue Horizon", "Ministry of the", ""]
)
def test_any_other_name_has_none(name: str) -> None:
    assert OFFICES.canonical(normalise(name)) == ""


@pytest.mark.parametrize(
    ("name", "common"),
    [
        ("Steering Committee", True),
        ("Comité Coordinador", True),
        ("National Plan of Action", True),
        ("Ministry of Health", True),
        ("Cancillería", True),
        ("Coral Reef Laboratory", False),
        ("Steering Committee of the Harbour Fund", False),
    ],
)
def test_a_name_is_common_when_no_word_tells_whose_it_is(name: str, common: bool) -> None:
    assert OFFICES.is_common(normalise(name)) is common


def test_no_form_stands_for_two_things() -> None:
    from coopgraph import resources

    table = resources.read_toml(resources.data("words", "translations.toml"))
    for kind in ("office", "subject", "body"):
        forms = [f for entry in table[kind] for f in {normalise(x) for x in (*entry["en"], *entry["es"])}]
        assert sorted(forms) == sorted(set(forms))
