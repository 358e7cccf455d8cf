"""The packaged actors, places and names: complete, without clashes, and as their generators write them."""

from __future__ import annotations

import csv
import importlib
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pycountry
import pytest

from coopgraph import resources
from coopgraph.model import Actor, Kind
from coopgraph.registry import FormKind, Registry, normalise

TOOLS = Path(__file__).parents[1] / "tools"
DOCUMENTATION = Path(__file__).parents[1] / "docs" / "registry.md"
CHANNELS = Path(os.environ.get("COOPGRAPH_SHARED", "../shared")) / "data" / "crs_channel_codes.csv"

NOT_UN_MEMBERS = (
    "AI AQ AS AW AX BL BM BQ BV CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE "
    "KY MF MO MP MQ MS NC NF NU PF PM PN PR PS RE SH SJ SX TC TF TK TW UM VA VG VI WF YT"
)
WITHOUT_COUNTRY = ("-eh", "-gs")
"""Endings of the cities of territories that two states claim."""
SHARED_NAMES = {
    # Two states with one adjective: only the text around it can tell.
    "congolese government": {"democratic-republic-of-the-congo", "republic-of-the-congo"},
    "gobierno congoleno": {"democratic-republic-of-the-congo", "republic-of-the-congo"},
    "dominican government": {"dominica", "dominican-republic"},
}


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "path", [str(TOOLS), *sys.path])
    yield
    for name in ("common", "make_states", "make_places", "make_names"):
        sys.modules.pop(name, None)


def names(actor: Actor, lang: str) -> list[str]:
    return [name.text for name in actor.names if name.lang == lang]


@pytest.mark.parametrize("country", sorted(pycountry.countries, key=lambda c: c.alpha_2), ids=lambda c: c.alpha_2)
def test_every_iso_state_has_names_in_both_languages_and_members_of_the_un_demonyms(
    registry: Registry, country: pycountry.db.Country
) -> None:
    code = f"iso3166:{country.alpha_2}"
    found = {a.kind: a for a in registry.actors.values() if code in a.identifiers}
    assert names(found[Kind.PLACE], "en")
    assert names(found[Kind.PLACE], "es")
    assert f"iso3166:{country.alpha_3}" in found[Kind.PLACE].identifiers
    if country.alpha_2 not in NOT_UN_MEMBERS.split():
        langs = {name.lang for name in found[Kind.GOVERNMENT].demonyms}
        assert langs == {"en", "es"}


def test_there_are_193_members_of_the_un() -> None:
    assert len(list(pycountry.countries)) - len(NOT_UN_MEMBERS.split()) == 193


def test_many_organisations_have_other_acronyms_in_spanish(registry: Registry) -> None:
    bodies = [a for a in registry.actors.values() if a.kind is Kind.INTERNATIONAL_ORGANIZATION]
    both = [a for a in bodies if {"en", "es"} <= {n.lang for n in a.acronyms}]
    differ = [
        a
        for a in both
        if {n.text for n in a.acronyms if n.lang == "en"}.isdisjoint(n.text for n in a.acronyms if n.lang == "es")
    ]
    assert len(bodies) >= 300
    assert len(differ) >= 120


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        (Kind.GOVERNMENT_BODY, 1200),
        (Kind.CIVIL_SOCIETY, 1200),
        (Kind.FORUM, 200),
        (Kind.AGREEMENT, 650),
        (Kind.PROGRAMME, 150),
        (Kind.INTERNATIONAL_ORGANIZATION, 900),
        (Kind.COMPANY, 900),
        (Kind.ACADEMIC, 900),
        (Kind.PLACE, 6000),
    ],
)
def test_there_are_enough_actors_of_each_kind(registry: Registry, kind: Kind, least: int) -> None:
    assert sum(a.kind is kind for a in registry.actors.values()) >= least


def test_the_documentation_counts_the_actors_of_each_kind(registry: Registry) -> None:
    rows = re.findall(r"^\| (\w+) \| (\d+) \|", DOCUMENTATION.read_text(encoding="utf-8"), re.MULTILINE)
    counted = Counter(actor.kind.value for actor in registry.actors.values())
    assert {kind: int(number) for kind, number in rows} == counted


