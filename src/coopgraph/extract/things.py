"""What some mentions of a document speak of."""

from __future__ import annotations

from dataclasses import dataclass, field

from coopgraph.extract.found import Found
from coopgraph.model import Kind


@dataclass(slots=True)
class Thing:
    """What some mentions of a document speak of; grows while the document is read."""

    index: int
    kind: Kind
    actor: str = ""
    country: str = ""
    owner: str = ""
    subkind: str = ""
    unnamed: bool = False
    weak: bool = False
    """True when no mention of it is more than a guess."""
    apart: bool = False
    """True for an event told from the others: "a follow-up meeting"."""
    company: set[int] = field(default_factory=set)
    """Indexes of the persons and states that a meeting was with."""
    mentions: list[Found] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """Every form used as a name, with its language, in the order seen."""

    @classmethod
    def of(cls, found: Found, index: int) -> Thing:
        """Return the thing that ``found`` is the first to speak of, without the mention."""
        return cls(
            index=index,
            kind=found.kind,
            actor=found.actor,
            country=found.country,
            owner=found.owner,
            subkind=found.subkind,
            unnamed=found.unnamed,
            weak=found.weak,
        )

    def enter(self, found: Found) -> None:
        """Add a mention, with what it says that is not known yet."""
        self.mentions.append(found)
        self.weak = self.weak and found.weak
        self.country = self.country or found.country
        self.owner = self.owner or found.owner
        self.subkind = self.subkind or found.subkind
