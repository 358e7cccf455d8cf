"""How far two annotators agree: what counts as agreement, and that the second reading is there and well-formed."""

from __future__ import annotations

import copy
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from coopgraph.evaluation import gold
from coopgraph.evaluation.counts import Counts, Measure
from coopgraph.evaluation.gold import Gold
from coopgraph.evaluation.summary import Evaluation

ROOT = Path(__file__).parents[2]
TRAINING = ROOT / "training"

READING: dict[str, Any] = {
    "doc": "en-a-001.txt",
    "lang": "en",
    "entities": [
        {"id": "lumo", "type": "GovernmentBody", "names": ["Agency for Light", "Lumo"]},
        {"id": "no", "type": "Government", "names": ["Norway"]},
        {"id": "pact", "type": "Agreement", "names": ["pact"], "unnamed": True, "date": "2021-05-03"},
        {"id": "bo", "type": "Person", "names": ["Ada Bo"]},
        {"id": "oslo", "type": "Place", "names": ["Oslo"], "optional": True},
    ],
    "relations": [
        {"type": "partyTo", "subject": "lumo", "object": "pact"},
        {"type": "partyTo", "subject": "no", "object": "pact"},
        {"type": "represents", "subject": "bo", "object": "lumo", "role": "director"},
        {"type": "funds", "subject": "no", "object": "lumo", "amount": 2000000, "currency": "EUR"},
        {"type": "supports", "subject": "no", "object": "lumo", "optional": True},
        {"type": "locatedIn", "subject": "lumo", "object": "oslo"},
    ],
}
"""Four relations are asked for; of the last two one is optional itself, the other has an optional end."""


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    """The script in training/, imported by its name."""
    before = sys.path.copy()
    sys.path.insert(0, str(ROOT / "training"))
    yield importlib.import_module("agreement")
    sys.path[:] = before
    for name in ("agreement", "annotated"):
        sys.modules.pop(name, None)


def written(folder: Path, *readings: dict[str, Any]) -> tuple[Gold, ...]:
    """Write readings into ``folder`` and return them as read."""
    folder.mkdir(parents=True)
    for one in readings:
        (folder / one["doc"]).with_suffix(".json").write_text(json.dumps(one), encoding="utf-8")
    return gold.read(folder)


def changed(part: str, at: int, **values: Any) -> dict[str, Any]:
    """Return the reading with other values in one record."""
    reading = copy.deepcopy(READING)
    reading[part][at] |= values
    return reading


def without(part: str, *at: int) -> dict[str, Any]:
    """Return the reading without some of its records."""
    return READING | {part: [one for i, one in enumerate(READING[part]) if i not in at]}


def agreed(
    script: ModuleType, folder: Path, first: dict[str, Any], second: dict[str, Any], *, optional: bool = False
) -> Evaluation:
    readings = written(folder / "first", first), written(folder / "second", second)
    measured: Evaluation = script.agreement(*readings, optional=optional)
    return measured


def counts(measured: Evaluation, measure: Measure) -> Counts:
    return measured.scores[measure].counts


@pytest.mark.parametrize("optional", [False, True])
def test_identical_readings_agree_wholly(script: ModuleType, tmp_path: Path, optional: bool) -> None:
    measured = agreed(script, tmp_path, READING, READING, optional=optional)
    assert measured.scores.documents == 1
    for measure, number in (
        (Measure.ENTITY, 4),
        (Measure.RELATION, 4),
        (Measure.DATE, 1),
        (Measure.AMOUNT, 1),
        (Measure.ROLE, 1),
    ):
        assert counts(measured, measure) == Counts(tp=number, fp=0, fn=0)
        assert counts(measured, measure).f1 == 1.0


def test_ids_and_the_order_of_records_do_not_matter(script: ModuleType, tmp_path: Path) -> None:
    text = json.dumps(READING)
    for id_ in ("lumo", "no", "pact", "bo", "oslo"):
        text = text.replace(f'"{id_}"', f'"other-{id_}"').replace(f'["other-{id_}"]', f'["{id_}"]')
    other = json.loads(text)
    other = other | {part: other[part][::-1] for part in ("entities", "relations")}
    assert other["entities"][2]["names"] == ["pact"]
    measured = agreed(script, tmp_path, READING, other)
    assert counts(measured, Measure.ENTITY) == counts(measured, Measure.RELATION) == Counts(tp=4, fp=0, fn=0)


