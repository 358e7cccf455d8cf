"""Repeated claims become one fact."""

from __future__ import annotations

import pytest

from coopgraph.model import Attributes, Claim, Fact, Kind, Reading, Relation, Status
from coopgraph.resolve import resolve
from resolve.hand_made import reading, ref, registry, says

REGISTRY = registry()
DONOR = ref("Harbour Fund", kind=Kind.CIVIL_SOCIETY)
PROGRAMME = ref("Blue Horizon", kind=Kind.PROGRAMME)


def text(opening: str, *claims: Claim) -> Reading:
    return reading(opening, [DONOR, PROGRAMME], claims)


def funds(**said: object) -> Claim:
    return says(DONOR.key, Relation.FUNDS, PROGRAMME.key, **said)  # type: ignore[arg-type]


def facts(*readings: Reading) -> tuple[Fact, ...]:
    return resolve(readings, REGISTRY).facts


def test_claims_of_several_documents_are_one_fact() -> None:
    (fact,) = facts(text("One.", funds()), text("Two.", funds(rule="test.other")))
    assert [claim.rule for claim in fact.claims] in (
        ["test.rule", "test.other"],
        ["test.other", "test.rule"],
    )
    assert [c.evidence for c in fact.claims] == sorted(c.evidence for c in fact.claims)


@pytest.mark.parametrize(
    "other",
    [
        funds(status=Status.INTENDED),
        funds(attributes=Attributes(amount="2", currency="USD")),
        funds(attributes=Attributes(start="2020")),
        funds(attributes=Attributes(end="2020")),
        says(DONOR.key, Relation.IMPLEMENTS, PROGRAMME.key),
        says(PROGRAMME.key, Relation.FUNDS, DONOR.key),
    ],
    ids=["status", "amount", "start", "end", "relation", "direction"],
)
def test_claims_that_say_something_else_are_another_fact(other: Claim) -> None:
    found = facts(text("One.", funds(), other))
    assert len({fact.id for fact in found}) == 2


def test_roles_are_gathered_and_do_not_tell_facts_apart() -> None:
    roles = ["Minister", "Head of delegation", ""]
    claims = [funds(attributes=Attributes(role=role), rule=f"r{i}") for i, role in enumerate(roles)]
    (fact,) = facts(text("One.", *claims))
    assert fact.roles == ("Head of delegation", "Minister")
    assert fact.attributes.role == ""


@pytest.mark.parametrize(
    ("documents", "expected"),
    [([[0.5]], 0.5), ([[0.5, 0.7]], 0.7), ([[0.5], [0.6]], 0.8), ([[0.95], [0.95]], 0.99)],
    ids=["one", "best of a document", "two documents", "never certain"],
)
def test_confidence_grows_with_documents_not_with_claims(documents: list[list[float]], expected: float) -> None:
    texts = [
        text(f"Text {i}.", *(funds(confidence=c, rule=f"r{c}") for c in claims)) for i, claims in enumerate(documents)
    ]
    (fact,) = facts(*texts)
    assert fact.confidence == expected


def test_cooperation_has_no_direction() -> None:
    there = says(DONOR.key, Relation.COOPERATES_WITH, PROGRAMME.key)
    back = says(PROGRAMME.key, Relation.COOPERATES_WITH, DONOR.key)
    (fact,) = facts(text("One.", there), text("Two.", back))
    assert fact.subject < fact.object


def test_nothing_relates_to_itself() -> None:
    twice = [ref("Harbour Fund", kind=Kind.COMPANY), ref("The Harbour Fund", kind=Kind.COMPANY)]
    claim = says(twice[0].key, Relation.SUPPORTS, twice[1].key)
    knowledge = resolve([reading("One.", twice, [claim])], REGISTRY)
    assert len(knowledge.entities) == 1
    assert knowledge.facts == ()


def test_a_claim_about_an_unknown_referent_is_left_out() -> None:
    assert facts(text("One.", says(DONOR.key, Relation.FUNDS, "nothing"))) == ()
