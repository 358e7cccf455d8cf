"""Things without a name: when two documents speak of one, and what it is called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coopgraph.model import Entity, Kind, Reading, Referent, Relation, Status
from coopgraph.resolve import resolve
from resolve.hand_made import name, reading, ref, registry, says

REGISTRY = registry()
IOM = ref("IOM", kind=Kind.INTERNATIONAL_ORGANIZATION, actor="iom")
UNODC = ref("UNODC", kind=Kind.INTERNATIONAL_ORGANIZATION, actor="unodc")
MINISTRY = ref("Ministry of Public Security", country="panama")


def agreement(start: str = "2017", subkind: str = "") -> Referent:
    return ref("an agreement", kind=Kind.AGREEMENT, unnamed=True, start=start, subkind=subkind)


def workshop(start: str = "", end: str = "", *, lang: str = "en") -> Referent:
    words = "a workshop" if lang == "en" else "un taller"
    return ref(words, kind=Kind.EVENT, unnamed=True, start=start, end=end, subkind="Workshop", lang=lang)


def signed(opening: str, thing: Referent, *parties: Referent, status: Status = Status.SIGNED) -> Reading:
    claims = [says(party.key, Relation.PARTY_TO, thing.key, status=status) for party in parties]
    return reading(opening, [*parties, thing], claims)


def unnamed(*readings: Reading) -> list[Entity]:
    return [entity for entity in resolve(readings, REGISTRY).entities if entity.unnamed]


def test_two_documents_speak_of_one_thing_when_kind_parties_and_date_agree() -> None:
    (entity,) = unnamed(signed("One.", agreement(), IOM, MINISTRY), signed("Two.", agreement(), MINISTRY, IOM))
    assert len(entity.documents) == 2


@pytest.mark.parametrize(
    "other",
    [
        signed("Two.", agreement("2018"), IOM, MINISTRY),
        signed("Two.", agreement(""), IOM, MINISTRY),
        signed("Two.", agreement(subkind="Treaty"), IOM, MINISTRY),
        signed("Two.", agreement(), IOM),
        signed("Two.", agreement()),
        signed("Two.", agreement(), IOM, MINISTRY, status=Status.INTENDED),
    ],
    ids=["date", "no date", "subkind", "parties", "no parties", "parties not asserted"],
)
def test_two_documents_speak_of_two_things_when_anything_differs(other: Reading) -> None:
    assert len(unnamed(signed("One.", agreement(), IOM, MINISTRY), other)) == 2


def test_things_of_which_neither_date_nor_parties_are_known_stay_apart() -> None:
    assert len(unnamed(signed("One.", agreement("")), signed("Two.", agreement("")))) == 2


def test_an_event_of_one_day_needs_no_end() -> None:
    def organised(opening: str, event: Referent) -> Reading:
        return reading(opening, [UNODC, event], [says("UNODC", Relation.ORGANIZES, event.key)])

    one, other = workshop("2023-10-18"), workshop("2023-10-18", "2023-10-18")
    assert len(unnamed(organised("One.", one), organised("Two.", other))) == 1
    longer = workshop("2023-10-18", "2023-10-19")
    assert len(unnamed(organised("One.", one), organised("Two.", longer))) == 2


def test_things_that_one_document_tells_apart_stay_apart() -> None:
    first, second = agreement(), replace(agreement(), key="second")
    claims = [says("IOM", Relation.PARTY_TO, thing.key) for thing in (first, second)]
    both = reading("One.", [IOM, first, second], claims)
    assert len(unnamed(both, signed("Two.", agreement(), IOM))) == 3


def test_another_document_does_not_change_the_id() -> None:
    first = signed("One.", agreement(), IOM)
    assert unnamed(first)[0].id in {e.id for e in unnamed(first, signed("Two.", agreement("2019"), IOM))}


@pytest.mark.parametrize(
    ("claims", "label"),
    [
        ([("IOM", Relation.PARTY_TO)], "Workshop signed by IOM, 2023-10-18"),
        ([("UNODC", Relation.ORGANIZES)], "Workshop organised by UNODC, 2023-10-18"),
        ([("IOM", Relation.PARTICIPATES_IN)], "Workshop with IOM, 2023-10-18"),
        (
            [("IOM", Relation.PARTICIPATES_IN), ("UNODC", Relation.ORGANIZES)],
            "Workshop organised by UNODC, 2023-10-18",
        ),
        (
            [("UNODC", Relation.FUNDS), ("IOM", Relation.FUNDS)],
            "Workshop funded by IOM and UNODC, 2023-10-18",
        ),
    ],
)
def test_a_label_says_who_and_when(claims: list[tuple[str, Relation]], label: str) -> None:
    thing = workshop("2023-10-18")
    text = reading("One.", [IOM, UNODC, thing], [says(s, r, thing.key) for s, r in claims])
    (entity,) = unnamed(text)
    assert entity.labels == (name(label),)
    assert entity.aliases == (name("a workshop"),)


def test_a_label_names_the_state_of_a_ministry() -> None:
    (entity,) = unnamed(signed("One.", agreement(), IOM, MINISTRY))
    assert entity.labels[0].text == "Agreement between IOM and Ministry of Public Security of Panama, 2017"


def test_a_label_names_the_state_once() -> None:
    ministry = ref("Panama's Ministry of Public Security", country="panama")
    (entity,) = unnamed(signed("One.", agreement(""), IOM, ministry))
    assert entity.labels[0].text == "Agreement between IOM and Panama's Ministry of Public Security"


def test_a_label_counts_the_last_of_many_parties() -> None:
    bodies = [ref(f"Ministry of {n}", country="panama") for n in ("Art", "Bees", "Cats", "Dogs", "Eels")]
    (entity,) = unnamed(signed("One.", agreement(""), *bodies))
    assert entity.labels[0].text == (
        "Agreement between Ministry of Art of Panama, Ministry of Bees of Panama, "
        "Ministry of Cats of Panama and 2 others"
    )


def test_a_label_speaks_the_language_of_the_document() -> None:
    thing = workshop("2023", lang="es")
    text = reading("Uno.", [IOM, thing], [says("IOM", Relation.ORGANIZES, thing.key)], lang="es")
    (entity,) = unnamed(text)
    assert entity.labels == (name("Taller por iniciativa de OIM, 2023", "es"),)


@pytest.mark.parametrize(
    ("opening", "title", "label"),
    [
        ("Ports meet.", "Ports of tomorrow", "Workshop (Ports of tomorrow)"),
        ("Ports meet.", "", "Workshop (Ports meet. ; a workshop)"),
        (
            "A text that goes on for rather more words than a label can bear to hold.",
            "",
            "Workshop (A text that goes on for rather more words than a label …)",
        ),
    ],
    ids=["title", "short text", "first words"],
)
def test_a_thing_of_which_nothing_is_known_is_called_after_its_document(opening: str, title: str, label: str) -> None:
    (entity,) = unnamed(reading(opening, [workshop()], title=title))
    assert entity.labels == (name(label),)


def test_persons_who_are_left_out_are_in_no_label() -> None:
    thing, person = workshop(), ref("Lucía Ferrer", kind=Kind.PERSON)
    text = reading("One.", [person, thing], [says(person.key, Relation.ORGANIZES, thing.key)], title="Ports")
    with_person, without = (resolve([text], REGISTRY, persons=p) for p in (True, False))
    assert {e.id for e in without.entities} < {e.id for e in with_person.entities}
    assert [e.labels[0].text for e in without.entities] == ["Workshop (Ports)"]
