"""Rank documents by how much an annotation of them would teach the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coopgraph.extract.doubt import Doubted, Unsure
from coopgraph.model import Reading

SHOWN = 3
"""How many sentences of a document count and are shown, so that a long document does not win by its length."""
ALIKE = 0.6
"""Share of the words of two sentences, numbers aside, from which one teaches nothing beside the other."""
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = 2

Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A document with its place in the order in which documents teach."""

    rank: int
    """1 for the one that teaches most."""
    score: float
    """The mean of the scores of ``SHOWN`` sentences; a document with fewer of them teaches less."""
    reading: Reading
    sentences: tuple[Unsure, ...]


@dataclass(slots=True)
class _Waiting:
    """A document that is not ranked yet, and its sentences unlike those of the ranked ones, with their words."""

    reading: Reading
    sentences: list[tuple[Words, Unsure]]

    @property
    def score(self) -> float:
        return round(sum(one.score for _, one in self.sentences[:SHOWN]) / SHOWN, _DIGITS)


def rank(documents: Iterable[Doubted], most: int) -> tuple[Ranked, ...]:
    """Return up to ``most`` documents, the one that teaches most first, each with the sentences that do.

    A sentence like one of a document further up counts no more: a notice at the end of every release is asked of once.
    Documents without any doubt are left out.
    """
    waiting = [_Waiting(reading=one.reading, sentences=_unlike(one.sentences)) for one in documents]
    ranked: list[Ranked] = []
    while len(ranked) < most and (waiting := [one for one in waiting if one.sentences]):
        best = min(waiting, key=lambda one: (-one.score, one.reading.document.source, one.reading.document.id))
        waiting.remove(best)
        shown = best.sentences[:SHOWN]
        ranked.append(
            Ranked(
                rank=len(ranked) + 1,
                score=best.score,
                reading=best.reading,
                sentences=tuple(sentence for _, sentence in shown),
            )
        )
        for one in waiting:
            one.sentences = [each for each in one.sentences if not _is_like(each[0], shown)]
    return tuple(ranked)


def _unlike(sentences: Sequence[Unsure]) -> list[tuple[Words, Unsure]]:
    """Return the sentences that are unlike those before them, with their words."""
    kept: list[tuple[Words, Unsure]] = []
    for one in sentences:
        words = frozenset(_WORD.findall(one.text.casefold()))
        if not _is_like(words, kept):
            kept.append((words, one))
    return kept


def _is_like(words: Words, others: Sequence[tuple[Words, Unsure]]) -> bool:
    return any(len(words & other) >= ALIKE * len(words | other) for other, _ in others)
