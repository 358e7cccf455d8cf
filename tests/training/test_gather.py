"""Learning from texts that somebody else annotated: what is taken in, and what is told in one line instead."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from coopgraph.cli import main
from coopgraph.errors import InputError

ROOT = Path(__file__).parents[2]

TEXTS = {
    "lantern.txt": (
        "Port Ellery, 4 March 2023. The Lantern Trust and the Harbour Office of Ellery signed an agreement on night "
        "schools. Japan pledged $2 million to the Night School Project, which UNICEF implements in Chad.\n"
    ),
    "pozos.txt": (
        "Lima, 5 de mayo de 2022. El Ministerio de Salud del Perú y UNICEF firmaron un convenio. Ana Ruiz, directora "
        "de la Fundación Pozos Claros, participó en el taller que organizó la Unión Europea.\n"
    ),
    "talks.txt": "Kenya and Uganda signed a treaty in Nairobi.\n\nZuma Brill of Kodak took the floor beside Norway.\n",
}


@pytest.fixture(scope="module")
def gather() -> Iterator[ModuleType]:
    """The script in training/, imported by its name."""
    before = sys.path.copy()
    sys.path.insert(0, str(ROOT / "training"))
    yield importlib.import_module("gather")
    sys.path[:] = before
    for name in ("gather", "check", "annotated"):
        sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as ``review --learn --write`` leaves it; tests must not change it."""
    texts, out = tmp_path_factory.mktemp("texts"), tmp_path_factory.mktemp("drafted")
    for name, text in TEXTS.items():
        (texts / name).write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["review", "--learn", str(texts), "--write", str(out)])
    assert done.exit_code == 0
    return out


@pytest.fixture
def given(drafted: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(drafted, tmp_path / "given"))


@pytest.fixture
def alone(gather: ModuleType, drafted: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script where the drafts are our corpus, and no evaluation set is there."""
    monkeypatch.setattr(gather.annotated, "OWN", drafted)
    monkeypatch.setattr(gather.annotated, "SHARED", drafted / "nowhere")
    return gather


def renamed(folder: Path) -> Path:
    """Return ``folder`` with other names for its documents."""
    for file in (folder / "gold").glob("*.json"):
        gold = json.loads(file.read_text("utf-8"))
        text = folder / "docs" / gold["doc"]
        text.rename(text.with_name(f"my-{text.name}"))
        file.write_text(json.dumps(gold | {"doc": f"my-{text.name}"}), "utf-8")
        file.rename(file.with_name(f"my-{file.name}"))
    return folder


def test_drafts_pass_the_check(gather: ModuleType, drafted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gather.check.main([str(drafted)]) == 0
    assert capsys.readouterr().out == "3 documents, no problem.\n"


def test_drafts_hold_relations_with_their_words(gather: ModuleType, drafted: Path) -> None:
    for one in gather.annotated.given(drafted):
        assert one.gold["entities"]
        assert one.gold["relations"]
        assert all(relation["quote"] in one.document.text for relation in one.gold["relations"])


def test_given_texts_teach_as_real_ones_and_come_last(alone: ModuleType, given: Path) -> None:
    found = alone.documents([renamed(given)])
    assert [one.origin for one in found] == ["our corpus"] * 3 + ["given texts"] * 3
    assert [one.own for one in found] == [True] * 3 + [False] * 3
    assert all(one.teaches for one in found)


def test_without_train_there_must_be_given_texts(alone: ModuleType) -> None:
    with pytest.raises(InputError, match=r"no evaluation set 'train' in it .*--with") as raised:
        alone.documents([])
    assert "\n" not in str(raised.value)


def test_two_texts_of_one_name_are_told(alone: ModuleType, given: Path) -> None:
    with pytest.raises(InputError, match=r"has annotations already .*give it another name") as raised:
        alone.documents([given])
    assert str(raised.value).startswith(str(given))


def test_the_same_folder_twice_is_taken_once(alone: ModuleType, given: Path) -> None:
    folder = renamed(given)
    assert len(alone.documents([folder, folder])) == 6


def test_what_is_wrong_in_any_folder_is_told_a_line_each(gather: ModuleType, given: Path, tmp_path: Path) -> None:
    file = sorted((given / "gold").glob("*.json"))[0]
    gold = json.loads(file.read_text("utf-8"))
    gold["relations"][0] |= {"quote": "never said", "amount": "much"}
    gold["entities"][0]["unnamed"] = "yes"
    file.write_text(json.dumps(gold), "utf-8")
    found = gather.problems([given, tmp_path / "nowhere"])
    assert found[0].startswith(f"{file.name}: entities[0]: 'unnamed' is \"yes\"")
    assert found[1].startswith(f"{file.name}: relations[0]: 'amount' is \"much\"")
    assert found[2] == f"{tmp_path / 'nowhere'}: no documents (docs/*.txt)"
    assert len(found) == 3


@pytest.mark.parametrize(("words", "problem"), [(1, ""), (0, "no words in it"), (2000, "")])
def test_given_texts_are_as_long_as_they_are(gather: ModuleType, tmp_path: Path, words: int, problem: str) -> None:
    for kind in ("docs", "gold"):
        (tmp_path / kind).mkdir()
    (tmp_path / "docs" / "a.txt").write_text(" ".join(f"word{i}" for i in range(words)), "utf-8")
    gold = {"doc": "a.txt", "lang": "en", "entities": [], "relations": []}
    (tmp_path / "gold" / "a.json").write_text(json.dumps(gold), "utf-8")
    assert gather.problems([tmp_path]) == ([f"a.txt: {problem}"] if problem else [])


def test_a_release_given_twice_is_told_and_a_common_notice_is_not(gather: ModuleType, tmp_path: Path) -> None:
    notice = " ".join(f"notice{i}" for i in range(30))
    own = {name: " ".join(f"{name}{i}" for i in range(30)) for name in "ab"}
    texts = own | {"c": f"{own['b']} and more"}
    for kind in ("docs", "gold"):
        (tmp_path / kind).mkdir()
    for name, text in texts.items():
        (tmp_path / "docs" / f"{name}.txt").write_text(f"{text} {notice}", "utf-8")
        gold = {"doc": f"{name}.txt", "lang": "en", "entities": [], "relations": []}
        (tmp_path / "gold" / f"{name}.json").write_text(json.dumps(gold), "utf-8")
    assert [line.split(":")[0] for line in gather.problems([tmp_path])] == ["b.txt, c.txt"]
