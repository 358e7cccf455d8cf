"""What is told of a sentence: its marks, how its claims came about, or why it gave none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coopgraph.model import Claim, Referent, Span


class Binding(StrEnum):
    """How a sentence leads to the thing at one end of a claim."""

    NAMED = "named"
    """By its name."""
    DESCRIBED = "described"
    """By words for a thing without a name, which is first spoken of here: "a workshop"."""
    REFERRING = "referring"
    """By words that speak of something above: "she", "the Ministry", "both countries"."""
    REPRESENTED = "represented"
    """By a person who acts for it."""
    DEFAULT = "default"
    """By no words: the rule takes the last thing of a class that was spoken of."""
    ELSEWHERE = "elsewhere"
    """By no words: the rest of the document tells."""


class Reason(StrEnum):
    """Why a sentence that speaks of cooperation gave no claim."""

    QUESTION = "question"
    QUOTATION = "quotation"
    """All words of cooperation stand inside quotation marks."""
    ORNAMENT = "ornament"
    """All words of cooperation stand in brackets, or in words that only adorn a name."""
    TOO_FEW = "too-few"
    """Fewer than two things are spoken of."""
    UNBOUND = "unbound"
    """Something that it speaks of is bound to nothing: "both countries" where there are three."""
    NO_RULE = "no-rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark of a sentence and what it stands for."""

    mark: str
    words: str
    kind: str
    """A kind of thing, or ``nationality``, ``date``, ``sum``, ``meeting`` or ``visit``."""
    name: str
    """The fullest name of what the words speak of; empty for dates and sums, and when they are bound to nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a claim, and how the sentence leads to it."""

    referent: Referent
    binding: Binding
    words: str
    """The words of the sentence that lead to it; of a default, those that last spoke of it; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """How one claim came about."""

    claim: Claim
    subject: End
    object: End
    cue: str
    """The words that decided the status; empty where it is the rule's own."""
    file: str
    """Name of the file of the rule; empty for a rule that is code, not a pattern."""
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A rule that a sentence came near to."""

    rule: str
    file: str
    pattern: str
    missing: tuple[str, ...]
    """Slots that no mark could fill in the order of the pattern, such as ``object:agreement``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Why a sentence that speaks of cooperation gave no claim."""

    reason: Reason
    triggers: tuple[str, ...]
    """The words that speak of cooperation."""
    unbound: tuple[str, ...] = ()
    """Words that are bound to nothing."""
    near: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One sentence that stated something, or was expected to."""

    span: Span
    text: str
    in_marks: str
    """The sentence as the rules see it."""
    marks: tuple[Mark, ...]
    claims: tuple[Basis, ...]
    silence: Silence | None
    """Why the rules found nothing in it; None where they did, and where no word speaks of cooperation."""
