"""The check of our own corpus: what it finds in tiny documents, what it reports, and that the corpus passes."""

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

ROOT = Path(__file__).parents[2]
SECRET = "zanzibarite"
"""A word that only the evaluation set holds."""

STATED = "The agency Lumo signed a pact with Norway in Oslo on 3 May 2021. Ada Bo, its director, was there."
TEXT = f"{STATED}\n\n{' '.join(f'word{i}' for i in range(60))}\n"
GOLD: dict[str, Any] = {
    "doc": "en-a-001.txt",
    "lang": "en",
    "entities": [
        {"id": "lumo", "type": "GovernmentBody", "names": ["Agency for Light", "Lumo"]},
        {"id": "no", "type": "Government", "names": ["Norway"]},
        {"id": "pact", "type": "Agreement", "names": ["pact"], "unnamed": True, "date": "2021-05-03"},
        {"id": "bo", "type": "Person", "names": ["Ada Bo"]},
    ],
    "relations": [
        {"type": "partyTo", "subject": "lumo", "object": "pact", "quote": "Lumo signed a pact"},
        {"type": "represents", "subject": "bo", "object": "lumo", "role": "director", "quote": "Ada Bo, its director"},
        {"type": "partyTo", "subject": "no", "object": "pact", "optional": True, "quote": "pact with Norway"},
    ],
}


@pytest.fixture(scope="module")
def check() -> Iterator[ModuleType]:
    """The script in training/, imported by its name."""
    before = sys.path.copy()
    sys.path.insert(0, str(ROOT / "training"))
    yield importlib.import_module("check")
    sys.path[:] = before
    for name in ("check", "annotated"):
        sys.modules.pop(name, None)


