"""What is said of how sure relations are, against how many are right."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from coopgraph.evaluation.counts import Counts
from coopgraph.evaluation.reliability import BOUNDS, bands, by_rule, calibration_error
from coopgraph.evaluation.scoring import Stated, score
from evaluation.hand_made import ENTITIES, FUNDS, REPRESENTS, annotated, find, statement


def said(confidence: float, *, right: bool = True, rules: tuple[str, ...] = ()) -> Stated:
    return Stated(confidence=confidence, rules=rules, right=right)


@pytest.mark.parametrize(
    ("confidence", "low"),
    [(0.0, 0.0), (0.49, 0.0), (0.5, 0.5), (0.59, 0.5), (0.6, 0.6), (0.89, 0.8), (0.9, 0.9), (0.99, 0.9), (1.0, 0.9)],
)
def test_a_relation_is_in_the_band_that_its_confidence_begins_or_lies_in(confidence: float, low: float) -> None:
    assert [band.low for band in bands([said(confidence)]) if band.stated] == [low]


def test_bands_cover_everything_and_say_mean_and_share() -> None:
    found = bands([said(0.7), said(0.74, right=False), said(0.9)])
    assert [(band.low, band.high) for band in found] == list(pairwise(BOUNDS))
    seventies = found[3]
    assert (seventies.confidence, seventies.precision) == (pytest.approx(0.72), 0.5)


def test_an_empty_band_says_nothing() -> None:
    (lowest, *_) = bands([])
    assert (lowest.confidence, lowest.precision) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("stated", "error"),
    [
        ([], 0.0),
        ([said(1.0), said(1.0)], 0.0),
        ([said(1.0, right=False)], 1.0),
        ([said(0.5), said(0.5, right=False)], 0.0),
        ([said(0.5), said(0.9, right=False), said(0.9, right=False), said(0.9, right=False)], (0.5 + 3 * 0.9) / 4),
    ],
)
def test_the_error_is_the_mean_distance_over_relations(stated: list[Stated], error: float) -> None:
    assert calibration_error(bands(stated)) == pytest.approx(error)


def test_a_relation_counts_for_each_of_its_rules() -> None:
    stated = [said(0.7, rules=("b", "a")), said(0.7, rules=("a",)), said(0.7, rules=("b",), right=False)]
    assert list(by_rule(stated).items()) == [("a", Counts(tp=2)), ("b", Counts(tp=1, fp=1))]


def test_what_is_right_or_extra_is_stated_with_its_confidence_and_rules_and_what_is_optional_is_not(
    tmp_path: Path,
) -> None:
    rivers = 'id:r a coop:Place ; skos:prefLabel "rivers" ; coop:mentionedIn id:d .'
    optional = rivers + statement("s4", "covers", "p", "r", more="; coop:confidence 0.7")
    wrong = statement("s5", "supports", "no", "p", more="; coop:confidence 0.6")
    right = FUNDS.replace("coop:amount", "coop:confidence 0.85 ; coop:amount")
    result = score(annotated(tmp_path), find(ENTITIES + right + REPRESENTS + optional + wrong))
    assert {(one.rules, one.confidence, one.right) for one in result.stated} == {
        (("rule.funds",), 0.85, True),
        (("rule.represents",), 0.0, True),
        (("rule.supports",), 0.6, False),
    }
