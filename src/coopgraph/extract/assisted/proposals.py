"""Read the answer of a language model into proposals. Nothing in it is trusted, its shape included."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from coopgraph.model import Kind, Relation, Status

LONGEST_ANSWER = 200_000
"""Characters of an answer that is read."""
_MOST = 300
"""Proposals in an answer: more than a page of text states."""
_LONGEST = 2_000
"""Characters of a quotation, name or other words in an answer."""
_SHOWN = 60
"""Characters of a wrong value that a message repeats."""
_FENCE = re.compile(r"\s*```[a-z]*\s*\n(?P<inside>.*)\n\s*```\s*", re.DOTALL)
_ENDS = frozenset({"name", "kind"})
_FIELDS = frozenset({"relation", "subject", "object", "quotation", "status", "sum", "role", "from", "until"})

Choice = TypeVar("Choice", bound=StrEnum)


class MalformedError(Exception):
    """An answer that has not the shape asked for; its text says what is wrong, in words for the model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One end of a proposal."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A claim as a language model proposes it; ``sum``, ``role``, ``start`` and ``end`` are words of the text."""

    relation: Relation
    subject: Proposed
    object: Proposed
    quotation: str
    status: Status
    sum: str
    role: str
    start: str
    end: str


def parse(answer: str) -> tuple[Proposal, ...]:
    """Return the proposals of ``answer``, which is JSON; raise MalformedError when anything in it is not as asked."""
    if len(answer) > LONGEST_ANSWER:
        raise MalformedError(f"the answer is longer than {LONGEST_ANSWER} characters")
    fenced = _FENCE.fullmatch(answer)
    try:
        read = json.loads(fenced["inside"] if fenced else answer)
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"the answer is no JSON: {str(error)[:_SHOWN]}") from error
    claims = _object(read, frozenset({"claims"}), "the answer")["claims"]
    if not isinstance(claims, list):
        raise MalformedError("claims: is no array")
    if len(claims) > _MOST:
        raise MalformedError(f"claims: more than {_MOST} of them")
    return tuple(_proposal(claim, f"claims[{at}]") for at, claim in enumerate(claims))


def _proposal(claim: Any, where: str) -> Proposal:
    fields = _object(claim, _FIELDS, where)
    return Proposal(
        relation=_choice(fields["relation"], Relation, f"{where}.relation"),
        subject=_end(fields["subject"], f"{where}.subject"),
        object=_end(fields["object"], f"{where}.object"),
        quotation=_words(fields["quotation"], f"{where}.quotation"),
        status=_choice(fields["status"], Status, f"{where}.status"),
        sum=_words(fields["sum"], f"{where}.sum"),
        role=_words(fields["role"], f"{where}.role"),
        start=_words(fields["from"], f"{where}.from"),
        end=_words(fields["until"], f"{where}.until"),
    )


def _end(end: Any, where: str) -> Proposed:
    fields = _object(end, _ENDS, where)
    return Proposed(name=_words(fields["name"], f"{where}.name"), kind=_choice(fields["kind"], Kind, f"{where}.kind"))


def _object(value: Any, fields: frozenset[str], where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise MalformedError(f"{where}: is no object")
    missing = sorted(fields - value.keys())
    if missing:
        raise MalformedError(f"{where}: lacks {', '.join(missing)}")
    if value.keys() - fields:
        raise MalformedError(f"{where}: has fields that were not asked for")
    return value


def _choice(value: Any, choices: type[Choice], where: str) -> Choice:
    found = next((choice for choice in choices if isinstance(value, str) and choice.value == value), None)
    if found is None:
        shown = repr(value[:_SHOWN]) if isinstance(value, str) else "no string"
        raise MalformedError(f"{where}: {shown} is none of {', '.join(choices)}")
    return found


def _words(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise MalformedError(f"{where}: is no string")
    if len(value) > _LONGEST:
        raise MalformedError(f"{where}: longer than {_LONGEST} characters")
    return unicodedata.normalize("NFC", value).strip()
