"""When two spellings name one thing."""

from __future__ import annotations

import pytest

from coopgraph.evaluation.names import SIMILAR, forms, likeness, normalise, similarity


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Río Negro Fund", "rio negro fund"),
        ("la Comisión", "comision"),
        ("Panama’s Ministry", "panama ministry"),
        ("States' Forum", "state forum"),
        ("Sub-Saharan  Africa/Sahel", "sub saharan africa sahel"),
        ("U.S.", "us"),
        ("The", "the"),
        ("—", ""),
    ],
)
def test_names_are_compared_without_what_makes_no_difference(name, expected):
    assert normalise(name) == expected


def test_a_name_of_marks_alone_and_a_repetition_are_no_forms():
    assert [form.text for form in forms(["Fund", "—", "the fund"])] == ["fund"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Clean Rivers Fund", "the clean rivers fund", True),
        # six of seven content words, 0.857, and five of six, 0.833: on both sides of the threshold
        ("Joint Plan for Clean Rivers Lakes and Coasts", "Joint Plan Clean Rivers Lakes Coasts Seas", True),
        ("Joint Plan for Clean Rivers and Lakes", "Joint Plan for Clean Rivers Lakes Coasts", False),
        # short names are not compared word by word
        ("Rivers Fund", "Rivers Fund Board", False),
        # a number, an ordinal or a place tells two things apart
        ("Great Plan for Clean Blue River Lakes", "Great Plan for Clean Blue River Lakes 2020", False),
        ("Great Plan for Clean Blue River Lakes", "Second Great Plan for Clean Blue River Lakes", False),
        ("Great Plan for Clean Blue River Lakes", "Great Plan for Clean Blue River Lakes Chile", False),
    ],
)
def test_long_names_are_one_from_a_share_of_common_words(one, other, same):
    (left,), (right,) = forms([one]), forms([other])
    assert (similarity(left, right, frozenset({"chile"})) >= SIMILAR) is same
    assert similarity(left, right, frozenset({"chile"})) == similarity(right, left, frozenset({"chile"}))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("Minister of Health", "the Minister", 2 / 3), ("envoy", "Envoy", 1.0), ("envoy", "judge", 0.0), ("", "", 0.0)],
)
def test_likeness_is_the_f1_of_common_words(one, other, expected):
    assert likeness(one, other) == pytest.approx(expected)
