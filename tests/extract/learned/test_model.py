"""The model is the one that was trained, or it is refused; packing loses nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
import pytest
from tests.extract.learned.by_hand import NOBODY, ShownText, field_of, linear_of

from coopgraph import resources
from coopgraph.errors import KnowledgeError
from coopgraph.extract.learned import model
from coopgraph.extract.learned.linear import Linear
from coopgraph.extract.learned.tagger import Tagger
from coopgraph.extract.learned.tokens import Class
from coopgraph.model import Kind, Relation

Show = Callable[..., ShownText]

WEIGHTS = {("supports>", "w beside"): 50, ("supports<", "w beside"): -128, ("funds>", "IP"): 127, ("funds>", "x"): 0}
TOWNS = "# folded names of towns\nport azul\nbrisa\n"
LEVELS = """
[[level]]
precision = 0.8
adds = { supports = 30 }
drops = { funds = -5, partyTo = -7 }

[[level]]
precision = 0.6
adds = { supports = 10, funds = -3 }
drops = {}

[[level]]
precision = 0.65
adds = { supports = 20 }
drops = { funds = -10 }
"""
"""In no order, since the lowest that reaches what is asked for counts, not the first."""
CLASSES = "# classes\n1\t7\train water\n1\t8\tstood sat\n2\t9\tbeside\n"


@pytest.fixture(scope="module")
def tagging() -> bytes:
    """The file of a small tagger that knows that Blue Lagoon is a company, Kenya a state, and most words nothing."""
    weights = {("", "O"): 40, ("w=blue", "B-Company"): 90, ("w=lagoon", "I-Company"): 90, ("w=kenya", "B-State"): 90}
    return model.packed_field(field_of(weights))


@pytest.fixture
def folder(tmp_path: Path, tagging: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of data with a small model and its card, which is read instead of the packaged one."""
    files = {model.TAGGER: tagging, model.PAIRS: model.packed(linear_of(WEIGHTS))}
    (tmp_path / "model").mkdir()
    (tmp_path / "words").mkdir()
    for name, data in files.items():
        (tmp_path / "model" / name).write_bytes(data)
    card = [
        "usual = 0.65",
        "[sha256]",
        *(f'"{name}" = "{hashlib.sha256(data).hexdigest()}"' for name, data in files.items()),
    ]
    card += ["[tagger]", "sure = 0.7", "guess = 0.3", LEVELS]
    (tmp_path / "model" / model.CARD).write_text("\n".join(card), encoding="utf-8")
    (tmp_path / "words" / "towns.txt").write_text(TOWNS, encoding="utf-8")
    (tmp_path / "words" / "classes.tsv").write_text(CLASSES, encoding="utf-8")

    def data(*parts: str) -> Traversable:
        return tmp_path.joinpath(*parts)

    monkeypatch.setattr(resources, "data", data)
    return tmp_path


def random_linear() -> Linear:
    """Return a model of which most rows, and one label, know nothing."""
    draw = np.random.default_rng(7)
    weights = np.zeros((1 << 10, 3), dtype=np.int8)
    weights[draw.choice(1 << 10, 60, replace=False), :2] = draw.integers(-128, 128, (60, 2), dtype=np.int8)
    return Linear(
        labels=("funds>", "ñ<", "supports>"),
        weights=weights,
        bias=np.array([-70_000, 0, 12], dtype=np.int32),
        scale=0.0123456789,
        bits=10,
    )


def test_a_model_packed_and_unpacked_is_the_same() -> None:
    before = random_linear()
    after = model.unpacked(model.packed(before))
    assert (after.labels, after.scale, after.bits) == (before.labels, before.scale, before.bits)
    assert (after.weights.dtype, after.bias.dtype) == (np.int8, np.int32)
    assert np.array_equal(after.weights, before.weights)
    assert np.array_equal(after.bias, before.bias)


def test_a_model_unpacked_gives_the_same_scores() -> None:
    before = random_linear()
    after = model.unpacked(model.packed(before))
    for seen in ([], ["a"], [f"w {n}" for n in range(500)]):
        assert after.scores(seen) == before.scores(seen)
    assert all(type(label) is str for label in after.labels)


