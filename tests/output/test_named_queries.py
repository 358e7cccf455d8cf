from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from coopgraph import vocab
from coopgraph.errors import QueryError
from coopgraph.model import NOT_ASSERTED
from coopgraph.output import query

NAMES = [question.name for question in query.named()]
DOCS = Path(__file__).parents[2] / "docs" / "queries.md"
PLANNED = "planned-or-requested"


def rows(store: ox.Store, name: str, **params: str) -> list[tuple[str, ...]]:
    result = query.run(store, query.named_query(name, params, store))
    return [tuple(row) for row in csv.reader(StringIO(query.write(result, "csv")))][1:]


def test_there_are_at_least_twelve_questions_in_both_languages() -> None:
    questions = query.named()
    assert len(questions) >= 12
    assert all(q.title_en != q.name and q.title_es not in {q.name, q.title_en} for q in questions)


def test_the_documentation_lists_exactly_the_questions_and_their_parameters() -> None:
    listed = re.findall(r"^\| `([\w-]+)` \|.*\| ([^|]*) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    found = {name: tuple(re.findall(r"`(\w+)`", parameters)) for name, parameters in listed}
    assert found == {q.name: tuple(p.name for p in q.parameters) for q in query.named()}


@pytest.mark.parametrize("question", query.named(), ids=NAMES)
def test_each_parameter_has_one_blank_in_its_query(question: query.NamedQuery) -> None:
    blanks = re.findall(r"VALUES \?(\w+) \{ UNDEF \}", question.text)
    assert blanks == [parameter.name for parameter in question.parameters]
    assert len(re.findall("^# parameter:", question.text, re.MULTILINE)) == len(blanks)


@pytest.mark.parametrize("question", query.named(), ids=NAMES)
def test_each_question_names_the_statuses_that_assert_nothing_in_full(question: query.NamedQuery) -> None:
    named = Counter(re.findall(r"status:([\w-]+)", question.text))
    assert named in (Counter(), Counter({str(status): 1 for status in NOT_ASSERTED}))


@pytest.mark.parametrize("name", NAMES)
def test_each_question_has_rows_all_different_and_in_the_order_it_states(river: ox.Store, name: str) -> None:
    found = rows(river, name)
    assert found
    assert len(set(found)) == len(found)
    assert "ORDER BY" in query.named_query(name, {}, river)


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_gives_the_same_rows(river: ox.Store, built: Path, name: str) -> None:
    graph = rdflib.Graph().parse(built / "graph.ttl")
    text = query.named_query(name, {}, river)
    theirs = graph.query(text, initNs=vocab.prefixes())
    plain = [tuple("" if term is None else str(term) for term in row) for row in theirs]  # type: ignore[union-attr]
    assert sorted(plain) == sorted(rows(river, name))


def test_who_funds_what_gives_one_row_a_status_and_leaves_requests_out(river: ox.Store) -> None:
    assert [row[:3] for row in rows(river, "who-funds-what")] == [
        ("Government of Norway", "River Project", "decided"),
        ("Government of Norway", "River Project", "ongoing"),
    ]


def test_requests_are_found_with_their_words(river: ox.Store) -> None:
    assert rows(river, PLANNED) == [
        (
            "Government of Peru",
            "funds",
            "River Project",
            "requested",
            "Care Alliance asks Peru to fund the River",
        )
    ]


def test_parties_of_an_actors_agreements_include_the_other_side(river: ox.Store) -> None:
    found = rows(river, "agreements-and-parties", actor="Care Alliance")
    assert [row[:3] for row in found] == [
        ("Lima Accord", "2019-01", "Care Alliance"),
        ("Lima Accord", "2019-01", "Government of Peru"),
    ]


def test_who_works_in_a_country_looks_at_coverage_and_at_its_cities(river: ox.Store) -> None:
    found = {(row[0], row[1], row[2]) for row in rows(river, "who-works-in", country="Perú")}
    assert ("Government of Norway", "funds", "River Project") in found
    assert ("Care Alliance", "organizes", "Taller del Agua") in found


def test_nobody_works_in_a_country_that_nothing_is_said_of(river: ox.Store) -> None:
    assert rows(river, "who-works-in", country="Norway") == []


def test_participants_of_an_event(river: ox.Store) -> None:
    found = rows(river, "participants", event="taller del agua")
    assert [row[:3] for row in found] == [("Taller del Agua", "=Río <Ltd>", "completed")]


def test_evidence_gives_every_quotation_with_its_document(river: ox.Store) -> None:
    found = rows(river, "evidence", actor="Norway", other="Proyecto del Rio")
    assert [row[3:] for row in found] == [
        ("decided", "Norway will fund the River Project again", "River news"),
        ("ongoing", "Norway funds the River Project", "River news"),
        ("ongoing", "Noruega financia el Proyecto del Río", "https://news.example.org/rio"),
    ]


def test_evidence_between_two_does_not_depend_on_their_order(river: ox.Store) -> None:
    one, other = "Care Alliance", "Lima Accord"
    found = rows(river, "evidence", actor=one, other=other)
    assert found == rows(river, "evidence", actor=other, other=one) != []


def test_actors_by_partners_counts_each_partner_once(river: ox.Store) -> None:
    assert rows(river, "actors-by-partners") == [
        ("Care Alliance", "2"),
        ("=Río <Ltd>", "1"),
        ("Government of Peru", "1"),
    ]


def test_partners_of_an_actor_say_how_they_are_connected(river: ox.Store) -> None:
    assert [row[1:4] for row in rows(river, "partners-of", actor="=ca")] == [
        ("=Río <Ltd>", "cooperatesWith", ""),
        ("Government of Peru", "partyTo", "Lima Accord"),
    ]


def test_implementers_come_with_the_funder(river: ox.Store) -> None:
    assert [row[:3] for row in rows(river, "implementers")] == [
        ("River Project", "Care Alliance", "Government of Norway")
    ]


def test_members_people_events_and_amounts(river: ox.Store) -> None:
    assert [row[:2] for row in rows(river, "members")] == [("Foro Andino", "Government of Peru")]
    assert [row[:4] for row in rows(river, "people-and-offices")] == [
        ("Ana Flores", "director", "represents", "Care Alliance")
    ]
    assert [row[:5] for row in rows(river, "events-by-date")] == [
        ("2020-05-01", "", "Taller del Agua", "Lima", "Care Alliance")
    ]
    assert [row[2:5] for row in rows(river, "amounts")] == [("1500000.5", "NOK", "ongoing")]


def test_a_topic_gives_the_facts_about_it_and_about_what_it_is_the_topic_of(river: ox.Store) -> None:
    assert [row[:5] for row in rows(river, "topics", topic="agua y saneamiento")] == [
        ("water and sanitation", "Care Alliance", "implements", "River Project", "ongoing"),
        ("water and sanitation", "Government of Norway", "funds", "River Project", "decided"),
        ("water and sanitation", "Government of Norway", "funds", "River Project", "ongoing"),
        ("water and sanitation", "River Project", "covers", "Peru", "ongoing"),
    ]
    found = rows(river, "topics", topic="peacebuilding")
    assert [row[1:4] for row in found] == [("Care Alliance", "partyTo", "Lima Accord")]
    assert found[0][5] == "Care Alliance and Peru signed the"


def test_a_topic_takes_in_those_below_it(river: ox.Store) -> None:
    assert rows(river, "topics", topic="Environment") == rows(river, "topics", topic="water and sanitation")


def test_names_of_topics_and_of_things_are_not_mixed_up(river: ox.Store) -> None:
    with pytest.raises(QueryError, match=r"^topic=Care Alliance: nothing in the graph has this name"):
        query.named_query("topics", {"topic": "Care Alliance"}, river)
    with pytest.raises(QueryError, match=r"^actor=environment: nothing in the graph has this name"):
        query.named_query("partners-of", {"actor": "environment"}, river)


def test_documents_count_their_facts_and_things(river: ox.Store) -> None:
    assert rows(river, "documents") == [
        ("2021", "", "https://news.example.org/rio", "5", "5"),
        ("2019-02-03", "Care Alliance", "River news", "9", "8"),
    ]


@pytest.mark.parametrize("spelling", ["PERU", "perú", "Government of Peru", "the government of peru"])
def test_a_name_matches_whatever_its_case_and_accents(river: ox.Store, spelling: str) -> None:
    found = rows(river, "members", organisation="foro andino")
    assert found
    assert rows(river, "agreements-and-parties", actor=spelling)


def test_an_unknown_name_suggests_near_ones_in_one_line(river: ox.Store) -> None:
    with pytest.raises(QueryError) as caught:
        query.named_query("who-funds-what", {"funder": "Goverment of"}, river)
    assert str(caught.value) == (
        "funder=Goverment of: nothing in the graph has this name "
        "(did you mean 'Government of Peru' or 'Government of Norway'?)"
    )


def test_a_part_of_a_name_suggests_the_whole(river: ox.Store) -> None:
    with pytest.raises(QueryError, match=r"\(did you mean 'Care Alliance'\?\)$"):
        query.named_query("who-funds-what", {"funder": "alliance"}, river)


def test_a_name_like_no_other_gets_advice(river: ox.Store) -> None:
    with pytest.raises(QueryError, match=r"^funder=Qqq: .*\(give the name of an actor"):
        query.named_query("who-funds-what", {"funder": "Qqq"}, river)


def test_a_value_cannot_smuggle_in_sparql(river: ox.Store) -> None:
    with pytest.raises(QueryError, match="nothing in the graph has this name"):
        query.named_query("who-funds-what", {"funder": "<a:b> } INSERT DATA { <a:a> <a:b> <a:c> "}, river)


def test_an_unknown_question_suggests_a_known_one(river: ox.Store) -> None:
    with pytest.raises(QueryError, match=r"^who-funds: no such named query \(did you mean who-funds-what"):
        query.named_query("who-funds", {}, river)


@pytest.mark.parametrize(("name", "advice"), [("documents", "it takes none"), ("evidence", "it takes actor, other")])
def test_an_unknown_parameter_names_the_known_ones(river: ox.Store, name: str, advice: str) -> None:
    with pytest.raises(QueryError, match=rf"^{name}: no parameter 'x' \({advice}\)$"):
        query.named_query(name, {"x": "y"}, river)
