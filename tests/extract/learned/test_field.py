"""A random field finds the tags that are likeliest together, and how likely each is: as trying all of them does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.learned.by_hand import field_of

from coopgraph.extract.learned import field as fields
from coopgraph.extract.learned.field import Field

LABELS = ("B-Event", "I-Event", "O")
KNOWN = 5
SENTENCES = st.lists(st.lists(st.lists(st.integers(0, KNOWN - 1), max_size=4), min_size=1, max_size=5), max_size=4)


def random_field(seed: int, strength: int = 30) -> Field:
    draw = np.random.default_rng(seed)
    weights = draw.integers(-strength, strength + 1, (KNOWN + 1, len(LABELS)), dtype=np.int16)
    weights[-1] = 0
    passes = draw.integers(-strength, strength + 1, (len(LABELS), len(LABELS)), dtype=np.int16)
    return Field(labels=LABELS, attributes={f"{i}": i for i in range(KNOWN)}, weights=weights, passes=passes, scale=0.1)


def score(field: Field, seen: Sequence[Sequence[int]], path: Sequence[int]) -> int:
    """Return what a way through a sentence scores."""
    states = sum(int(field.weights[one, label]) for word, label in zip(seen, path, strict=True) for one in word)
    return states + sum(int(field.passes[a, b]) for a, b in pairwise(path))


def all_ways(field: Field, seen: Sequence[Sequence[int]]) -> dict[tuple[int, ...], int]:
    return {path: score(field, seen, path) for path in product(range(len(LABELS)), repeat=len(seen))}


@given(sentences=SENTENCES, seed=st.integers(0, 10_000))
def test_tags_are_as_likely_as_all_ways_through_a_sentence_say(sentences: list[list[list[int]]], seed: int) -> None:
    field = random_field(seed)
    for seen, opinion in zip(sentences, field.read(sentences), strict=True):
        ways = {path: math.exp(points * field.scale) for path, points in all_ways(field, seen).items()}
        for position in range(len(seen)):
            for number, label in enumerate(LABELS):
                share = sum(way for path, way in ways.items() if path[position] == number) / sum(ways.values())
                assert opinion.marginal(label, position) == pytest.approx(share, abs=0.0006)


@given(sentences=SENTENCES, seed=st.integers(0, 10_000), strength=st.sampled_from([3, 30, 90]))
def test_no_way_through_likely_tags_scores_more(sentences: list[list[list[int]]], seed: int, strength: int) -> None:
    field = random_field(seed, strength)
    for seen, opinion in zip(sentences, field.read(sentences), strict=True):
        path = [LABELS.index(tag) for tag in opinion.tags]
        likely = {
            way: points
            for way, points in all_ways(field, seen).items()
            if all(opinion.marginal(LABELS[label], i) >= 0.01 for i, label in enumerate(way))
        }
        assert score(field, seen, path) == max(likely.values())


def test_a_sentence_is_read_alike_alone_and_beside_others(monkeypatch: pytest.MonkeyPatch) -> None:
    field = random_field(1)
    sentences = [[[i % KNOWN, (i * k) % KNOWN] for i in range(k)] for k in (3, 1, 9, 2, 9, 5)]
    together = field.read(sentences)
    monkeypatch.setattr(fields, "_AT_ONCE", 4)
    few = field.read(sentences)
    for seen, one, other in zip(sentences, together, few, strict=True):
        (alone,) = field.read([seen])
        assert alone.tags == one.tags == other.tags
        assert np.array_equal(alone.likely, one.likely)
        assert np.array_equal(alone.likely, other.likely)


def test_what_follows_what_counts() -> None:
    field = field_of({("a", "B-Event"): 50, ("a", "O"): 49, ("b", "I-Event"): 50, ("b", "O"): 49})
    seen = [[field.attributes["a"]], [field.attributes["b"]]]
    (opinion,) = field.read([seen])
    assert opinion.tags == ["B-Event", "I-Event"]
    field.passes[0, 1] = -40
    (opinion,) = Field(
        labels=field.labels,
        attributes=field.attributes,
        weights=field.weights,
        passes=field.passes,
        scale=field.scale,
    ).read([seen])
    assert opinion.tags != ["B-Event", "I-Event"]


def test_words_of_which_nothing_is_known_have_a_tag_too() -> None:
    (opinion,) = field_of({("a", "O"): 5, ("a", "B-State"): 1}).read([[[], []]])
    assert len(opinion.tags) == 2
    assert opinion.marginal("O", 0) == 0.5


def test_nothing_to_read_gives_nothing() -> None:
    assert random_field(0).read([]) == []


def test_a_sentence_without_end_is_read() -> None:
    (opinion,) = random_field(2).read([[[i % KNOWN] for i in range(50_000)]])
    assert len(opinion.tags) == 50_000


def test_the_tags_that_a_word_may_begin_are_named() -> None:
    (opinion,) = random_field(3).read([[[0]]])
    assert list(opinion.begins) == ["Event"]
