"""One document: which found thing is which annotated one, and what is counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coopgraph import vocab
from coopgraph.evaluation.counts import Counts, Measure
from coopgraph.evaluation.matching import match, twins
from coopgraph.evaluation.scoring import DocumentScore, ErrorKind, score
from evaluation.hand_made import (
    ANNOTATIONS,
    ENTITIES,
    FUNDS,
    MEETS,
    PERFECT,
    QUOTE,
    REPRESENTS,
    annotated,
    find,
    statement,
)


@pytest.fixture
def scored(tmp_path: Path) -> Any:
    """Score a graph against the annotations, changed."""

    def run(turtle: str, **changes: Any) -> DocumentScore:
        return score(annotated(tmp_path, **changes), find(turtle))

    return run


def test_a_perfect_graph_has_nothing_missed_and_nothing_extra(scored) -> None:
    result = scored(PERFECT)
    assert {measure: (c.fp, c.fn) for measure, c in result.counts.items()} == {
        measure: (0, 0) if measure is not Measure.RELATION_OPTIONAL else (0, 1) for measure in Measure
    }
    assert [result.counts[m].tp for m in (Measure.ENTITY, Measure.RELATION)] == [4, 3]
    assert result.errors == ()


def test_an_empty_graph_misses_everything_that_is_required(scored) -> None:
    result = scored("")
    assert result.counts[Measure.ENTITY] == Counts(fn=4)
    assert result.counts[Measure.RELATION] == Counts(fn=3)
    assert result.counts[Measure.RELATION_OPTIONAL] == Counts(fn=4)
    assert result.counts[Measure.ATTRIBUTES] == Counts(fn=3)


def test_optional_things_found_are_neither_right_nor_extra(scored) -> None:
    rivers = 'id:r a coop:Place ; skos:prefLabel "rivers" ; coop:mentionedIn id:d .'
    result = scored(PERFECT + rivers + statement("s4", "covers", "p", "r"))
    assert result.counts[Measure.ENTITY] == Counts(tp=4)
    assert result.counts[Measure.RELATION] == Counts(tp=3)
    assert result.counts[Measure.RELATION_OPTIONAL] == Counts(tp=4)


def test_a_wrong_type_is_right_by_name_only(scored) -> None:
    result = scored(PERFECT.replace("id:p a coop:Programme", "id:p a coop:Company"))
    assert result.counts[Measure.ENTITY] == Counts(tp=3, fp=1, fn=1)
    assert result.counts[Measure.ENTITY_NAME] == Counts(tp=4)
    assert result.by_kind == {
        "Government": Counts(tp=1),
        "Person": Counts(tp=1),
        "Event": Counts(tp=1),
        "Programme": Counts(fn=1),
        "Company": Counts(fp=1),
    }
    # the relation is between the right two things all the same
    assert result.counts[Measure.RELATION] == Counts(tp=3)


def test_a_wrong_relation_between_the_right_ends_is_half_right(scored) -> None:
    result = scored(ENTITIES + REPRESENTS + MEETS + statement("s1", "supports", "no", "p"))
    assert result.counts[Measure.RELATION] == Counts(tp=2, fp=1, fn=1)
    assert result.counts[Measure.PAIR] == Counts(tp=3)
    assert result.by_relation["supports"] == Counts(fp=1)
    assert result.by_relation["funds"] == Counts(fn=1)


def test_direction_matters(scored) -> None:
    result = scored(ENTITIES + REPRESENTS + MEETS + statement("s1", "funds", "p", "no"))
    assert result.counts[Measure.RELATION] == Counts(tp=2, fp=1, fn=1)


@pytest.mark.parametrize(("subject", "object_"), [("no", "p"), ("p", "no")])
def test_direction_does_not_matter_where_there_is_none(scored, subject: str, object_: str) -> None:
    wanted = [{"type": "cooperatesWith", "subject": "no", "object": "p"}]
    result = scored(ENTITIES + statement("s1", "cooperatesWith", subject, object_), relations=wanted)
    assert result.counts[Measure.RELATION] == Counts(tp=1)


def test_an_unordered_relation_stated_both_ways_counts_once(scored) -> None:
    wanted = [{"type": "cooperatesWith", "subject": "no", "object": "p"}]
    both = statement("s1", "cooperatesWith", "no", "p") + statement("s2", "cooperatesWith", "p", "no")
    assert scored(ENTITIES + both, relations=wanted).counts[Measure.RELATION] == Counts(tp=1)


@pytest.mark.parametrize(
    ("change", "measure", "expected"),
    [
        (("5000000.0", "6000000.0"), Measure.AMOUNT, Counts(fp=1, fn=1)),
        (('"NOK"', '"SEK"'), Measure.AMOUNT, Counts(fp=1, fn=1)),
        (('; coop:amount 5000000.0 ; coop:currency "NOK"', ""), Measure.AMOUNT, Counts(fn=1)),
        (('"envoy"', '"judge"'), Measure.ROLE, Counts(fp=1, fn=1)),
        (('; coop:role "envoy"', ""), Measure.ROLE, Counts(fn=1)),
        (("2021-05-03", "2021-05-04"), Measure.DATE, Counts(fp=1, fn=1)),
        (("2021-05-03", "2021-05"), Measure.DATE, Counts(fp=1, fn=1)),
    ],
)
def test_what_a_relation_says_besides_its_ends_is_counted(scored, change, measure, expected) -> None:
    counts = scored(PERFECT.replace(*change)).counts
    assert counts[measure] == expected
    assert counts[Measure.ATTRIBUTES] == expected + Counts(tp=2)


def test_errors_name_rules_of_the_extra_and_quotations_of_the_missed(scored) -> None:
    errors = scored(ENTITIES + MEETS + statement("s1", "supports", "no", "p")).errors
    by_kind = {(e.what, e.label): e for e in errors}
    missed = by_kind[ErrorKind.RELATION_MISSED, "funds"]
    assert (missed.names, missed.quote, missed.rules) == (("Norway", "Clean Rivers Programme"), QUOTE, ())
    extra = by_kind[ErrorKind.RELATION_EXTRA, "supports"]
    assert (extra.names[0], extra.quote, extra.rules) == ("Kingdom of Norway", QUOTE, ("rule.supports",))


def test_things_missed_and_extra_are_errors(scored) -> None:
    errors = scored(PERFECT.replace("Kari Lund", "Nina Berg")).errors
    assert (ErrorKind.ENTITY_MISSED, ("Kari Lund",)) in {(e.what, e.names) for e in errors}
    assert (ErrorKind.ENTITY_EXTRA, ("Nina Berg",)) in {(e.what, e.names) for e in errors}


def test_a_thing_of_several_types_is_extra(scored) -> None:
    result = scored(PERFECT + "id:p a coop:Company .")
    assert result.by_kind["several"] == Counts(fp=1)
    assert len(result.problems) == 1


def two_meetings(*relations: str) -> str:
    other = 'id:n a coop:Event ; skos:prefLabel "Something else"@en ; coop:mentionedIn id:d .'
    return "".join((ENTITIES, other, *relations))


@pytest.mark.parametrize("event", ["m", "n"])
def test_an_unnamed_thing_is_known_by_its_neighbours(tmp_path: Path, event: str) -> None:
    gold = annotated(tmp_path)
    graph = find(two_meetings(statement("s3", "participatesIn", "k", event)))
    assert match(gold, graph, typed=True)[vocab.BASE + event] == "m"


def test_an_unnamed_thing_without_neighbours_is_not_matched(tmp_path: Path) -> None:
    assert vocab.BASE + "m" not in match(annotated(tmp_path), find(ENTITIES), typed=True)


def test_matches_are_one_to_one(tmp_path: Path) -> None:
    again = 'id:no2 a coop:Government ; skos:prefLabel "Norway" ; coop:mentionedIn id:d .'
    matches = match(annotated(tmp_path), find(PERFECT + again), typed=True)
    assert sorted(matches.values()) == ["kari", "m", "no", "p"]
    # of two that bear the name, the one whose relations are annotated
    assert matches[vocab.BASE + "no"] == "no"


COUNTRY_AS_PLACE = 'id:land a coop:Place ; skos:prefLabel "Norway" ; coop:mentionedIn id:d .'


def test_the_other_side_of_a_country_is_not_extra(tmp_path: Path) -> None:
    graph = find(PERFECT + COUNTRY_AS_PLACE)
    gold = annotated(tmp_path)
    assert twins(gold, graph, match(gold, graph, typed=True)) == {vocab.BASE + "land": "no"}
    assert score(gold, graph).counts[Measure.ENTITY] == Counts(tp=4)


@pytest.mark.parametrize(("relation", "right"), [("covers", 1), ("supports", 0)])
def test_either_side_of_a_country_will_do_where_it_is_the_place(scored, relation: str, right: int) -> None:
    wanted = [ANNOTATIONS["relations"][1], {"type": relation, "subject": "p", "object": "no"}]
    graph = ENTITIES + REPRESENTS + COUNTRY_AS_PLACE + statement("s1", relation, "p", "land")
    result = scored(graph, relations=wanted)
    assert result.counts[Measure.RELATION] == Counts(tp=1 + right, fp=1 - right, fn=1 - right)


def test_a_country_annotated_twice_is_one_where_a_relation_leads_to_it(scored) -> None:
    both = [*ANNOTATIONS["entities"], {"id": "land", "type": "Place", "names": ["Norway"]}]
    wanted = [{"type": "covers", "subject": "p", "object": "land"}]
    result = scored(ENTITIES + statement("s1", "covers", "p", "no"), entities=both, relations=wanted)
    assert result.counts[Measure.RELATION] == Counts(tp=1)


def test_one_relation_with_two_statements_is_one(scored) -> None:
    assert scored(PERFECT + FUNDS.replace("id:s1", "id:s9")).counts[Measure.RELATION] == Counts(tp=3)
