"""Draft annotations: what they hold, that they pass the check, and that none is written over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from coopgraph import pipeline
from coopgraph.errors import OutputError
from coopgraph.evaluation import drafts, ends, gold
from coopgraph.model import (
    Attributes,
    Claim,
    Document,
    Kind,
    Mention,
    Name,
    Reading,
    Referent,
    Relation,
    Span,
    Status,
)

TEXT = "Norway paid NOK 5 million for the Clean Coves\nProject. Ada Bo, its head, met Norway on 3 May."


def referent(kind: Kind, words: str, *names: str, **more: Any) -> Referent:
    start = TEXT.index(words)
    span = Span(document="d", start=start, end=start + len(words))
    return Referent(
        key=words,
        kind=kind,
        mentions=(Mention(span=span, text=words, kind=kind),),
        names=tuple(Name(text=name) for name in names or (words,)),
        **more,
    )


def claim(subject: str, relation: Relation, object_: str, quote: str, **more: Any) -> Claim:
    start = TEXT.index(quote)
    values = {"rule": "r", "status": Status.COMPLETED, "confidence": 0.5} | more
    evidence = Span(document="d", start=start, end=start + len(quote))
    return Claim(relation=relation, subject=subject, object=object_, evidence=evidence, **values)


NORWAY = referent(Kind.GOVERNMENT, "Norway", "Kingdom of Norway", "Norway")
PROJECT = referent(Kind.PROGRAMME, "Clean Coves\nProject")
ADA = referent(Kind.PERSON, "Ada Bo")
MEETING = referent(Kind.EVENT, "met", unnamed=True, start="2021-05-03", end="2021-05-04")
FUNDING = claim(
    "Norway",
    Relation.FUNDS,
    "Clean Coves\nProject",
    "Norway paid NOK 5 million",
    attributes=Attributes(amount="5000000", currency="NOK"),
)


def draft(*claims: Claim, source: str = "a.txt", publisher: str = "") -> dict[str, Any]:
    document = Document(id="0" * 64, text=TEXT, lang="en", passages=(), source=source, publisher=publisher)
    reading = Reading(document=document, referents=(MEETING, ADA, PROJECT, NORWAY), claims=claims)
    return drafts.draft(reading, "a.txt")


def test_entities_stand_in_the_order_of_the_text_with_the_names_that_it_holds() -> None:
    assert draft()["entities"] == [
        {"id": "e1", "type": "Government", "names": ["Norway"]},
        {"id": "e2", "type": "Programme", "names": ["Clean Coves Project"]},
        {"id": "e3", "type": "Person", "names": ["Ada Bo"]},
        {"id": "e4", "type": "Event", "names": ["met"], "unnamed": True, "date": "2021-05-03/2021-05-04"},
    ]


def test_a_relation_has_its_words_sum_and_office() -> None:
    role = claim("Ada Bo", Relation.LEADS, "Clean Coves\nProject", "its head", attributes=Attributes(role="head"))
    assert draft(role, FUNDING)["relations"] == [
        {
            "type": "funds",
            "subject": "e1",
            "object": "e2",
            "quote": "Norway paid NOK 5 million",
            "amount": 5000000,
            "currency": "NOK",
        },
        {"type": "leads", "subject": "e3", "object": "e2", "quote": "its head", "role": "head"},
    ]


@pytest.mark.parametrize(
    "left_out",
    [
        claim("Norway", Relation.FUNDS, "Clean Coves\nProject", "Norway", status=Status.INTENDED),
        claim("Norway", Relation.MEMBER_OF, "Clean Coves\nProject", "Norway"),
        claim("Norway", Relation.COOPERATES_WITH, "Norway", "Norway"),
    ],
    ids=["only planned", "no object of its kind", "with itself"],
)
def test_what_annotations_cannot_say_is_left_out(left_out: Claim) -> None:
    assert draft(left_out)["relations"] == []


def test_a_relation_stands_once_with_its_surest_words() -> None:
    other = claim("Norway", Relation.FUNDS, "Clean Coves\nProject", "Norway on", confidence=0.9)
    assert [r["quote"] for r in draft(FUNDING, other)["relations"]] == ["Norway on"]


def test_an_office_that_the_text_does_not_hold_is_left_out() -> None:
    made_up = claim("Ada Bo", Relation.LEADS, "Clean Coves\nProject", "its head", attributes=Attributes(role="chief"))
    assert "role" not in draft(made_up)["relations"][0]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("releases/Visita al Ñandú (2).txt", "visita-al-nandu-2-12345678"),
        ("feed.jsonl:7", "feed-12345678"),
        ("…", "document-12345678"),
        ("x" * 99, "x" * 40 + "-12345678"),
    ],
)
def test_files_are_named_after_their_source_and_text(source: str, name: str) -> None:
    assert drafts.name(Document(id="12345678" * 8, text="", lang="en", passages=(), source=source)) == name


@pytest.mark.parametrize(
    ("subject", "object_", "fits"),
    [(Kind.COMPANY, Kind.AGREEMENT, True), (Kind.COMPANY, Kind.EVENT, False), (Kind.EVENT, Kind.AGREEMENT, False)],
)
def test_only_some_kinds_may_stand_at_the_ends_of_a_relation(subject: Kind, object_: Kind, fits: bool) -> None:
    assert ends.fit(Relation.PARTY_TO, subject, object_) is fits


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    file = tmp_path_factory.mktemp("release") / "note.txt"
    file.write_text("Japan has pledged $2 million to UNICEF.\n\nKenya and Uganda signed a treaty in 2021.\n", "utf-8")
    (found,) = pipeline.read([str(file)])
    assert isinstance(found, Reading)
    return found


def test_what_is_written_is_read_as_annotations(reading: Reading, tmp_path: Path) -> None:
    (written,) = drafts.write([reading], tmp_path)
    assert written.written
    (read,) = gold.read(tmp_path / "gold")
    assert (tmp_path / "docs" / read.doc).read_text("utf-8") == reading.document.text
    assert {r.relation for r in read.relations} >= {Relation.FUNDS, Relation.PARTY_TO}
    assert all(r.quote in reading.document.text for r in read.relations)
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file()) == [written.path.name, read.doc]


def test_what_is_there_is_left_as_it_is(reading: Reading, tmp_path: Path) -> None:
    (first,) = drafts.write([reading], tmp_path)
    first.path.write_text("corrected", "utf-8")
    (again,) = drafts.write([reading], tmp_path)
    assert not again.written
    assert first.path.read_text("utf-8") == "corrected"


def test_a_draft_is_not_put_beside_another_text(reading: Reading, tmp_path: Path) -> None:
    text = tmp_path / "docs" / f"{drafts.name(reading.document)}.txt"
    text.parent.mkdir()
    text.write_text("another", "utf-8")
    (one,) = drafts.write([reading], tmp_path)
    assert not one.written
    assert not one.path.exists()
    assert text.read_text("utf-8") == "another"


def test_what_an_interruption_left_undone_is_done(reading: Reading, tmp_path: Path) -> None:
    (first,) = drafts.write([reading], tmp_path)
    content = first.path.read_bytes()
    first.path.unlink()
    (again,) = drafts.write([reading], tmp_path)
    assert again.written
    assert again.path.read_bytes() == content


def test_a_folder_that_cannot_be_made_is_one_line(reading: Reading, tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("a file", "utf-8")
    with pytest.raises(OutputError, match=r"docs: cannot be made: .* \(give another folder\)$"):
        list(drafts.write([reading], tmp_path))


def test_drafts_are_json_that_people_can_edit(reading: Reading, tmp_path: Path) -> None:
    (one,) = drafts.write([reading], tmp_path)
    text = one.path.read_text("utf-8")
    assert text.endswith("}\n")
    assert json.loads(text).keys() == {"doc", "lang", "publisher", "kind", "entities", "relations"}
