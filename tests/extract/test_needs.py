"""A rule is tried only on sentences with the marks that it cannot do without, and on none with too many."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coopgraph.extract import rules
from coopgraph.extract.needs import are_met, needs
from coopgraph.model import Reading

CLASSES = {"actor": "IS", "event": "E", "money": "V"}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{subject:actor} met", ["IS"]),
        ("{subject:actor+}{aside} {v}held {n}{object:event+}", ["IS", "E"]),
        (r"{subject:actor} gave <V\d+> to", ["IS", "V"]),
        (r"<[EV]\d+> by {subject:actor}", ["EV", "IS"]),
        (r"<[A-C]\d+> by {subject:actor}", ["ABC", "IS"]),
        ("{object:event}?held by {subject:actor}", ["IS"]),
        (r"<V\d+>? for {subject:actor}", ["IS"]),
        ("(?:{object:event}{c})?paid by {subject:actor}", ["IS"]),
        ("{subject:actor}(?! of {object:event})", ["IS"]),
        (r"\({subject:actor}\)", ["IS"]),
        ("[()]{subject:actor} {object:event}", ["IS", "E"]),
        (r"[^<>;)]{subject:actor}", ["IS"]),
        ("{subject:actor}|{object:event}", []),
        ("(?:a|b) {subject:actor}", ["IS"]),
        ("nothing", []),
    ],
)
def test_needs_are_the_marks_that_stand_outside_of_brackets(pattern: str, expected: list[str]) -> None:
    assert needs(pattern, CLASSES) == tuple(map(frozenset, expected))


@pytest.mark.parametrize(
    ("letters", "met"),
    [("IE", True), ("ESE", True), ("EI", True), ("IS", False), ("E", False), ("", False), ("VV", False)],
)
def test_a_sentence_must_have_a_mark_for_each_need(letters: str, met: bool) -> None:
    needed = (frozenset("IS"), frozenset("E"))
    assert are_met(needed, frozenset(letters), len(letters)) is met


def test_one_mark_does_not_meet_two_needs() -> None:
    needed = (frozenset("I"), frozenset("IS"))
    assert not are_met(needed, frozenset("I"), 1)
    assert are_met(needed, frozenset("I"), 2)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_packaged_rule_needs_a_mark(lang: str) -> None:
    assert [rule.id for rule in rules.load(lang).rules if not rule.needs] == []


@pytest.mark.parametrize("lang", ["en", "es"])
def test_no_rule_is_tried_on_a_sentence_with_more_marks_than_the_most(lang: str) -> None:
    grammar = rules.load(lang)
    letters = ["S", "T"] * (rules.MOST_MARKS // 2)
    assert grammar.rules_for(letters)
    assert grammar.rules_for([*letters, "S"]) == []


@pytest.mark.parametrize(
    ("count", "stated"), [(rules.MOST_MARKS - 2, True), (rules.MOST_MARKS + 2, False)], ids=["long", "too long"]
)
def test_a_list_run_wild_states_nothing_but_keeps_its_names(
    count: int, stated: bool, read_text: Callable[..., Reading]
) -> None:
    reading = read_text("Kenya" + ", Uganda" * (count - 2) + " and Chad signed the Lakes Treaty.")
    assert bool(reading.claims) is stated
    assert {r.actor for r in reading.referents} >= {"kenya", "uganda", "chad"}
