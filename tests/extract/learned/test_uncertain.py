"""Of which sentences the model is unsure, and how much each counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.extract.reading import document_of

from coopgraph import extract
from coopgraph.extract import Doubted, Doubter
from coopgraph.extract.doubt import MentionDoubt, RelationDoubt
from coopgraph.extract.learned import uncertain
from coopgraph.extract.learned.linear import Linear
from coopgraph.extract.learned.relations import Judge
from coopgraph.extract.learned.tokens import Known
from coopgraph.model import Kind, Reading, Relation
from coopgraph.registry import Registry

NOBODY = Known(given=frozenset(), towns=frozenset(), classes={})
TEXT = (
    "The Tidewater Compact was prepared by Norway and the Kelp Growers Guild in Bergen.\n\n"
    "Zuma Brill of Kodak spoke at the Harbour Day, which the Ministry of Fisheries of Peru may yet repeat.\n\n"
    "It rained."
)


@pytest.fixture(scope="session")
def doubter(registry: Registry) -> Doubter:
    return extract.doubter(registry)


@pytest.fixture(scope="session")
def doubted(doubter: Doubter) -> Doubted:
    return doubter(document_of(TEXT))


def judge(**adds: int) -> Judge:
    linear = Linear(
        labels=(),
        weights=np.zeros((2, 0), dtype=np.int8),
        bias=np.zeros(0, dtype=np.int32),
        scale=0.1,
        bits=1,
    )
    return Judge(linear=linear, classes={}, adds={Relation(name): score for name, score in adds.items()}, drops={})


def test_doubt_is_greatest_at_the_threshold_and_less_on_either_side() -> None:
    by = judge(funds=-10)
    weights = [uncertain.nearness(by, Relation.FUNDS, score) for score in (-60, -30, -10, 10, 40)]
    assert weights[2] == 1
    assert weights == [0.03, 0.42, 1.0, 0.42, 0.03]


@pytest.mark.parametrize(("score", "told"), [(-17, True), (-18, False), (17, True), (18, False)])
def test_a_doubt_is_told_from_its_least_weight_on(score: int, told: bool) -> None:
    assert (uncertain.nearness(judge(funds=0), Relation.FUNDS, score) >= uncertain.LEAST) is told


def test_sentences_are_quoted_as_they_stand_and_the_weightiest_comes_first(doubted: Doubted) -> None:
    assert doubted.sentences
    for one in doubted.sentences:
        assert TEXT[one.span.start : one.span.end] == one.text
        assert one.doubts
        assert 0 < one.score <= uncertain.COUNTED
    assert [s.score for s in doubted.sentences] == sorted((s.score for s in doubted.sentences), reverse=True)


def test_a_sentence_without_anything_to_doubt_is_not_told(doubted: Doubted) -> None:
    assert "It rained." not in {one.text for one in doubted.sentences}


def test_weights_and_probabilities_lie_between_0_and_1(doubted: Doubted) -> None:
    for doubt in (doubt for one in doubted.sentences for doubt in one.doubts):
        assert 0 < doubt.weight <= 1
        assert 0 <= doubt.probability <= 1


def test_two_things_are_doubted_once_in_a_sentence(doubted: Doubted) -> None:
    for one in doubted.sentences:
        pairs = [frozenset({d.subject, d.object}) for d in one.doubts if isinstance(d, RelationDoubt)]
        assert len(pairs) == len(set(pairs))


def test_what_the_registry_knows_is_not_doubted(doubted: Doubted) -> None:
    words = {d.words for one in doubted.sentences for d in one.doubts if isinstance(d, MentionDoubt)}
    assert "Norway" not in words


def test_the_same_text_gives_the_same_doubts(doubter: Doubter, doubted: Doubted) -> None:
    assert doubter(document_of(TEXT)) == doubted


def test_the_reading_is_that_of_a_build(doubted: Doubted, registry: Registry) -> None:
    reading: Reading = extract.load(registry)(document_of(TEXT))
    assert doubted.reading.referents == tuple(replace(one, topics=()) for one in reading.referents)
    assert doubted.reading.claims == tuple(replace(one, topics=()) for one in reading.claims)


class Chances:
    """An opinion that gives every word the same chances."""

    begins = ("Company",)

    def __init__(self, **chances: float) -> None:
        self.chances = chances

    def marginal(self, label: str, _position: int) -> float:
        return self.chances.get(label.replace("-", "_"), 0.0)


@pytest.mark.parametrize(
    ("outside", "begins", "continues", "guess"),
    [
        (0.4, 0.3, 0.1, (0.4, 0.4, "Company")),
        (0.2, 0.5, 0.1, (0.6, 0.6, "Company")),
        (0.6, 0.2, 0.1, (0.6, 0.3, "Company")),
        (0.7, 0.2, 0.1, (0.7, 0.0, "")),
    ],
)
def test_a_word_is_as_sure_as_its_likeliest_kind_or_none(
    outside: float, begins: float, continues: float, guess: tuple[float, float, str]
) -> None:
    sure, probability, tag = uncertain._guess(Chances(O=outside, B_Company=begins, I_Company=continues), 0)
    assert (round(sure, 2), round(probability, 2), tag) == guess


def test_states_and_things_without_a_name_have_a_kind_too() -> None:
    assert uncertain._kind("State") is Kind.GOVERNMENT
    assert uncertain._kind("Event~") is Kind.EVENT