@pytest.mark.parametrize(
    ("actor", "parent"),
    [
        ("unoct", "un-secretariat"),
        ("uncct", "unoct"),
        ("eosg", "un-secretariat"),
        ("ifc", "world-bank-group"),
        ("dg-near", "european-commission"),
        ("eeas", "european-union"),
        ("cicad", "oas"),
        ("africa-cdc", "african-union"),
        ("aprm", "african-union"),
        ("sisca", "sica"),
        ("ecowas-commission", "ecowas"),
        ("bureau-of-western-hemisphere-affairs", "us-department-of-state"),
        ("bureau-for-humanitarian-assistance", "usaid"),
        ("fema", "us-department-of-homeland-security"),
        ("nih", "us-department-of-health-and-human-services"),
    ],
)
def test_units_of_large_bodies_say_whose_they_are(registry: Registry, actor: str, parent: str) -> None:
    assert registry.actors[actor].parent == parent


@pytest.mark.parametrize(
    "word", ["Roma", "Enterprise", "Elizabeth", "Columbia", "Coronel", "Brits", "Visa", "Adelante", "Interaction"]
)
def test_words_and_names_of_people_are_no_known_name(registry: Registry, word: str) -> None:
    assert registry.lookup(word) == ()


@pytest.mark.parametrize(
    ("name", "place"),
    [("Virginia", "virginia-state-us"), ("Ontario", "ontario-province-ca"), ("Rome", "rome-it")],
)
def test_a_name_of_several_places_means_the_best_known(registry: Registry, name: str, place: str) -> None:
    assert registry.lookup(name) == (f"place/{place}",)


@pytest.mark.parametrize(
    ("actor", "forms"),
    [
        ("iom", "IOM|OIM|UN Migration Agency|UN Migration|Agencia de la ONU para las Migraciones"),
        ("iom", "International Organisation for Migration|Organización Internacional para las Migraciones"),
        ("iom", "Agencia de las Naciones Unidas para la Migración"),
        (
            "undp",
            "UNDP|PNUD|United Nations Development Program|Programa de las Naciones Unidas para el Desarrollo",
        ),
        ("unhcr", "UNHCR|ACNUR|UN Refugee Agency|Agencia de la ONU para los Refugiados"),
        ("unodc", "UNODC|Oficina de las Naciones Unidas contra la Droga y el Delito"),
        ("un-women", "UN Women|ONU Mujeres|ONU-Mujeres"),
        ("who", "WHO|OMS|World Health Organisation"),
        ("paho", "PAHO|OPS|Pan American Health Organization"),
        ("european-union", "EU|UE|the European Union|Unión Europea"),
        ("idb", "IDB|BID|Banco Interamericano de Desarrollo"),
        ("world-bank", "the World Bank|Banco Mundial"),
        ("usaid", "USAID|U.S. Agency for International Development"),
        ("us-department-of-state", "U.S. Department of State|the State Department"),
        ("inl", "INL|Bureau of International Narcotics and Law Enforcement Affairs"),
        ("sdc", "SDC|COSUDE"),
        ("global-compact-for-migration", "Global Compact for Safe, Orderly and Regular Migration"),
        ("global-compact-for-migration", "Global Compact for Migration|Pacto Mundial sobre Migración"),
        ("untoc", "Palermo Convention|UNTOC|Convención de Palermo"),
        ("2030-agenda", "the 2030 Agenda|Agenda 2030"),
        ("regional-conference-on-migration", "RCM|CRM|Conferencia Regional sobre Migración"),
        ("msf", "MSF|Doctors Without Borders|Médicos Sin Fronteras"),
        ("place/panama-city-pa", "Panama City|Ciudad de Panamá"),
        ("place/darien-province-pa", "Darién Province|Darien|Provincia de Darién"),
        ("place/darien-gap", "Darién Gap|Tapón del Darién"),
        (
            "place/latin-america-and-the-caribbean",
            "Latin America and the Caribbean|América Latina y el Caribe",
        ),
        ("place/geneva-ch", "Geneva|Ginebra"),
    ],
)
def test_well_known_forms_lead_to_one_actor(registry: Registry, actor: str, forms: str) -> None:
    found = {form: registry.lookup(form) for form in forms.split("|")}
    assert found == dict.fromkeys(found, (actor,))


