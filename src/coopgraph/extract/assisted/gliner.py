"""Let GLiNER, a model in a local folder, name things that neither rules nor tagger see."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coopgraph import resources
from coopgraph.errors import ExtractorError
from coopgraph.extract.assisted.settings import Settings
from coopgraph.extract.found import Found, Sentence, Shown, Source
from coopgraph.extract.mentions import Corrector
from coopgraph.model import Kind

Predict = Callable[[str], Sequence[Mapping[str, Any]]]
"""Return the spans that a model sees in a sentence, as GLiNER does: ``start``, ``end`` and ``label``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spotter:
    """Adds to the mentions that ``tagger`` leaves what ``predict`` sees where nothing was seen."""

    tagger: Corrector
    predict: Predict
    kinds: Mapping[str, Kind]
    """The kinds by their labels."""

    def refine(self, shown: Sequence[Shown], text: str) -> list[tuple[Found, ...]]:
        """Return the mentions of each sentence of a document, those of GLiNER among them.

        They fill gaps only: a longer name that displaces a known one is more often wrong than right.
        """
        refined = self.tagger.refine(shown, text)
        return [self._filled(one.sentence, found, text) for one, found in zip(shown, refined, strict=True)]

    def _filled(self, sentence: Sentence, found: Sequence[Found], text: str) -> tuple[Found, ...]:
        kept = list(found)
        for one in self._spotted(sentence, text):
            if all(one.end <= other.start or one.start >= other.end for other in kept):
                kept.append(one)
        return tuple(sorted(kept, key=lambda f: f.start))

    def _spotted(self, sentence: Sentence, text: str) -> Iterator[Found]:
        starts, ends = {t.start for t in sentence.tokens}, {t.end for t in sentence.tokens}
        for span in self.predict(sentence.text(text)):
            start, end = sentence.start + int(span["start"]), sentence.start + int(span["end"])
            named = any(letter.isupper() for letter in text[start:end])
            if start in starts and end in ends and start < end and named:
                kind = self.kinds[span["label"]]
                source = Source.PERSON if kind is Kind.PERSON else Source.HEAD
                yield Found(start=start, end=end, text=text[start:end], kind=kind, source=source)


def load(settings: Settings, tagger: Corrector) -> Spotter:
    """Return ``tagger`` with the model in the folder of ``settings`` beside it; raise ExtractorError without one."""
    if settings.gliner is None:
        raise ExtractorError("--gliner: no folder with a model (give the folder that holds gliner_config.json)")
    table = resources.read_toml(resources.data("gliner", "labels.toml"))
    kinds = {label: Kind(kind) for kind, label in table["labels"].items()}
    model = _model(settings.gliner)

    def predict(words: str) -> Sequence[Mapping[str, Any]]:
        spans: Sequence[Mapping[str, Any]] = model.predict_entities(words, list(kinds), threshold=table["sure"])
        return spans

    return Spotter(tagger=tagger, predict=predict, kinds=kinds)


def _model(folder: Path) -> Any:
    """Return the model in ``folder``; nothing is fetched."""
    if not (folder / "gliner_config.json").is_file():
        raise ExtractorError(f"{folder}: no GLiNER model (a folder that holds gliner_config.json)")
    os.environ["HF_HUB_OFFLINE"] = "1"  # read when the library is imported
    try:
        from gliner import GLiNER
    except ImportError as error:
        raise ExtractorError("gliner: not installed (pip install 'coopgraph[gliner]')") from error
    try:
        return GLiNER.from_pretrained(str(folder), local_files_only=True)
    except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
        first = str(error).strip().partition("\n")[0]
        raise ExtractorError(f"{folder}: the GLiNER model cannot be loaded: {first}") from error