def write(folder: Path, gold: dict[str, Any] | str = GOLD, text: str = TEXT, name: str = "en-a-001") -> Path:
    """Write a document and its annotations, and return the folder of the corpus."""
    for kind in ("docs", "gold"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    (folder / "docs" / f"{name}.txt").write_text(text, encoding="utf-8")
    content = gold if isinstance(gold, str) else json.dumps(gold)
    (folder / "gold" / f"{name}.json").write_text(content, encoding="utf-8")
    return folder


def changed(part: str, at: int, **values: Any) -> dict[str, Any]:
    """Return the annotations with other values in one record; those that are None are left out."""
    gold = copy.deepcopy(GOLD)
    gold[part][at] = {key: value for key, value in (gold[part][at] | values).items() if value is not None}
    return gold


def test_the_corpus_has_no_problem(check: ModuleType) -> None:
    assert list(check.problems(check.annotated.OWN)) == []


def test_a_good_document_has_no_problem(check: ModuleType, tmp_path: Path) -> None:
    assert list(check.problems(write(tmp_path))) == []


@pytest.mark.parametrize(
    ("part", "at", "values", "problem"),
    [
        ("entities", 0, {"type": "Ship"}, "entities[0]: 'type' is 'Ship' (one of "),
        ("entities", 0, {"names": []}, "entities[0]: 'names' is no list of texts"),
        ("entities", 0, {"names": ["Agency for Light"]}, "entities[0]: the text does not hold the name 'Agency for L"),
        ("entities", 0, {"names": ["Lumo", "LUMO"]}, "entities[0]: the text does not hold the name 'LUMO'"),
        ("entities", 0, {"names": ["Lumo", " "]}, "entities[0]: the text does not hold the name ' '"),
        ("entities", 2, {"date": "3 May 2021"}, "entities[2]: 'date' is '3 May 2021' (2023, "),
        ("entities", 2, {"date": "2021-02-30"}, "entities[2]: 'date' is '2021-02-30' (2023, "),
        ("entities", 2, {"date": "2021-05/"}, "entities[2]: 'date' is '2021-05/' (2023, "),
        ("relations", 0, {"type": "likes"}, "relations[0]: 'type' is 'likes' (one of "),
        ("relations", 0, {"object": "gone"}, "relations[0]: object 'gone' is no entity"),
        ("relations", 0, {"subject": "pact"}, "relations[0]: subject 'pact' of partyTo is of type Agreement"),
        ("relations", 0, {"object": "no"}, "relations[0]: object 'no' of partyTo is of type Government"),
        ("relations", 0, {"quote": "Lumo signed pacts"}, "relations[0]: the text does not hold the quotation 'Lumo"),
        ("relations", 0, {"quote": None}, "relations[0]: 'quote' is no text (missing)"),
        ("relations", 1, {"role": "chair"}, "relations[1]: the text does not hold the role 'chair'"),
    ],
)
def test_what_is_wrong_with_a_record_is_told_in_one_line(
    check: ModuleType, tmp_path: Path, part: str, at: int, values: dict[str, Any], problem: str
) -> None:
    (found,) = check.problems(write(tmp_path, changed(part, at, **values)))
    assert found.startswith(f"en-a-001.json: {problem}")


def test_an_id_is_given_once(check: ModuleType, tmp_path: Path) -> None:
    gold = copy.deepcopy(GOLD)
    gold["entities"].append(gold["entities"][0])
    (found,) = check.problems(write(tmp_path, gold))
    assert found == "en-a-001.json: entities[4]: id 'lumo' is taken (one id for each entity)"


def test_every_record_with_a_problem_is_told(check: ModuleType, tmp_path: Path) -> None:
    gold = changed("entities", 1, names=["Nowhere"])
    gold["relations"][0]["type"] = gold["relations"][2]["type"] = "likes"
    places = [line.split(": ")[1] for line in check.problems(write(tmp_path, gold))]
    assert places == ["entities[1]", "relations[0]", "relations[2]"]


@pytest.mark.parametrize("date", ["2021", "2021-05", "2021-05-03", "2021-05-03/2021-05-04", "2021/2024"])
def test_a_date_is_as_precise_as_the_text(check: ModuleType, tmp_path: Path, date: str) -> None:
    assert list(check.problems(write(tmp_path, changed("entities", 2, date=date)))) == []


def test_white_space_of_any_kind_is_alike(check: ModuleType, tmp_path: Path) -> None:
    text = TEXT.replace("signed a pact", "signed\n  a pact").replace("Ada Bo", "Ada\u00a0Bo")
    assert list(check.problems(write(tmp_path, text=text))) == []


@pytest.mark.parametrize(
    ("gold", "problem"),
    [
        ("{", "en-a-001.json: not JSON: "),
        ("[]", "en-a-001.json: no JSON object"),
        (json.dumps(GOLD | {"relations": None}), "en-a-001.json: 'relations' is no list (missing)"),
        (json.dumps(GOLD | {"doc": "other.txt"}), "en-a-001.json: 'doc' is 'other.txt' (en-a-001.txt)"),
        (json.dumps({k: v for k, v in GOLD.items() if k != "lang"}), "en-a-001.json: 'lang' is no text (missing)"),
    ],
)
def test_a_malformed_file_is_told_in_one_line(check: ModuleType, tmp_path: Path, gold: str, problem: str) -> None:
    (found,) = check.problems(write(tmp_path, gold))
    assert found.startswith(problem)


def test_texts_and_annotations_pair_up(check: ModuleType, tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "gold" / "en-a-001.json").rename(tmp_path / "gold" / "en-a-002.json")
    assert list(check.problems(tmp_path)) == [
        "en-a-001.txt: no annotations (gold/en-a-001.json)",
        "en-a-002.json: 'doc' is 'en-a-001.txt' (en-a-002.txt)",
        "en-a-002.json: no text (docs/en-a-002.txt)",
    ]


def test_a_folder_without_documents_is_a_problem(check: ModuleType, tmp_path: Path) -> None:
    assert list(check.problems(tmp_path)) == [f"{tmp_path}: no documents (docs/*.txt)"]


@pytest.mark.parametrize(("words", "told"), [(74, True), (75, False), (560, False), (561, True)])
def test_a_text_is_neither_short_nor_long(check: ModuleType, tmp_path: Path, words: int, told: bool) -> None:
    text = " ".join([*STATED.split(), *(f"word{i}" for i in range(words - len(STATED.split())))])
    found = list(check.problems(write(tmp_path, text=text)))
    assert found == ([f"en-a-001.txt: {words} words (75 to 560)"] if told else [])


def test_two_texts_are_not_alike(check: ModuleType, tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, GOLD | {"doc": "en-a-002.txt"}, TEXT.upper() + STATED, "en-a-002")
    (found,) = [line for line in check.problems(tmp_path) if "grams" in line]
    assert found == "en-a-001.txt, en-a-002.txt: share 1.00 of their word 5-grams (0.3 at most)"


def test_an_overlap_is_a_share_of_the_smaller_text(check: ModuleType) -> None:
    texts = {"a": "A b c d e f.", "b": "a b c d e x y z", "c": "nothing of all that here"}
    assert check.overlaps(texts) == [(0.5, "a", "b")]


@pytest.fixture
def both(check: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a corpus of two documents, beside an evaluation set of two."""
    own, shared = tmp_path / "training", tmp_path / "shared"
    write(own)
    words = " ".join(f"other{i}" for i in range(60))
    write(own, GOLD | {"doc": "es-a-001.txt", "lang": "es"}, f"{STATED} {words}", "es-a-001")
    sources = []
    for name in ("t1", "t2"):
        text = f"{STATED} In the end {SECRET} {SECRET} won."
        write(tmp_path, GOLD | {"doc": f"{name}.txt"}, text, name)
        sources.append(json.dumps({"doc": f"{name}.txt", "set": "train", "licence": "CC0-1.0"}))
    for kind in ("docs", "gold"):
        (shared / "eval" / kind).mkdir(parents=True)
        (tmp_path / kind).rename(shared / "eval" / kind / "train")
    (shared / "eval" / "docs" / "SOURCES.jsonl").write_text("\n".join(sources), encoding="utf-8")
    monkeypatch.setattr(check.annotated, "OWN", own)
    monkeypatch.setattr(check.annotated, "SHARED", shared)
    return own


@pytest.mark.usefixtures("both")
def test_without_problems_the_number_of_documents_is_printed(
    check: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check.main([]) == 0
    assert capsys.readouterr().out == "2 documents, no problem.\n"


def test_with_problems_the_exit_status_is_1(check: ModuleType, both: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(both, changed("relations", 1, role="chair"))
    assert check.main([]) == 1
    assert capsys.readouterr().out == "en-a-001.json: relations[1]: the text does not hold the role 'chair'\n"


def test_a_corpus_that_cannot_be_read_is_told_without_a_report(
    check: ModuleType, both: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(both, "{")
    assert check.main(["--report"]) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith("en-a-001.json: not JSON")
    assert printed.err.count("\n") == 1


@pytest.mark.usefixtures("both")
def test_the_report_counts_what_there_is_and_prints_no_word_of_train(
    check: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check.main(["--report"]) == 0
    printed = capsys.readouterr().out
    assert {
        "| en | 1 | 80 |",
        "| all | 2 | 160 |",
        "| Agreement | 2 | 0 | 1.000 |",
        "| Person | 2 | 0 | 0.000 |",
        "| partyTo | 2 | 2 |",
        "| en | 21 | 0.857 | 0.833 |",  # three words are not in ours, one of them twice
        "| required relations in a document | 2.0 / 2.0 / 2.0 | 2.0 / 2.0 / 2.0 |",
    } <= set(printed.splitlines())
    assert "Highest overlap of word 5-grams: 0.211 (en-a-001.txt, es-a-001.txt)." in printed
    assert SECRET not in printed
    assert "signed" not in printed


@pytest.mark.usefixtures("both")
def test_without_train_the_report_says_so(
    check: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check.annotated, "SHARED", tmp_path / "nowhere")
    assert check.main(["--report"]) == 0
    assert "COOPGRAPH_SHARED" in capsys.readouterr().out.splitlines()[-1]
