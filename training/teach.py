"""Teach the tagger and the judge of pairs from annotated documents."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse
from sklearn.linear_model import LogisticRegression

import tags
from aligned import Row, rows
from annotated import Annotated
from coopgraph.evaluation import gold
from coopgraph.extract import reading, rules
from coopgraph.extract.learned import linear
from coopgraph.extract.learned.field import Field
from coopgraph.extract.learned.linear import Linear
from coopgraph.extract.learned.model import known
from coopgraph.extract.learned.tagger import Tagger
from coopgraph.extract.lexicon import LANGUAGES
from coopgraph.extract.mentions import Finders
from coopgraph.extract.reading import Draft
from coopgraph.registry import Registry

BITS = 19
"""The judge tells 2 ** BITS features apart."""
FEWEST = 2
"""How often a feature must occur to be learned from."""
STRENGTH = 1.0
"""How closely the judge follows what it is shown: C of the logistic regression."""
SHARED_WEIGHT = 2.0
"""How much more the judge learns from a real document, of the evaluation set or given, than from one of ours."""
FOLDS = 3
SEED = 1
TAGGING = {"sure": 0.8, "guess": 0.3, "drops": 0.6}
"""Thresholds of the tagger, see ``Tagger``."""


class Teacher:
    """Holds what reading needs, loaded once, and the annotations of ``documents``."""

    def __init__(self, documents: Iterable[Annotated]) -> None:
        self.registry = Registry.load()
        self.finders = Finders.load(self.registry)
        self.names = known(self.finders.persons.given)
        folders = sorted({one.file.parent for one in documents})
        self.golds = {g.doc: g for folder in folders for g in gold.read(folder)}
        self.grammars = {lang: rules.load(lang) for lang in LANGUAGES}

    def draft(self, one: Annotated, by: Tagger | None) -> Draft:
        """Return what the rules make of a document with the mentions that ``by`` corrects."""
        return reading.draft(one.document, replace(self.finders, tagger=by), self.grammars, self.registry)

    def tagger(self, field: Field) -> Tagger:
        """Return the tagger that reads with ``field``."""
        return Tagger(field, self.names, **TAGGING)


def folds(size: int, count: int) -> list[list[int]]:
    """Return ``count`` disjoint parts of the numbers below ``size``, mixed."""
    order = [int(i) for i in np.random.default_rng(SEED).permutation(size)]
    return [sorted(order[i::count]) for i in range(count)]


def fit_pairs(examples: Sequence[Row], weights: Sequence[float], strength: float = STRENGTH) -> Linear:
    """Return the linear model that ``examples`` teach, one label at a time, its weights rounded to bytes.

    ``weights`` says how much each example counts.
    """
    counts = Counter(f for row in examples for f in set(row.features))
    kept = {f for f, n in counts.items() if n >= FEWEST}
    slots = [linear.slots((f for f in row.features if f in kept), BITS) for row in examples]
    starts = np.concatenate([[0], np.cumsum([len(s) for s in slots])])
    columns = np.concatenate([np.asarray(s, dtype=np.int32) for s in slots])
    seen = scipy.sparse.csr_matrix(
        (np.ones(len(columns), dtype=np.float64), columns, starts), shape=(len(examples), 1 << BITS)
    )
    seen.sum_duplicates()  # features that share a slot
    labels = sorted({label for row in examples for label in row.labels})
    counting = np.asarray(weights)
    lessons = []
    for label in labels:
        chosen = [i for i, r in enumerate(examples) if label in r.fitting and label not in r.skipped - r.labels]
        wanted = np.array([label in examples[i].labels for i in chosen])
        lessons.append((seen[chosen], wanted, counting[chosen], strength))
    with multiprocessing.get_context("fork").Pool(tags.AT_ONCE) as pool:
        fitted = pool.starmap(_fit_label, lessons, chunksize=1)
    table = np.ascontiguousarray(np.array([weights for weights, _ in fitted]).T)  # a row lies together
    bias = [intercept for _, intercept in fitted]
    scale = float(np.abs(table).max()) / 127
    return Linear(
        labels=tuple(labels),
        weights=np.rint(table / scale).astype(np.int8),
        bias=np.rint(np.array(bias) / scale).astype(np.int32),
        scale=scale,
        bits=BITS,
    )


def _fit_label(
    seen: scipy.sparse.csr_matrix, wanted: np.ndarray, counting: np.ndarray, strength: float
) -> tuple[np.ndarray, float]:
    """Return the weights and the bias that tell the rows ``wanted`` from the others."""
    model = LogisticRegression(C=strength, solver="liblinear", random_state=SEED)
    model.fit(seen, wanted, sample_weight=counting)
    return model.coef_[0], float(model.intercept_[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A document as it was read by a tagger that had not seen it, and its pairs."""

    annotated: Annotated
    draft: Draft
    rows: list[Row]


def read_apart(teacher: Teacher, documents: Sequence[Annotated], lessons: Sequence[tags.Lesson]) -> list[Read]:
    """Return the documents, each read by a tagger taught by the documents of the other folds."""
    out: dict[int, Read] = {}
    apart = folds(len(documents), FOLDS)
    parts = [sorted(set(range(len(documents))) - set(fold)) for fold in apart]
    for fold, field in zip(apart, tags.fit_each(lessons, parts), strict=True):
        by = teacher.tagger(field)
        for i in fold:
            draft = teacher.draft(documents[i], by)
            pairs = list(rows(documents[i], draft, teacher.names.classes))
            out[i] = Read(annotated=documents[i], draft=draft, rows=pairs)
    return [out[i] for i in range(len(documents))]


def weigh(read: Sequence[Read]) -> tuple[list[Row], list[float]]:
    """Return the pairs of all documents, and how much each counts."""
    pairs = [row for one in read for row in one.rows]
    return pairs, [1.0 if one.annotated.own else SHARED_WEIGHT for one in read for _ in one.rows]