@pytest.mark.parametrize("optional", [False, True])
def test_a_relation_that_only_the_first_saw_lowers_recall(script: ModuleType, tmp_path: Path, optional: bool) -> None:
    measured = agreed(script, tmp_path, READING, without("relations", 3), optional=optional)
    relations = counts(measured, Measure.RELATION)
    assert (relations.precision, relations.recall) == (1.0, 0.75)
    assert counts(measured, Measure.ENTITY).f1 == 1.0


@pytest.mark.parametrize("optional", [False, True])
def test_a_relation_that_only_the_second_saw_lowers_precision(
    script: ModuleType, tmp_path: Path, optional: bool
) -> None:
    measured = agreed(script, tmp_path, without("relations", 3), READING, optional=optional)
    relations = counts(measured, Measure.RELATION)
    assert (relations.precision, relations.recall) == (0.75, 1.0)


def test_a_relation_the_other_way_round_is_none(script: ModuleType, tmp_path: Path) -> None:
    turned = changed("relations", 3, subject="lumo", object="no")
    assert counts(agreed(script, tmp_path, READING, turned), Measure.RELATION) == Counts(tp=3, fp=1, fn=1)


def test_a_thing_that_only_one_saw_counts_against_both(script: ModuleType, tmp_path: Path) -> None:
    renamed = changed("entities", 3, names=["Bo Ada"])
    measured = agreed(script, tmp_path, READING, renamed)
    assert counts(measured, Measure.ENTITY) == Counts(tp=3, fp=1, fn=1)
    assert counts(measured, Measure.RELATION) == Counts(tp=3, fp=1, fn=1)


@pytest.mark.parametrize(
    ("part", "at", "values", "measure"),
    [
        ("entities", 2, {"date": "2021-05-04"}, Measure.DATE),
        ("relations", 3, {"amount": 3000000}, Measure.AMOUNT),
        ("relations", 3, {"currency": "USD"}, Measure.AMOUNT),
        ("relations", 2, {"role": "cook"}, Measure.ROLE),
    ],
)
def test_dates_sums_and_offices_are_held_against_each_other(
    script: ModuleType, tmp_path: Path, part: str, at: int, values: dict[str, Any], measure: Measure
) -> None:
    measured = agreed(script, tmp_path, READING, changed(part, at, **values))
    assert counts(measured, measure).f1 == 0.0
    assert counts(measured, Measure.RELATION).f1 == counts(measured, Measure.ENTITY).f1 == 1.0


@pytest.mark.parametrize(("optional", "recall"), [(False, 0.75), (True, 1.0)])
def test_what_the_second_finds_optional_counts_as_found_only_where_told_to(
    script: ModuleType, tmp_path: Path, optional: bool, recall: float
) -> None:
    entities = agreed(script, tmp_path / "e", READING, changed("entities", 3, optional=True), optional=optional)
    relations = agreed(script, tmp_path / "r", READING, changed("relations", 3, optional=True), optional=optional)
    for measured, measure in ((entities, Measure.ENTITY), (entities, Measure.RELATION), (relations, Measure.RELATION)):
        assert (counts(measured, measure).precision, counts(measured, measure).recall) == (1.0, recall)
    assert counts(relations, Measure.ENTITY).f1 == 1.0


@pytest.mark.parametrize("optional", [False, True])
def test_what_the_first_finds_optional_counts_neither_way(script: ModuleType, tmp_path: Path, optional: bool) -> None:
    for name, second in (("seen", READING), ("unseen", without("relations", 3))):
        measured = agreed(script, tmp_path / name, changed("relations", 3, optional=True), second, optional=optional)
        assert counts(measured, Measure.RELATION) == Counts(tp=3, fp=0, fn=0)


@pytest.mark.parametrize(("optional", "extra"), [(False, 0), (True, 1)])
def test_an_optional_relation_that_only_the_second_saw_is_extra_only_where_told_to(
    script: ModuleType, tmp_path: Path, optional: bool, extra: int
) -> None:
    measured = agreed(script, tmp_path, without("relations", 4), READING, optional=optional)
    assert counts(measured, Measure.RELATION) == Counts(tp=4, fp=extra, fn=0)