def test_packing_twice_gives_the_same_bytes() -> None:
    packed = model.packed(random_linear())
    assert packed == model.packed(random_linear())
    assert packed == model.packed(model.unpacked(packed))


def test_a_model_that_knows_nothing_can_be_packed() -> None:
    empty = linear_of({("funds>", "a"): 0})
    assert model.unpacked(model.packed(empty)).scores(["a", "b"]) == [0]


def test_rows_without_weights_take_no_room() -> None:
    assert len(model.packed(linear_of(WEIGHTS))) < 5_000


@pytest.mark.usefixtures("folder")
def test_the_model_is_loaded_with_what_its_card_says() -> None:
    loaded = model.load(frozenset({"ana"}))
    assert loaded.judge.adds == {Relation.SUPPORTS: 20}
    assert loaded.judge.drops == {Relation.FUNDS: -10}
    assert loaded.judge.linear.labels == ("funds>", "supports<", "supports>")
    assert loaded.judge.linear.scores(["w beside", "IP"]) == [127, -128, 50]
    assert (loaded.tagger.sure, loaded.tagger.guess, loaded.tagger.drops) == (0.7, 0.3, 0.6)
    assert loaded.tagger.field.labels == ("B-Company", "B-State", "I-Company", "O")
    assert loaded.tagger.names.given == frozenset({"ana"})
    assert loaded.judge.classes is loaded.tagger.names.classes


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("precision", "supports", "drops"),
    [
        (0.6, 10, {}),
        (0.65, 20, {Relation.FUNDS: -10}),
        (0.8, 30, {Relation.FUNDS: -5, Relation.PARTY_TO: -7}),
        (0.0, 10, {}),
        (0.61, 20, {Relation.FUNDS: -10}),
        (0.651, 30, {Relation.FUNDS: -5, Relation.PARTY_TO: -7}),
        (None, 20, {Relation.FUNDS: -10}),
    ],
)
def test_the_lowest_level_counts_that_reaches_the_precision_asked_for(
    precision: float | None, supports: int, drops: dict[Relation, int]
) -> None:
    judge = model.load(frozenset(), precision).judge
    assert judge.adds[Relation.SUPPORTS] == supports
    assert judge.drops == drops
    assert (Relation.FUNDS in judge.adds) is (supports == 10)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("precision", "told"), [(0.81, "0.81"), (0.95, "0.95"), (1.0, "1")])
def test_more_precision_than_any_level_reaches_is_refused_in_one_line(precision: float, told: str) -> None:
    with pytest.raises(KnowledgeError) as raised:
        model.load(frozenset(), precision)
    assert str(raised.value) == f"precision {told}: the model has thresholds for 0.8 at most"


def test_without_a_precision_the_usual_level_of_the_card_is_taken(folder: Path) -> None:
    card = folder / "model" / model.CARD
    card.write_text(card.read_text(encoding="utf-8").replace("usual = 0.65", "usual = 0.8"), encoding="utf-8")
    assert model.load(frozenset()).judge.adds == {Relation.SUPPORTS: 30}
    assert model.load(frozenset(), 0.65).judge.adds == {Relation.SUPPORTS: 20}


@pytest.mark.parametrize(
    ("entry", "name"),
    [("usual = 0.65", "usual"), (LEVELS, "level"), ("[tagger]", "tagger"), ("[sha256]", "sha256"), ("drops = {}", "d")],
)
def test_a_card_without_one_of_its_entries_is_refused_in_one_line(entry: str, name: str, folder: Path) -> None:
    card = folder / "model" / model.CARD
    text = card.read_text(encoding="utf-8")
    assert text.count(entry) == 1
    card.write_text(text.replace(entry, "[other]" if entry.startswith("[") else ""), encoding="utf-8")
    with pytest.raises(KnowledgeError) as raised:
        model.load(frozenset(), 0.6 if name == "d" else None)
    message = str(raised.value)
    assert message.startswith(f"model/model.toml: a file or entry of the model is missing: '{name}")
    assert len(message.splitlines()) == 1


