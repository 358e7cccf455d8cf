"""A claim is as sure as its rule was measured to be; what was set by hand decides between rules, and for one's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.extract.reading import document_of
from tests.extract.views import claim

from coopgraph import extract
from coopgraph.errors import KnowledgeError
from coopgraph.extract import rules
from coopgraph.model import Relation
from coopgraph.registry import Registry

SIGNED = "Kenya and Uganda signed a treaty."
REPRESENTED = "Ana Ruiz, Minister of Health of Chile, spoke."
OWN = r"""
[[rule]]
id = "ID"
relation = "supports"
lang = "en"
pattern = "{subject:actor} {v}\\bcheered {n}{object:helped}"
status = "completed"
confidence = 0.77
match = ["Norway cheered UNICEF. => Government of Norway > UNICEF"]
no = ["Norway saw UNICEF."]
"""


def folder_with(tmp_path: Path, name: str) -> Path:
    (tmp_path / "own.toml").write_text(OWN.replace("ID", name), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "relation", "rule", "ends", "by_hand"),
    [
        (SIGNED, Relation.PARTY_TO, "party.sign", ("Kenya", "treaty"), 0.92),
        (REPRESENTED, Relation.REPRESENTS, "represents.office", ("Ana Ruiz", "Chile"), 0.9),
    ],
)
def test_a_claim_is_as_sure_as_its_rule_was_measured_or_else_set_by_hand(
    text: str, relation: Relation, rule: str, ends: tuple[str, str], by_hand: float, registry: Registry
) -> None:
    document = document_of(text)
    for measured, expected in ({rule: 0.33}, 0.33), ({}, by_hand):
        one = claim(extract.load(registry, measured=measured, extractor="rules")(document), relation, *ends)
        assert (one.rule, one.confidence) == (rule, expected)


def test_the_package_knows_what_was_measured(registry: Registry) -> None:
    one = claim(extract.load(registry, extractor="rules")(document_of(SIGNED)), Relation.PARTY_TO, "Kenya", "treaty")
    assert one.confidence == rules.measured()[one.rule]


@pytest.mark.parametrize("lang", ["en", "es"])
def test_rules_keep_what_was_set_by_hand_to_choose_by(lang: str) -> None:
    by_hand = {rule.id: rule.confidence for rule in rules.load(lang).rules}
    measured = rules.measured()
    assert any(by_hand[rule] != measured[rule] for rule in by_hand.keys() & measured.keys())


def test_a_rule_of_ones_own_is_as_sure_as_it_says(registry: Registry, tmp_path: Path) -> None:
    read = extract.load(registry, folder_with(tmp_path, "own.cheered"), extractor="rules")
    one = claim(read(document_of("Norway cheered UNICEF.")), Relation.SUPPORTS, "Norway", "UNICEF")
    assert (one.rule, one.confidence) == ("own.cheered", 0.77)


@pytest.mark.parametrize("taken", ["party.sign", *rules.CODED])
def test_a_rule_of_ones_own_cannot_take_the_name_and_confidence_of_a_packaged_one(taken: str, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=f"rule '{taken}': duplicate id"):
        rules.load("en", folder_with(tmp_path, taken))
