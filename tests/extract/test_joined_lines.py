"""Lines that say something only together are read together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coopgraph.model import Reading, Relation

Read = Callable[..., Reading]


def ends(reading: Reading, relation: Relation) -> set[tuple[str, str]]:
    names = {r.key: r.names[0].text for r in reading.referents}
    return {(names[c.subject], names[c.object]) for c in reading.claims if c.relation is relation}


@pytest.mark.parametrize(
    ("text", "lang", "held"),
    [
        ("Maria Lopez\nHead of Programmes, UNICEF\nThe water is clean.", "en", {("Maria Lopez", "UNICEF")}),
        ("Ana Gil\nJefa de Exploración - UNESCO\nEl agua está limpia.", "es", {("Ana Gil", "UNESCO")}),
        ("Maria Lopez\nThe head of UNICEF was away.", "en", set()),
    ],
)
def test_a_name_over_an_office_holds_it(text: str, lang: str, held: set[tuple[str, str]], read_text: Read) -> None:
    assert ends(read_text(text, lang), Relation.REPRESENTS) == held


@pytest.mark.parametrize(
    ("text", "lang", "relation", "expected"),
    [
        (
            "The seminar lasted two days.\nParticipants:\n- UNICEF\n- Ministry of Health\n\nIt rained.",
            "en",
            Relation.PARTICIPATES_IN,
            {("UNICEF", "seminar"), ("Ministry of Health", "seminar")},
        ),
        (
            "El seminario duró dos días.\nParticipantes:\n• UNICEF\n• UNESCO\nLlovió.",
            "es",
            Relation.PARTICIPATES_IN,
            {("UNICEF", "seminario"), ("UNESCO", "seminario")},
        ),
        (
            "The Safe Wells Project began.\nDonors:\nJapan\nNorway\nIt ends in May.",
            "en",
            Relation.FUNDS,
            {("Japan", "Safe Wells Project"), ("Norway", "Safe Wells Project")},
        ),
        ("The seminar lasted two days.\nTopics:\n- UNICEF\n- UNESCO", "en", Relation.PARTICIPATES_IN, set()),
    ],
)
def test_a_heading_says_what_the_items_below_it_are(
    text: str, lang: str, relation: Relation, expected: set[tuple[str, str]], read_text: Read
) -> None:
    assert ends(read_text(text, lang), relation) == expected


def test_names_on_two_lines_of_a_list_stay_two(read_text: Read) -> None:
    reading = read_text("Participants:\nDepartment of Water\nDepartment of Roads\n", "en")
    assert {r.names[0].text for r in reading.referents} == {"Department of Water", "Department of Roads"}
