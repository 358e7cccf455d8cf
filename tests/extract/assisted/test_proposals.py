"""An answer has the shape that was asked for, or it is malformed; nothing breaks on it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.assisted.answers import claims, end, proposal

from coopgraph import resources
from coopgraph.extract.assisted import proposals
from coopgraph.extract.assisted.llm import Prompt
from coopgraph.extract.assisted.proposals import MalformedError
from coopgraph.model import Kind, Relation, Status

DEEP = "[" * 100_000 + "]" * 100_000


def without(field: str) -> dict[str, Any]:
    return {name: value for name, value in proposal().items() if name != field}


def test_a_good_answer_gives_its_proposals() -> None:
    (one,) = proposals.parse(claims(proposal(since="2023")))
    assert (one.relation, one.status, one.start) == (Relation.FUNDS, Status.ONGOING, "2023")
    assert (one.subject.name, one.object.kind) == ("Denmark", Kind.PROGRAMME)


@pytest.mark.parametrize("fence", ["```json\n{}\n```", "```\n{}\n```\n", "  ```json\n{}\n```"])
def test_a_fence_around_the_answer_is_taken_off(fence: str) -> None:
    assert len(proposals.parse(fence.replace("{}", claims(proposal())))) == 1


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ("", "no JSON"),
        ("Certainly! Here they are.", "no JSON"),
        ("<html><body>Gateway</body></html>", "no JSON"),
        (claims(proposal())[:-9], "no JSON"),
        (DEEP, "no JSON"),
        ("9" * 10_000, "no JSON"),
        ("x" * 200_001, "longer than"),
        ("null", "no object"),
        ("[]", "no object"),
        ("{}", "lacks claims"),
        ('{"claims": {}}', "no array"),
        ('{"claims": [], "note": ""}', "not asked for"),
        (claims(*[proposal()] * 301), "more than 300"),
        ('{"claims": [7]}', r"claims\[0\]: is no object"),
        (claims(without("status")), "lacks status"),
        (claims(proposal(relation="owns")), "'owns' is none of funds"),
        (claims(proposal(relation=["funds"])), "no string is none of"),
        (claims(proposal(status="certain")), "'certain' is none of"),
        (claims(proposal(subject=end("Denmark", "Planet"))), "subject.kind: 'Planet'"),
        (claims(proposal(subject="Denmark")), "subject: is no object"),
        (claims(proposal(object={"name": 3, "kind": "Place"})), "object.name: is no string"),
        (claims(proposal(quotation="x" * 2_001)), "quotation: longer than"),
        (claims(proposal(sum=None)), "sum: is no string"),
    ],
)
def test_anything_else_is_malformed_and_the_fault_is_named(answer: str, fault: str) -> None:
    with pytest.raises(MalformedError, match=fault):
        proposals.parse(answer)


@given(st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_any_json_is_read_or_malformed(value: Any) -> None:
    with pytest.raises(MalformedError):
        proposals.parse(json.dumps({"claims": [proposal(subject=value)]}))


def test_the_schema_knows_the_kinds_relations_and_statuses() -> None:
    schema = Prompt.load().schema
    claim = schema["properties"]["claims"]["items"]["properties"]
    assert claim["relation"]["enum"] == list(Relation)
    assert claim["status"]["enum"] == list(Status)
    assert schema["$defs"]["thing"]["properties"]["kind"]["enum"] == list(Kind)


@pytest.mark.parametrize("term", [*Kind, *Relation])
def test_the_prompt_explains_every_kind_and_relation(term: str) -> None:
    assert f"\n- {term}: " in Prompt.load().system


@pytest.mark.parametrize("status", Status)
def test_the_prompt_names_every_status(status: str) -> None:
    assert any(status in line.partition(":")[0] for line in Prompt.load().system.splitlines())


def test_the_schema_is_strict() -> None:
    def check(part: dict[str, Any]) -> None:
        if part.get("type") == "object":
            assert part["additionalProperties"] is False
            assert sorted(part["required"]) == sorted(part["properties"])

    read = json.loads(resources.data("llm", "schema.json").read_text(), object_hook=lambda part: check(part) or part)
    assert read["type"] == "object"
