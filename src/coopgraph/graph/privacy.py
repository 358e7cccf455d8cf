"""Keep e-mail addresses and telephone numbers out of the graph."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from coopgraph import resources
from coopgraph.model import Document, Entity, Fact, Knowledge, Name

HoldsContact = Callable[[str], bool]


def load() -> HoldsContact:
    """Return a test that tells whether a text holds an e-mail address or a telephone number."""
    table = resources.read_toml(resources.data("privacy.toml"))
    patterns = tuple(re.compile(entry["pattern"], re.VERBOSE) for entry in table["contact"])
    return lambda text: any(pattern.search(text) for pattern in patterns)


def without_contacts(knowledge: Knowledge, holds_contact: HoldsContact) -> Knowledge:
    """Return the knowledge without any name, title, role or quotation that holds a contact.

    A fact that has no other quotation goes with it, and so does a thing that has no other name.
    """
    texts = {document.id: document.text for document in knowledge.documents}
    entities = tuple(e for e in (_entity(e, holds_contact) for e in knowledge.entities) if e.labels)
    known = {entity.id for entity in entities}
    facts = (_fact(fact, texts, holds_contact) for fact in knowledge.facts)
    return Knowledge(
        documents=tuple(_document(document, holds_contact) for document in knowledge.documents),
        entities=entities,
        facts=tuple(fact for fact in facts if fact.claims and {fact.subject, fact.object} <= known),
    )


def _document(document: Document, holds_contact: HoldsContact) -> Document:
    return replace(document, title="") if holds_contact(document.title) else document


def _entity(entity: Entity, holds_contact: HoldsContact) -> Entity:
    def clean(names: tuple[Name, ...]) -> tuple[Name, ...]:
        return tuple(name for name in names if not holds_contact(name.text))

    return replace(entity, labels=clean(entity.labels), aliases=clean(entity.aliases))


def _fact(fact: Fact, texts: dict[str, str], holds_contact: HoldsContact) -> Fact:
    def is_clean(document: str, start: int, end: int) -> bool:
        return not holds_contact(texts[document][start:end])

    return replace(
        fact,
        roles=tuple(role for role in fact.roles if not holds_contact(role)),
        claims=tuple(
            claim
            for claim in fact.claims
            if is_clean(claim.evidence.document, claim.evidence.start, claim.evidence.end)
        ),
    )
