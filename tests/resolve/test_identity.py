"""Names become one entity, or stay apart."""

from __future__ import annotations

import pytest

from coopgraph.model import Kind, Knowledge, Reading, Referent
from coopgraph.resolve import resolve
from resolve.hand_made import called, name, reading, ref, registry

REGISTRY = registry()
ORG = Kind.INTERNATIONAL_ORGANIZATION
NGO = Kind.CIVIL_SOCIETY


def resolved(*readings: Reading) -> Knowledge:
    return resolve(readings, REGISTRY)


def together(*referents: Referent) -> int:
    """How many entities come of referents, each in a document of its own."""
    texts = (reading(f"Text {i}.", [r]) for i, r in enumerate(referents))
    return len(resolved(*texts).entities)


@pytest.mark.parametrize(
    ("actor", "kind", "id_"),
    [
        ("iom", ORG, "actor/iom"),
        ("panama", Kind.GOVERNMENT, "actor/panama"),
        ("place/panama", Kind.PLACE, "place/panama"),
    ],
)
def test_a_known_actor_has_the_slug_of_the_registry(actor: str, kind: Kind, id_: str) -> None:
    (entity,) = resolved(reading("News.", [ref("the agency", kind=kind, actor=actor)])).entities
    assert entity.id == id_


def test_an_actor_that_the_registry_lacks_is_resolved_by_name() -> None:
    (entity,) = resolved(reading("News.", [ref("Sea Rescue Union", kind=NGO, actor="gone")])).entities
    assert entity.id.startswith("actor/")
    assert entity.id != "actor/gone"


@pytest.mark.parametrize(
    ("referent", "id_"),
    [
        (ref("Migration Body", "International Organization for Migration", kind=ORG), "actor/iom"),
        (ref("Organization for International Migration", "IOM", kind=ORG), "actor/iom"),
        (ref("IOM", kind=ORG), "actor/iom"),
        (ref("Panama", kind=Kind.PLACE), "place/panama"),
        (ref("Panama", kind=Kind.GOVERNMENT), "actor/panama"),
    ],
    ids=["full alias", "acronym of like words", "acronym", "place", "government"],
)
def test_a_name_that_means_one_actor_gives_that_actor(referent: Referent, id_: str) -> None:
    assert [entity.id for entity in resolved(reading("News.", [referent])).entities] == [id_]


@pytest.mark.parametrize(
    "referent",
    [
        ref("Institute of Marine Oceanography", "IOM", kind=ORG),
        ref("International Organization for Migration", kind=Kind.PROGRAMME),
        ref("Panamanian", kind=Kind.GOVERNMENT),
        ref("National Border Service"),
        ref("National Border Service", country="costa-rica"),
    ],
    ids=[
        "acronym of other words",
        "other kind",
        "adjective",
        "office of no state",
        "office of another state",
    ],
)
def test_a_name_that_may_mean_something_else_gives_no_actor(referent: Referent) -> None:
    (entity,) = resolved(reading("News.", [referent])).entities
    assert entity.id not in {"actor/iom", "actor/panama", "actor/senafront"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Public Security", "Ministry of Public Security of Panama"),
        ("Ministry of Public Security", "Panama's Ministry of Public Security"),
        ("Ministry of Public Security", "Panamanian Ministry of Public Security"),
        ("Ministry of Public Security", "Ministerio de Seguridad Pública de Panamá"),
        ("Ministry of Foreign Affairs", "Cancillería"),
        ("Foreign Ministry", "Ministerio de Relaciones Exteriores"),
        ("Health Ministry", "Ministerio de Salud"),
        ("Ministry of Labor and Workforce Development", "Ministerio de Trabajo y Desarrollo Laboral"),
        (
            "Ministry of Agriculture, Livestock and Food",
            "Ministerio de Agricultura, Ganadería y Alimentación",
        ),
        ("National Migration Service", "Servicio Nacional de Migración"),
        ("Ombudsman's Office", "Defensoría del Pueblo"),
        ("Public Ministry", "Ministerio Público"),
        ("National Institute of Statistics and Census", "Instituto Nacional de Estadística y Censo"),
    ],
)
def test_bodies_of_one_state_are_one_whatever_the_language_and_the_states_name(one: str, other: str) -> None:
    assert together(ref(one, country="panama"), ref(other, country="panama", lang="es")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ref("Ministry of Health", country="panama"), ref("Ministry of Health", country="costa-rica")),
        (ref("Ministry of Health", country="panama"), ref("Ministry of Health")),
        (ref("Ministry of Health"), ref("Ministry of Health")),
        (ref("Ministry of Health", country="panama"), ref("Ministry of Education", country="panama")),
        (ref("Ministry of Security", country="panama"), ref("Ministry of Public Security", country="panama")),
        (ref("Vice Ministry of Health", country="panama"), ref("Ministry of Health", country="panama")),
        (ref("Steering Committee"), ref("Steering Committee")),
        (ref("Coral Reef Laboratory", "Research Laboratory"), ref("Research Laboratory")),
        (ref("Coral Reef Laboratory", "Joint Unit"), ref("Sea Rescue Union", "Joint Unit")),
    ],
    ids=[
        "two states",
        "state unknown",
        "both unknown",
        "two subjects",
        "narrower subject",
        "two offices",
        "common name",
        "common short form",
        "common short form of two",
    ],
)
def test_other_bodies_stay_apart(one: Referent, other: Referent) -> None:
    assert together(one, other) == 2