def test_the_levels_of_the_packaged_card_ascend_and_the_usual_one_is_among_them() -> None:
    card = resources.read_toml(resources.data(model.FOLDER, model.CARD))
    levels = [level["precision"] for level in card["level"]]
    assert card["usual"] in levels
    assert levels == sorted(set(levels))
    assert all(0 < precision < 1 for precision in levels)
    for level in card["level"]:
        assert set(level) == {"precision", "adds", "drops"}
        assert level["adds"]
        for thresholds in (level["adds"], level["drops"]):
            assert set(thresholds) <= set(Relation)
            assert all(type(score) is int for score in thresholds.values())


@pytest.mark.usefixtures("folder")
def test_towns_and_classes_are_read_without_the_comments() -> None:
    names = model.known(frozenset())
    assert names.towns == {"port azul", "brisa"}
    assert names.classes == {
        "rain": Class("0", "7", "1"),
        "water": Class("0", "7", "1"),
        "stood": Class("1", "8", "1"),
        "sat": Class("1", "8", "1"),
        "beside": Class("2", "9", "2"),
    }


def test_the_packaged_towns_and_classes_are_folded_words() -> None:
    names = model.known(frozenset())
    assert "nairobi" in names.towns
    assert not [town for town in names.towns if town.startswith("#") or town != town.strip().casefold() or not town]
    assert not [word for word in names.classes if word.startswith("#") or word != word.casefold()]
    assert all(one.fine and one.middle and one.coarse for one in names.classes.values())


def test_a_fine_class_is_part_of_one_larger_class_of_either_size() -> None:
    found = set(model.known(frozenset()).classes.values())
    assert len(found) > 100
    assert len({one.fine for one in found}) == len(found)


def test_the_tagger_loaded_tags(show: Show, tagging: bytes) -> None:
    tagger = Tagger(model.unpacked_field(tagging), NOBODY)
    shown = show("Yesterday Blue Lagoon slept.")
    ((found,),) = tagger.refine([shown], shown.text)
    assert (found.text, found.kind, found.weak) == ("Blue Lagoon", Kind.COMPANY, False)
    kenya = show("Yesterday Kenya slept.")
    assert tagger.refine([kenya], kenya.text) == [kenya.found]


def test_a_field_packed_and_unpacked_is_the_same(tagging: bytes) -> None:
    before = field_of({("w=\n", "O"): 3, ("w=ñ", "B-State"): -7, ("", "O"): 1})
    after = model.unpacked_field(model.packed_field(before))
    assert (after.labels, after.attributes, after.scale) == (before.labels, before.attributes, before.scale)
    assert np.array_equal(after.weights, before.weights)
    assert np.array_equal(after.passes, before.passes)
    assert (after.weights.dtype, after.passes.dtype) == (np.int16, np.int16)
    assert model.packed_field(after) == model.packed_field(before)
    assert model.packed_field(model.unpacked_field(tagging)) == tagging


@pytest.mark.parametrize("name", [model.TAGGER, model.PAIRS])
@pytest.mark.parametrize("change", ["longer", "shorter", "other", "empty"])
def test_a_file_that_is_not_the_one_trained_is_refused_by_name(name: str, change: str, folder: Path) -> None:
    file = folder / "model" / name
    data = file.read_bytes()
    changed = {"longer": data + b"\n", "shorter": data[:-1], "other": data[:-1] + bytes([data[-1] ^ 1]), "empty": b""}
    file.write_bytes(changed[change])
    with pytest.raises(KnowledgeError) as raised:
        model.load(frozenset())
    message = str(raised.value)
    assert message == f"model/{name}: not the file that was trained (install coopgraph again)"
    assert len(message.splitlines()) == 1


@pytest.mark.parametrize("name", [model.TAGGER, model.PAIRS])
def test_a_digest_that_is_not_the_files_is_refused(name: str, folder: Path) -> None:
    card = folder / "model" / model.CARD
    text = card.read_text(encoding="utf-8")
    digest = hashlib.sha256((folder / "model" / name).read_bytes()).hexdigest()
    card.write_text(text.replace(digest, digest[::-1]), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=name):
        model.load(frozenset())


def test_a_card_that_is_no_toml_is_refused(folder: Path) -> None:
    (folder / "model" / model.CARD).write_text(json.dumps({"sha256": {}}), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="not valid TOML"):
        model.load(frozenset())
