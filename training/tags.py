"""Teach the tagger: which words of a document name what."""

from __future__ import annotations

import multiprocessing
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pycrfsuite

from annotated import Annotated
from coopgraph.extract import mentions
from coopgraph.extract.found import Found, Sentence
from coopgraph.extract.learned import tagger, tokens
from coopgraph.extract.learned.field import Field
from coopgraph.extract.learned.pairs import UNDERTAKINGS
from coopgraph.extract.learned.words import View
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.mentions import Finders
from coopgraph.extract.tokens import tokenise
from coopgraph.model import Kind

SETTINGS = {"c1": 0.3, "c2": 0.1, "max_iterations": 60, "feature.minfreq": 2, "feature.possible_transitions": True}
AT_ONCE = 2
_held: list[Lesson] = []
_ARTICLE = re.compile(r"(?:the|The|THE)\s+")
_ARTICLE_ES = re.compile(r"(?:el|la|los|las|El|La|Los|Las)\s+")
_WITH_ARTICLE = {"Place", "Government", "Person"}
"""Types whose Spanish names may begin with an article that is theirs: La Paz."""
_LAND = {"Government", "Place"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """The sentences of a document, what the tagger sees of each word, and the tags it should give."""

    seen: list[list[list[str]]]
    tags: list[list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    words: list[str]
    tag: str
    state: bool
    folded: bool


def lesson(one: Annotated, finders: Finders, names: tokens.Known) -> Lesson:
    """Return what the tagger can learn from ``one``; ``finders`` are without a tagger."""
    shown = mentions.by_rules(one.document, finders)
    small = tagger.small_words([s.sentence for s in shown])
    forms = sorted(_forms(one), key=lambda f: (-len(f.words), f.folded))
    return Lesson(
        seen=[_view(s.words, names).see(s.sentence, s.found, small) for s in shown],
        tags=[_tags(s.sentence, s.found, forms) for s in shown],
    )


@lru_cache
def _view(words: Lexicon, names: tokens.Known) -> View[str]:
    return View(words, names, sys.intern)


def fit_each(lessons: Sequence[Lesson], parts: Sequence[Sequence[int]]) -> list[Field]:
    """Return for each of ``parts``, numbers of lessons, the field they teach; two at a time."""
    with multiprocessing.get_context("fork").Pool(AT_ONCE, _hold, (lessons,)) as pool:
        return pool.map(_fit_part, parts, chunksize=1)


def _hold(lessons: Sequence[Lesson]) -> None:
    """Keep ``lessons`` where the work of this process finds them, since they are too many to be sent with it."""
    _held[:] = lessons


def _fit_part(part: Sequence[int]) -> Field:
    return fit([_held[i] for i in part])


def fit(lessons: Sequence[Lesson]) -> Field:
    """Return the field that ``lessons`` teach, its weights rounded to two bytes."""
    trainer = pycrfsuite.Trainer(verbose=False)
    numbers: dict[str, str] = {}  # CRFsuite tells its weights as lines of text, which not every name would survive
    for one in lessons:
        for seen, tags in zip(one.seen, one.tags, strict=True):
            trainer.append([[numbers.setdefault(name, str(len(numbers))) for name in word] for word in seen], tags)
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "tagger")
        trainer.train(file)
        model = pycrfsuite.Tagger()
        model.open(file)
        learned = model.info()
        model.close()
    return _rounded(learned.state_features, learned.transitions, {number: name for name, number in numbers.items()})


def _rounded(
    states: Mapping[tuple[str, str], float], passes: Mapping[tuple[str, str], float], names: Mapping[str, str]
) -> Field:
    """Return the field with these weights, by number and label and by two labels."""
    labels = tuple(sorted({label for both in passes for label in both} | {label for _, label in states}))
    column = {label: i for i, label in enumerate(labels)}
    row = {name: i for i, name in enumerate(sorted({names[number] for number, _ in states}))}
    scale = max(map(abs, [*states.values(), *passes.values()])) / np.iinfo(np.int16).max
    weights = np.zeros((len(row) + 1, len(labels)), dtype=np.int16)
    for (number, label), weight in states.items():
        weights[row[names[number]], column[label]] = round(weight / scale)
    onward = np.zeros((len(labels), len(labels)), dtype=np.int16)
    for (label, following), weight in passes.items():
        onward[column[label], column[following]] = round(weight / scale)
    return Field(labels=labels, attributes=row, weights=weights, passes=onward, scale=scale)


def _forms(one: Annotated) -> Iterator[_Form]:
    for entity in one.gold["entities"]:
        unnamed = bool(entity.get("unnamed"))
        if unnamed and Kind(entity["type"]) not in UNDERTAKINGS:
            continue  # too few to learn from
        for name in entity["names"]:
            article = _ARTICLE.match(name) or (entity["type"] not in _WITH_ARTICLE and _ARTICLE_ES.match(name))
            words = tokenise(name[article.end() :] if article else name)
            if words:
                yield _Form(
                    words=[t.norm if unnamed else t.text for t in words],
                    tag=tokens.tag(Kind(entity["type"]), unnamed=unnamed),
                    state=entity["type"] in _LAND,
                    folded=unnamed,
                )


def _tags(sentence: Sentence, found: Sequence[Found], forms: Sequence[_Form]) -> list[str]:
    """Return the tags of the words of ``sentence``; of two names the longer counts."""
    words = sentence.tokens
    tags = [tokens.OUTSIDE] * len(words)
    states = {(f.start, f.end) for f in found if f.is_state or f.demonym}
    rows = {False: [t.text for t in words], True: [t.norm for t in words]}
    places: dict[bool, defaultdict[str, list[int]]] = {False: defaultdict(list), True: defaultdict(list)}
    for folded, row in rows.items():
        for i, word in enumerate(row):
            places[folded][word].append(i)
    for form in forms:
        size = len(form.words)
        for i in places[form.folded].get(form.words[0], ()):
            span = slice(i, i + size)
            if rows[form.folded][span] != form.words or any(t != tokens.OUTSIDE for t in tags[span]):
                continue
            state = form.state and (words[i].start, words[i + size - 1].end) in states
            name = tokens.STATE if state else form.tag
            tags[span] = [f"B-{name}", *[f"I-{name}"] * (size - 1)]
    return tags
