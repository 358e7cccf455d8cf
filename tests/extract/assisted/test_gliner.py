"""GLiNER names what nobody else sees; the default gate stands in for it, the heavy tests make a tiny one."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.extract.reading import document_of

from coopgraph import extract, resources
from coopgraph.errors import ExtractorError
from coopgraph.extract import Settings, mentions
from coopgraph.extract.assisted import gliner
from coopgraph.extract.assisted.gliner import Spotter
from coopgraph.extract.found import Found, Shown
from coopgraph.extract.mentions import Finders
from coopgraph.model import Kind
from coopgraph.registry import Registry

TEXT = "Norway told Quillfeather about Zarn and its weather."
LABELS = resources.read_toml(resources.data("gliner", "labels.toml"))["labels"]


class Silent:
    """A tagger that changes nothing."""

    def refine(self, shown: Sequence[Shown], _text: str) -> list[tuple[Found, ...]]:
        return [one.found for one in shown]


@pytest.fixture(scope="module")
def finders(registry: Registry) -> Finders:
    return Finders.load(registry)


def seen(finders: Finders, *spans: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the words and kinds of what is found in ``TEXT`` when GLiNER sees ``spans``, words with their labels."""

    def predict(words: str) -> Sequence[Mapping[str, Any]]:
        at = ((words.index(part), part, label) for part, label in spans)
        return [{"start": start, "end": start + len(part), "label": label, "score": 0.9} for start, part, label in at]

    kinds = {label: Kind(kind) for kind, label in LABELS.items()}
    spotter = Spotter(tagger=Silent(), predict=predict, kinds=kinds)
    (one,) = mentions.find(document_of(TEXT), replace(finders, tagger=spotter))
    return [(f.text, f.kind.value) for f in one.found]


def test_what_it_sees_where_nothing_was_seen_is_added(finders: Finders) -> None:
    assert seen(finders) == [("Norway", "Government")]
    assert seen(finders, ("Quillfeather", "company"), ("Zarn", "place")) == [
        ("Norway", "Government"),
        ("Quillfeather", "Company"),
        ("Zarn", "Place"),
    ]


@pytest.mark.parametrize(
    "span",
    [("Norway told Quillfeather", "company"), ("Norway", "company"), ("uillfeather", "company"), ("weather", "place")],
)
def test_it_displaces_nothing_cuts_no_word_and_names_no_common_noun(finders: Finders, span: tuple[str, str]) -> None:
    assert seen(finders, span) == [("Norway", "Government")]


def test_every_label_stands_for_a_kind_and_states_are_left_to_the_registry() -> None:
    assert set(map(Kind, LABELS)) == set(Kind) - {Kind.GOVERNMENT}
    assert len(set(LABELS.values())) == len(LABELS)


@pytest.mark.parametrize("folder", ["nowhere", "."])
def test_a_folder_without_a_model_is_named(folder: str, tmp_path: Path) -> None:
    with pytest.raises(ExtractorError, match=r"no GLiNER model \(a folder that holds gliner_config.json\)"):
        gliner.load(Settings(gliner=tmp_path / folder), Silent())


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gliner_config.json").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.setitem(sys.modules, "gliner", None)
    with pytest.raises(ExtractorError, match=r"^gliner: not installed \(pip install 'coopgraph\[gliner\]'\)$"):
        gliner.load(Settings(gliner=tmp_path), Silent())


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a GLiNER with one layer and random weights."""
    import torch
    from gliner import GLiNER, GLiNERConfig
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    letters = [*"abcdefghijklmnopqrstuvwxyz.,"]
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    base = folder / "base"
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(base)
    torch.manual_seed(3)
    shape = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
    )
    BertModel(shape).save_pretrained(base)
    config = GLiNERConfig(model_name=str(base), hidden_size=16, max_width=4, max_len=128, dropout=0.0)
    GLiNER.from_config(config).save_pretrained(str(folder / "model"))
    return folder / "model"


@pytest.mark.heavy
def test_a_model_in_a_folder_is_read_and_says_the_same_again(tiny: Path, registry: Registry) -> None:
    document = document_of(TEXT)
    readings = [
        extract.load(registry, extractor=extract.GLINER, settings=Settings(gliner=tiny))(document) for _ in range(2)
    ]
    assert readings[0] == readings[1]
    assert "Norway" in {m.text for r in readings[0].referents for m in r.mentions}


@pytest.mark.heavy
def test_its_spans_are_stretches_of_the_sentence_with_our_labels(tiny: Path) -> None:
    spotter = gliner.load(Settings(gliner=tiny), Silent())
    model = gliner._model(tiny)
    spans = model.predict_entities(TEXT, list(spotter.kinds), threshold=0.01)
    assert spans
    assert all(TEXT[s["start"] : s["end"]] == s["text"] and s["label"] in spotter.kinds for s in spans)


@pytest.mark.heavy
@pytest.mark.parametrize("content", ["{", "{}", json.dumps({"model_name": "nowhere"})])
def test_a_broken_model_is_one_line(content: str, tmp_path: Path) -> None:
    (tmp_path / "gliner_config.json").write_text(content, encoding="utf-8")
    with pytest.raises(ExtractorError, match="cannot be loaded") as error:
        gliner.load(Settings(gliner=tmp_path), Silent())
    assert "\n" not in str(error.value)
