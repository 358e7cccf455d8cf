"""What is told of a sentence that the model is unsure of."""

from __future__ import annotations

from dataclasses import dataclass

from coopgraph.model import Kind, Reading, Relation, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationDoubt:
    """A relation that may hold or not."""

    relation: Relation
    subject: str
    """A name of the thing; so is ``object``."""
    object: str
    probability: float
    """How likely the model finds it."""
    weight: float
    """How unsure it is, from 0 to 1."""
    rule: str = ""
    """Id of the rule that states it where the model finds it unlikely; empty where no rule does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionDoubt:
    """Words that may name something or not, or one kind of thing or another."""

    words: str
    kind: Kind
    """What they name if anything, most likely."""
    probability: float
    weight: float


Doubt = RelationDoubt | MentionDoubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """A sentence that the model is unsure of."""

    span: Span
    text: str
    score: float
    doubts: tuple[Doubt, ...]
    """The weightiest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """A reading and its sentences that the model is unsure of, the highest score first."""

    reading: Reading
    sentences: tuple[Unsure, ...]
