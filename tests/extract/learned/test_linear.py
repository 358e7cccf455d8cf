"""The linear model adds small integers up exactly, and its scores and probabilities say the same."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from tests.extract.learned.by_hand import BITS, linear_of

from coopgraph.extract.learned.linear import Linear, slots

SURE = [n / 100 for n in range(1, 100)]


def biased(*bias: int) -> Linear:
    """Return a model that knows no feature, only the labels' own scores."""
    labels = tuple(f"label{n}" for n in range(len(bias)))
    weights = np.zeros((1 << 4, len(bias)), dtype=np.int8)
    return Linear(labels=labels, weights=weights, bias=np.array(bias, dtype=np.int32), scale=0.1, bits=4)


def test_a_feature_has_the_same_slot_everywhere_and_always() -> None:
    assert slots(["a"], 32) == [0xE8B7BE43]  # as the definition of the checksum has it
    assert slots(["a"], 16) == [0xBE43]
    assert slots(["a"], 4) == [0x3]
    assert slots(["w água"], 16) == slots(["w água"], 16) != slots(["w agua"], 16)


def test_every_feature_has_a_slot_in_the_order_of_the_features() -> None:
    features = [f"w word{n}" for n in range(200)]
    found = slots(features, 10)
    assert found == [slots([feature], 10)[0] for feature in features]
    assert found != sorted(found)
    assert slots([*reversed(features), *features], 10) == [*reversed(found), *found]
    assert all(0 <= slot < 1 << 10 for slot in found)


def test_nothing_seen_has_no_slot() -> None:
    assert slots([], 16) == []


def test_a_score_is_the_sum_of_the_weights_of_what_is_seen() -> None:
    model = linear_of({("yes", "a"): 3, ("yes", "b"): -100, ("no", "b"): 7})
    assert model.labels == ("no", "yes")
    assert model.scores(["a", "b"]) == [7, -97]
    assert model.scores(["a"]) == [0, 3]
    assert model.scores(["c"]) == [0, 0]


def test_a_feature_seen_twice_counts_once() -> None:
    model = linear_of({("yes", "a"): 3, ("yes", "b"): 40})
    assert model.scores(["a", "a", "a"]) == model.scores(["a"]) == [3]
    assert model.scores(["a", "b", "a", "b"]) == model.scores(iter(["b", "a", "b"])) == [43]


def test_features_that_share_a_slot_count_each() -> None:
    names = [f"w {n}" for n in range(1 << 4)]
    one, other = next(p for p in itertools.combinations(names, 2) if slots(p[:1], 4) == slots(p[1:], 4))
    model = replace(biased(100), weights=np.full((1 << 4, 1), 7, dtype=np.int8))
    assert model.scores([one, other]) == [114]
    assert model.part([one, other]).tolist() == [14]


def test_a_part_is_the_sum_of_the_weights_without_the_bias() -> None:
    model = replace(linear_of({("yes", "a"): 3, ("yes", "b"): -100, ("no", "b"): 7}), bias=np.array([9, -5], "int32"))
    assert model.part(["a", "b"]).tolist() == [7, -97]
    assert model.part(iter(["a"])).tolist() == [0, 3]
    assert model.part([]).tolist() == model.part(["c"]).tolist() == [0, 0]
    assert model.part(["a"]).dtype == model.part([]).dtype == np.int32


@pytest.mark.parametrize("size", [1, 7, 100, 300])
def test_the_score_of_the_whole_is_the_bias_and_the_sum_of_the_parts(size: int) -> None:
    draw = np.random.default_rng(5)
    model = replace(
        biased(-70_000, 0, 12),
        weights=draw.integers(-128, 128, (1 << 10, 3), dtype=np.int8),
        bits=10,
    )
    features = [f"w {n}" for n in range(300)]
    parts = [features[i : i + size] for i in range(0, len(features), size)]
    total = model.bias + sum(model.part(part) for part in parts)
    assert model.scores(features) == total.tolist()
    assert model.scores(reversed(features)) == model.scores(features + features) == total.tolist()
    assert model.scores(features) != model.scores(features[1:])


def test_a_score_outgrows_the_weights_without_running_over() -> None:
    features = [f"w {n}" for n in range(1_000)]
    model = linear_of({("yes", f): 127 for f in features} | {("no", f): -128 for f in features})
    assert len(set(slots(features, BITS))) > 900
    assert model.scores(features) == [-128_000, 127_000]


def test_scores_are_plain_integers() -> None:
    assert [type(score) for score in linear_of({("yes", "a"): 3, ("no", "a"): 4}).scores(["a"])] == [int, int]


def test_the_bias_counts_even_where_nothing_is_seen() -> None:
    assert biased(-40, 12).scores([]) == [-40, 12]
    assert biased(-40, 12).scores(["unheard of"]) == [-40, 12]


def test_a_score_of_nothing_is_even_odds() -> None:
    assert biased(0).probability(0) == 0.5
    assert biased(0).score(0.5) == 0


def test_a_higher_score_is_never_less_likely() -> None:
    likely = [biased(0).probability(score) for score in range(-400, 401)]
    assert all(low <= high for low, high in itertools.pairwise(likely))
    assert all(0 <= one <= 1 for one in likely)
    assert likely == [round(one, 2) for one in likely]


@pytest.mark.parametrize("scale", [0.003, 0.02, 0.1, 1.0])
def test_a_probability_leads_to_the_lowest_score_that_reaches_it(scale: float) -> None:
    model = linear_of({("yes", "a"): 1}, scale=scale)
    for probability in SURE:
        score = model.score(probability)
        assert model.probability(score) >= probability
        assert 1 / (1 + math.exp(-(score - 1) * scale)) < probability


def test_a_higher_probability_asks_for_no_lower_score() -> None:
    scores = [biased(0).score(probability) for probability in SURE]
    assert all(low <= high for low, high in itertools.pairwise(scores))
    assert scores[0] < 0 < scores[-1]


def test_scores_out_of_all_bounds_are_sure_and_raise_nothing() -> None:
    assert biased(0).probability(10**9) == biased(0).probability(10**5) == 1.0
    assert biased(0).probability(-(10**9)) == biased(0).probability(-(10**5)) == 0.0