def test_the_state_of_a_body_is_its_country() -> None:
    (entity,) = resolved(reading("News.", [ref("Ministry of Health", country="panama")])).entities
    assert entity.country == "actor/panama"
    assert entity.id.startswith("actor/")


def test_one_name_with_two_kinds_is_what_most_documents_say() -> None:
    kinds = [Kind.FORUM, Kind.PROGRAMME, Kind.PROGRAMME]
    texts = [reading(f"Text {i}.", [ref("Blue Horizon", kind=kind)]) for i, kind in enumerate(kinds)]
    (entity,) = resolved(*texts).entities
    assert entity.kind is Kind.PROGRAMME
    assert entity.id.startswith("programme/")
    assert len(entity.documents) == 3


def test_of_equally_many_documents_the_first_kind_of_the_list_decides() -> None:
    kinds = [Kind.PROGRAMME, Kind.FORUM]
    texts = [reading(f"Text {i}.", [ref("Blue Horizon", kind=kind)]) for i, kind in enumerate(kinds)]
    assert [entity.kind for entity in resolved(*texts).entities] == [Kind.FORUM]


def test_the_kind_does_not_change_what_the_name_is_hashed_to() -> None:
    slugs = {
        resolved(reading("News.", [ref("Blue Horizon", kind=kind)])).entities[0].id.split("/")[1]
        for kind in (Kind.FORUM, Kind.PROGRAMME, Kind.EVENT)
    }
    assert len(slugs) == 1


def test_a_place_and_who_acts_in_its_name_are_two() -> None:
    place, body = ref("San Telmo", kind=Kind.PLACE), ref("San Telmo", kind=Kind.GOVERNMENT_BODY)
    assert together(place, body) == 2


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (ref("Sea Rescue Union", "Lifeboat League", kind=NGO), ref("Lifeboat League", kind=NGO), 1),
        (ref("Sea Rescue Union", "Seawatchers", kind=NGO), ref("Seawatchers", kind=NGO), 1),
        (ref("Sea Rescue Union", "Union", kind=NGO), ref("Students' Alliance", "Union", kind=NGO), 2),
        (ref("Sea Rescue Union", kind=NGO), ref("Sea Rescue Union", kind=NGO, country="panama"), 1),
    ],
    ids=["two words", "one long word", "one short word", "state said once"],
)
def test_documents_are_joined_by_full_names(one: Referent, other: Referent, count: int) -> None:
    assert together(one, other) == count


def test_a_name_without_state_joins_none_of_two_states() -> None:
    countries = ["panama", "costa-rica", ""]
    assert together(*(ref("Sea Rescue Union", kind=NGO, country=country) for country in countries)) == 3


def test_a_name_learnt_in_one_document_leads_to_the_actor_in_another() -> None:
    first = reading("One.", [ref("International Organization for Migration", "UN Migration", kind=ORG, actor="iom")])
    second = reading("Two.", [ref("UN Migration", kind=ORG)])
    assert [entity.id for entity in resolved(first, second).entities] == ["actor/iom"]


def test_an_acronym_joins_what_it_was_defined_for_in_another_document() -> None:
    first = reading("One.", [ref("Border Aid Programme", "BAP", kind=Kind.PROGRAMME)])
    second = reading("Two.", [ref("BAP", kind=Kind.PROGRAMME)])
    (entity,) = resolved(first, second).entities
    assert len(entity.documents) == 2


