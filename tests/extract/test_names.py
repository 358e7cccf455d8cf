"""Capitalised names are typed by their head noun and end where the name ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.extract.views import kinds, referent

from coopgraph.model import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "lang", "name", "kind"),
    [
        (
            "The Ministry of Labour, Trade and Tourism answered.",
            "en",
            "Ministry of Labour, Trade and Tourism",
            "GovernmentBody",
        ),
        ("The State Border Service answered.", "en", "State Border Service", "GovernmentBody"),
        ("They wrote to the Prosecutor's Office today.", "en", "Prosecutor's Office", "GovernmentBody"),
        ("The Lakes and Rivers Council answered.", "en", "Lakes and Rivers Council", "GovernmentBody"),
        ("The National Institute of Lakes answered.", "en", "National Institute of Lakes", "GovernmentBody"),
        ("The Lakes Institute answered.", "en", "Lakes Institute", "AcademicInstitution"),
        ("The Harbour School of Music opened.", "en", "Harbour School of Music", "AcademicInstitution"),
        (
            "The Harbour College of Physicians answered.",
            "en",
            "Harbour College of Physicians",
            "CivilSocietyOrganization",
        ),
        (
            "The International Lakes Foundation answered.",
            "en",
            "International Lakes Foundation",
            "CivilSocietyOrganization",
        ),
        (
            "The African Commission for Lakes answered.",
            "en",
            "African Commission for Lakes",
            "InternationalOrganization",
        ),
        ("The UNDP Accelerator Lab answered.", "en", "UNDP Accelerator Lab", "InternationalOrganization"),
        ("Blue Lagoon Ltd answered.", "en", "Blue Lagoon Ltd", "Company"),
        ("The Lakes Alliance answered.", "en", "Lakes Alliance", "Forum"),
        (
            "The Ministry of Trade, Industry, and Mines left.",
            "en",
            "Ministry of Trade, Industry, and Mines",
            "GovernmentBody",
        ),
        (
            "The Coalition against Trafficking in Persons left.",
            "en",
            "Coalition against Trafficking in Persons",
            "Forum",
        ),
        ("The Japanese Embassy in Lima left.", "en", "Japanese Embassy in Lima", "GovernmentBody"),
        ("The Working Group on Lakes answered.", "en", "Working Group on Lakes", "Forum"),
        ("Operation Blue Lagoon began.", "en", "Operation Blue Lagoon", "Programme"),
        ("The Safe Wells Project began.", "en", "Safe Wells Project", "Programme"),
        ("The Convention against Overfishing holds.", "en", "Convention against Overfishing", "Agreement"),
        ("The Joint Declaration on Lakes holds.", "en", "Joint Declaration on Lakes", "Agreement"),
        ("The XII Summit of the Lakes began.", "en", "XII Summit of the Lakes", "Event"),
        (
            "El Ministerio de Trabajo, Empleo y Migración respondió.",
            "es",
            "Ministerio de Trabajo, Empleo y Migración",
            "GovernmentBody",
        ),
        ("La Comisión Nacional de Lagos respondió.", "es", "Comisión Nacional de Lagos", "GovernmentBody"),
        ("El Instituto Nacional de Lagos respondió.", "es", "Instituto Nacional de Lagos", "GovernmentBody"),
        ("El Instituto de Lagos respondió.", "es", "Instituto de Lagos", "AcademicInstitution"),
        ("La Universidad Nacional del Lago respondió.", "es", "Universidad Nacional del Lago", "AcademicInstitution"),
        ("La Fundación Lagos Claros respondió.", "es", "Fundación Lagos Claros", "CivilSocietyOrganization"),
        (
            "La Cámara de Comercio del Puerto respondió.",
            "es",
            "Cámara de Comercio del Puerto",
            "CivilSocietyOrganization",
        ),
        (
            "La Comisión Interamericana de Lagos respondió.",
            "es",
            "Comisión Interamericana de Lagos",
            "InternationalOrganization",
        ),
        (
            "El Banco de Desarrollo del Lago respondió.",
            "es",
            "Banco de Desarrollo del Lago",
            "InternationalOrganization",
        ),
        ("La Red de Mujeres del Lago respondió.", "es", "Red de Mujeres del Lago", "Forum"),
        ("El Grupo de Trabajo de Lagos respondió.", "es", "Grupo de Trabajo de Lagos", "Forum"),
        ("El Programa Ríos Limpios empezó.", "es", "Programa Ríos Limpios", "Programme"),
        ("El Convenio de los Lagos rige.", "es", "Convenio de los Lagos", "Agreement"),
        ("La XII Cumbre de los Lagos empezó.", "es", "XII Cumbre de los Lagos", "Event"),
    ],
)
def test_a_head_noun_types_the_whole_name(text: str, lang: str, name: str, kind: str, read_text: Read) -> None:
    assert kinds(read_text(text, lang))[name] == kind


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("The TRACKNET initiative began.", "en", "TRACKNET"),
        ("The initiative “Clear Lakes” began.", "en", "Clear Lakes"),
        ("They read the agreement titled “Shared Waters” twice.", "en", "Shared Waters"),
        ("La iniciativa «Lagos Claros» empezó.", "es", "Lagos Claros"),
        ("El proyecto Raíces empezó.", "es", "Raíces"),
        ("El acuerdo denominado “Aguas Comunes” rige.", "es", "Aguas Comunes"),
    ],
)
def test_a_common_noun_beside_a_name_types_it(text: str, lang: str, name: str, read_text: Read) -> None:
    (found,) = read_text(text, lang).referents
    assert name in {n.text for n in found.names}
    assert not found.unnamed


@pytest.mark.parametrize(
    ("text", "lang", "body", "state"),
    [
        ("The Ministry of Water of Ghana answered.", "en", "Ministry of Water of Ghana", "ghana"),
        ("The Dutch Ministry of Water answered.", "en", "Dutch Ministry of Water", "netherlands"),
        ("Ghana's Ministry of Water answered.", "en", "Ministry of Water", "ghana"),
        ("The Embassy of Japan in Kenya answered.", "en", "Embassy of Japan in Kenya", "japan"),
        ("The U.S. Embassy in Lima answered.", "en", "U.S. Embassy in Lima", "united-states"),
        ("El Ministerio del Agua de Ghana respondió.", "es", "Ministerio del Agua de Ghana", "ghana"),
        ("La Embajada de Japón en Kenia respondió.", "es", "Embajada de Japón en Kenia", "japan"),
    ],
)
def test_a_body_belongs_to_the_state_in_or_beside_its_name(
    text: str, lang: str, body: str, state: str, read_text: Read
) -> None:
    assert referent(read_text(text, lang), body).country == state


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The Smith Administration left.", "en"),
        ("The Country Office closed and the Steering Committee left.", "en"),
        ("A ministry answered and a council left.", "en"),
        ("La Oficina Regional cerró y el Comité Directivo salió.", "es"),
        ("Un ministerio respondió y un consejo salió.", "es"),
    ],
)
def test_what_names_nothing_is_left_out(text: str, lang: str, read_text: Read) -> None:
    assert kinds(read_text(text, lang)) == {}


@pytest.mark.parametrize(
    ("text", "lang", "first", "second"),
    [
        ("The Smuggling Unit of the Lakes Police Service answered.", "en", "Smuggling Unit", "Lakes Police Service"),
        ("The Lakes Foundation and the Rivers Institute answered.", "en", "Lakes Foundation", "Rivers Institute"),
        (
            "La Dirección de Aguas del Ministerio de Ambiente respondió.",
            "es",
            "Dirección de Aguas",
            "Ministerio de Ambiente",
        ),
        (
            "La Fundación Lagos Claros y el Instituto de Ríos respondieron.",
            "es",
            "Fundación Lagos Claros",
            "Instituto de Ríos",
        ),
    ],
)
def test_two_names_side_by_side_stay_two(text: str, lang: str, first: str, second: str, read_text: Read) -> None:
    assert list(kinds(read_text(text, lang))) == [first, second]