def test_a_reading_is_told_as_a_graph_would_be(script: ModuleType, tmp_path: Path) -> None:
    (one,) = written(tmp_path / "first", READING)
    strict, whole = (script.as_found(one, optional=optional) for optional in (False, True))
    assert list(strict.entities) == ["lumo", "no", "pact", "bo"]
    assert list(whole.entities) == ["lumo", "no", "pact", "bo", "oslo"]
    ends = [(r.relation.value, r.subject, r.object) for r in whole.relations]
    assert ends == [(r["type"], r["subject"], r["object"]) for r in READING["relations"]]
    assert strict.relations == whole.relations[:4]
    assert [r.roles for r in strict.relations] == [(), (), ("director",), ()]
    assert [set(r.amounts) for r in strict.relations] == [set(), set(), set(), {(2_000_000, "EUR")}]
    lumo, pact = whole.entities["lumo"], whole.entities["pact"]
    assert (lumo.iri, lumo.kind, lumo.label, len(lumo.forms)) == ("lumo", "GovernmentBody", "Agency for Light", 2)
    assert pact.dates == {"2021-05-03"}
    assert strict.problems == whole.problems == ()


def test_a_text_without_first_annotations_is_named(script: ModuleType, tmp_path: Path) -> None:
    first = written(tmp_path / "first", READING)
    others = (READING | {"doc": f"en-{name}-002.txt"} for name in "cb")
    second = written(tmp_path / "second", READING, *others)
    for measured in (lambda: script.agreement(first, second, optional=False), lambda: script.table(first, second)):
        with pytest.raises(ValueError, match=r"^en-b-002\.txt: no first annotations of it in ") as raised:
            measured()
        assert "\n" not in str(raised.value)


def test_texts_that_were_read_once_do_not_count(script: ModuleType, tmp_path: Path) -> None:
    first = written(tmp_path / "first", READING, READING | {"doc": "en-a-002.txt"})
    second = written(tmp_path / "second", READING)
    measured = script.agreement(first, second, optional=False)
    assert measured.scores.documents == 1
    assert counts(measured, Measure.RELATION) == Counts(tp=4, fp=0, fn=0)


def test_the_table_has_a_line_for_things_and_relations_each_way_of_counting(script: ModuleType, tmp_path: Path) -> None:
    first = written(tmp_path / "first", READING, READING | {"doc": "en-a-002.txt"})
    second = written(
        tmp_path / "second", changed("relations", 3, optional=True), without("relations", 3) | {"doc": "en-a-002.txt"}
    )
    head, rule, *lines = script.table(first, second).splitlines()
    assert head == "| what | texts | P / R / F1 | 95 % of F1 |"
    assert rule == "|---|---:|---|---|"
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert [row[:3] for row in cells] == [
        ["entities, asked for by both", "2", "1.00 / 1.00 / 1.00"],
        ["relations, asked for by both", "2", "1.00 / 0.75 / 0.86"],
        ["entities, optional ones counted as found", "2", "1.00 / 1.00 / 1.00"],
        ["relations, optional ones counted as found", "2", "1.00 / 0.88 / 0.93"],
    ]
    assert all(len(row) == 4 and row[3] for row in cells)
    assert script.table(first, second) == "\n".join([head, rule, *lines])


def test_the_table_is_printed_and_written_only_where_asked_to(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    told = script.table(written(first, READING), written(second, without("relations", 3)))
    page = tmp_path / "model.md"
    before = "# The model\n<!-- agreement: begin -->\nold\n<!-- agreement: end -->\nmore\n"
    page.write_text(before, encoding="utf-8")
    monkeypatch.setattr(sys.modules["annotated"], "PAGE", page)
    script.main([], first, second)
    assert capsys.readouterr().out == f"{told}\n"
    assert page.read_text(encoding="utf-8") == before
    script.main(["--write"], first, second)
    assert capsys.readouterr().out == f"{told}\n"
    assert page.read_text(encoding="utf-8") == before.replace("old", told)


def test_the_second_reading_is_well_formed_and_quotes_its_texts() -> None:
    second = gold.read(TRAINING / "second")
    assert len(second) == 30
    for one in second:
        text = " ".join((TRAINING / "docs" / one.doc).read_text(encoding="utf-8").split())
        assert one.file.stem == Path(one.doc).stem
        assert one.entities
        assert one.relations
        for relation in one.relations:
            assert relation.quote.strip()
            assert " ".join(relation.quote.split()) in text, f"{one.file.name}: {relation.quote}"


def test_every_text_of_the_second_reading_has_a_first(script: ModuleType) -> None:
    first, second = gold.read(TRAINING / "gold"), gold.read(TRAINING / "second")
    assert {one.doc: one.lang for one in second}.items() <= {one.doc: one.lang for one in first}.items()
    for optional in (False, True):
        measured = script.agreement(first, second, optional=optional)
        assert measured.scores.documents == len(second)
        assert 0 < counts(measured, Measure.RELATION).f1 < 1
        assert 0 < counts(measured, Measure.ENTITY).f1 < 1