def test_an_acronym_with_two_meanings_joins_neither() -> None:
    first = reading("One.", [ref("Border Aid Programme", "BAP", kind=Kind.PROGRAMME)])
    second = reading("Two.", [ref("Bridges and Ports", "BAP", kind=Kind.PROGRAMME)])
    third, fourth = (reading(t, [ref("BAP", kind=Kind.PROGRAMME)]) for t in ("Three.", "Four."))
    assert len(resolved(first, second, third, fourth).entities) == 4


def test_an_acronym_with_two_meanings_joins_that_of_its_own_document() -> None:
    first = reading("One.", [ref("Border Aid Programme", "BAP", kind=Kind.PROGRAMME)])
    twice = [
        ref("Bridges and Ports", "BAP", kind=Kind.PROGRAMME),
        ref("BAP", kind=Kind.PROGRAMME),
    ]
    knowledge = resolved(first, reading("Two.", twice))
    assert sorted(len(entity.documents) for entity in knowledge.entities) == [1, 1]


def test_an_acronym_of_the_registry_joins_no_actor_when_a_document_gives_it_another_meaning() -> None:
    first = reading("One.", [ref("Institute of Marine Oceanography", "IOM", kind=ORG)])
    second = reading("Two.", [ref("IOM", kind=ORG)])
    assert "actor/iom" not in {entity.id for entity in resolved(first, second).entities}


def test_an_acronym_of_another_kind_or_state_joins_nothing() -> None:
    defined = ref("Border Aid Bureau", "BAB", country="panama")
    assert together(defined, ref("BAB", kind=Kind.PROGRAMME)) == 2
    assert together(defined, ref("BAB", country="costa-rica")) == 2
    assert together(defined, ref("BAB")) == 1


def test_an_acronym_that_nobody_defines_is_one_thing() -> None:
    assert together(ref("QRX", kind=NGO), ref("QRX", kind=NGO)) == 1


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (["Lucía Ferrer"], ["Lucia Ferrer"], 1),
        (["Lucía Ferrer Soto", "Lucía Ferrer"], ["Lucía Ferrer"], 1),
        (["Lucía Ferrer"], ["Lucía Ferrara"], 2),
        (["Ferrer-Montenegro"], ["Ferrer-Montenegro"], 2),
    ],
    ids=["accents", "longer name", "another name", "surname only"],
)
def test_persons_are_one_by_their_full_names(one: list[str], other: list[str], count: int) -> None:
    person = Kind.PERSON
    assert together(ref(*one, kind=person, country="panama"), ref(*other, kind=person)) == count


def test_labels_are_the_registrys_and_other_forms_are_aliases() -> None:
    referent = ref("UN Migration", "IOM", "Panamanian", kind=ORG, actor="iom")
    (entity,) = resolved(reading("News.", [referent])).entities
    assert entity.labels == (
        name("International Organization for Migration"),
        name("Organización Internacional para las Migraciones", "es"),
    )
    assert {n.text for n in entity.aliases} == {"UN Migration", "IOM", "OIM", "Panamanian"}
    assert entity.identifiers == ("XM-DAC-47066",)


def test_adjectives_of_a_state_are_no_aliases_of_its_government() -> None:
    referent = ref("Panama", "Panamanian", kind=Kind.GOVERNMENT, actor="panama")
    (entity,) = resolved(reading("News.", [referent])).entities
    assert "Panamanian" not in {n.text for n in (*entity.labels, *entity.aliases)}
    assert {n.text for n in entity.aliases} == {"Panama", "Panamá"}


def test_labels_of_others_are_the_name_of_most_documents_in_each_language() -> None:
    spanish = ref("Unión de Rescate", kind=NGO, lang="es")
    forms = [["Sea Rescue Union", "SRU"], ["Sea Rescue Union"], ["Union for Sea Rescue", "Sea Rescue Union"]]
    texts = [reading(f"Text {i}.", [ref(*f, kind=NGO)]) for i, f in enumerate(forms)]
    mixed = Referent(key="m", kind=NGO, mentions=(), names=(name("Sea Rescue Union"), *spanish.names), country="")
    entity = called(resolved(*texts, reading("Text 4.", [mixed], lang="es")), "Sea Rescue Union")
    assert entity.labels == (name("Sea Rescue Union"), name("Unión de Rescate", "es"))
    assert entity.aliases == (name("SRU"), name("Union for Sea Rescue"))
