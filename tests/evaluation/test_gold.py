"""Annotations: what is read from them, and the one line that says what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopgraph.errors import InputError
from coopgraph.evaluation import gold
from coopgraph.model import Kind, Relation
from evaluation.hand_made import ANNOTATIONS, QUOTE, annotated, save


def test_annotations_become_values(tmp_path: Path) -> None:
    read = annotated(tmp_path)
    assert (read.doc, read.lang) == ("one.txt", "en")
    meeting, rivers = read.entities["m"], read.entities["rivers"]
    assert (meeting.kind, meeting.unnamed, meeting.dates) == (Kind.EVENT, True, {"2021-05-03"})
    assert (rivers.optional, rivers.forms[0].text) == (True, "rivers")
    funds = read.relations[0]
    assert (funds.relation, funds.amount, funds.currency, funds.quote) == (Relation.FUNDS, 5e6, "NOK", QUOTE)


def test_a_relation_to_something_optional_is_optional(tmp_path: Path) -> None:
    assert [r.optional for r in annotated(tmp_path).relations] == [False, False, False, True]


def test_a_range_of_days_gives_both(tmp_path: Path) -> None:
    event = {"id": "e", "type": "Event", "names": ["Forum"], "date": "2021-05-03/2021-05-04"}
    assert annotated(tmp_path, entities=[event], relations=[]).entities["e"].dates == {
        "2021-05-03",
        "2021-05-04",
    }


def test_a_document_without_language_is_of_an_undetermined_one(tmp_path: Path) -> None:
    assert annotated(tmp_path, lang=None).lang == "und"


ENTITY = ANNOTATIONS["entities"][0]
RELATION = ANNOTATIONS["relations"][0]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"doc": None}, ": 'doc' is no text (missing)"),
        ({"doc": 7}, ": 'doc' is no text (7)"),
        ({"entities": None}, ": 'entities' is no list (missing)"),
        ({"entities": ["x"]}, ": entities[0]: no JSON object"),
        ({"entities": [ENTITY | {"type": "Gov"}]}, ": entities[0]: 'type' is 'Gov' (one of Internat"),
        ({"entities": [ENTITY | {"names": []}]}, ": entities[0]: 'names' is no list of texts"),
        ({"entities": [ENTITY | {"names": "Norway"}]}, ": entities[0]: 'names' is no list of texts"),
        ({"entities": [ENTITY | {"optional": "yes"}]}, ": entities[0]: 'optional' is \"yes\""),
        ({"entities": [ENTITY | {"date": "May 2021"}]}, ": entities[0]: 'date' is 'May 2021' (2023, "),
        ({"entities": [ENTITY, ENTITY]}, ": entities[1]: id 'no' is taken"),
        ({"relations": [RELATION | {"type": "pays"}]}, ": relations[0]: 'type' is 'pays' (one of funds, "),
        ({"relations": [RELATION | {"object": "x"}]}, ": relations[0]: 'object' is 'x' (the id of one"),
        ({"relations": [RELATION | {"amount": "5m"}]}, ": relations[0]: 'amount' is \"5m\" (a number"),
        ({"relations": [RELATION | {"amount": True}]}, ": relations[0]: 'amount' is true (a number"),
    ],
)
def test_what_is_malformed_is_one_line_with_its_place(tmp_path: Path, changes, complaint) -> None:
    file = save(tmp_path, **changes)
    with pytest.raises(InputError) as caught:
        gold.read(tmp_path)
    assert str(caught.value).startswith(f"{file}{complaint}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(b"{", "not JSON"), (b"[]", "no JSON object"), (b'{"doc": "\xff"}', "no UTF-8 text")],
)
def test_a_file_that_is_no_object_is_one_line(tmp_path: Path, content: bytes, complaint: str) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    with pytest.raises(InputError, match=complaint) as caught:
        gold.read(tmp_path)
    assert str(caught.value).startswith(str(tmp_path / "bad.json"))


def test_two_annotations_of_one_text_are_refused(tmp_path: Path) -> None:
    save(tmp_path, "a.json")
    save(tmp_path, "b.json")
    with pytest.raises(InputError, match=r"b\.json: 'one\.txt' has annotations already \(a\.json"):
        gold.read(tmp_path)


@pytest.mark.parametrize("folder", ["empty", "nowhere"])
def test_a_folder_without_annotations_is_one_line(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=f"{folder}: no "):
        gold.read(tmp_path / folder)