@pytest.mark.parametrize(
    ("form", "actor"),
    [("Viet Nam", "vietnam"), ("Ivory Coast", "cote-divoire"), ("Turkey", "turkiye"), ("ROK", "south-korea"),
     ("DRC", "democratic-republic-of-the-congo"), ("U.K.", "united-kingdom"), ("Burma", "myanmar"),
     ("Swaziland", "eswatini"), ("Cape Verde", "cabo-verde"), ("EE.UU.", "united-states"),
     ("Países Bajos", "netherlands"), ("Holy See", "holy-see"), ("UAE", "united-arab-emirates")],
)  # fmt: skip
def test_common_variants_lead_to_their_state(registry: Registry, form: str, actor: str) -> None:
    assert registry.lookup(form) == (actor, f"place/{actor}")


def test_no_name_is_shared_by_two_actors_of_one_kind(registry: Registry) -> None:
    shared = {}
    for key, forms in registry.forms.items():
        for kind in {registry.actors[f.actor].kind for f in forms}:
            ids = {f.actor for f in forms if f.kind is not FormKind.DEMONYM and registry.actors[f.actor].kind is kind}
            if len(ids) > 1 and not _cities_of_one_name(registry, ids):
                shared[key] = ids
    assert shared == SHARED_NAMES


def _cities_of_one_name(registry: Registry, ids: set[str]) -> bool:
    """Tell whether the actors are cities or subdivisions in countries of their own."""
    countries = {registry.actors[id_].country for id_ in ids}
    return all(id_.startswith("place/") for id_ in ids) and len(countries) == len(ids)


def test_every_name_has_a_language_and_something_to_compare(registry: Registry) -> None:
    for actor in registry.actors.values():
        for name in (*actor.names, *actor.acronyms, *actor.demonyms):
            assert name.lang in {"en", "es"}
            assert normalise(name.text)


def test_national_bodies_and_cities_say_their_country(registry: Registry) -> None:
    cities = {line.split("\t")[0] for line in resources.data("places", "cities.tsv").read_text("utf-8").splitlines()}
    lost = [
        a.id
        for a in registry.actors.values()
        if not a.country and (a.kind is Kind.GOVERNMENT_BODY or (a.id in cities and not a.id.endswith(WITHOUT_COUNTRY)))
    ]
    assert lost == []


@pytest.mark.shared
@pytest.mark.skipif(not CHANNELS.is_file(), reason="the channel codes of COOPGRAPH_SHARED are not here")
def test_every_dac_identifier_is_confirmed_by_an_exact_name(registry: Registry) -> None:
    with CHANNELS.open(encoding="utf-8") as file:
        codes = {row["code"]: normalise(row["name_en"]) for row in csv.DictReader(file)}
    given = [
        (actor, identifier.removeprefix("XM-DAC-"))
        for actor in registry.actors.values()
        for identifier in actor.identifiers
        if identifier.startswith("XM-DAC-")
    ]
    assert len(given) > 100
    assert [a.id for a, code in given if codes[code] not in {normalise(n.text) for n in a.names}] == []
    assert not [code for _, code in given if code.endswith("000")]


@pytest.mark.parametrize(
    ("module", "render", "file"),
    [
        ("make_states", "render", "actors/states.toml"),
        ("make_places", "render_cities", "places/cities.tsv"),
        ("make_places", "render_regions", "places/regions.tsv"),
        ("make_names", "render", "words/given_names.txt"),
    ],
)
@pytest.mark.generators
@pytest.mark.usefixtures("tools")
def test_generated_files_are_what_the_generators_write(module: str, render: str, file: str) -> None:
    generator: ModuleType = importlib.import_module(module)
    assert getattr(generator, render)() == resources.data(*file.split("/")).read_text(encoding="utf-8")


def given_names() -> list[str]:
    return resources.data("words", "given_names.txt").read_text(encoding="utf-8").splitlines()


def test_given_names_come_from_many_languages_sorted_and_once() -> None:
    found = given_names()
    assert found == sorted(set(found))
    assert {"María", "John", "Ngozi", "Ahmed", "Oleksandr", "Amélie", "João", "Sipho", "Deepak"} <= set(found)


@pytest.mark.parametrize("word", ["Paris", "Virginia", "Georgia", "April", "Panama", "Mission", "President", "Sunday"])
def test_given_names_leave_out_places_months_and_words(word: str) -> None:
    assert word not in given_names()
