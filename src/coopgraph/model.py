"""The frozen values that flow between the stages.

    ingest -> Document -> extract -> Reading (Referents, Claims) -> resolve -> Knowledge (Entities, Facts) -> graph

Offsets are code points into ``Document.text``, start inclusive, end exclusive.
Dates are ISO 8601 strings as precise as the text and never more: ``2023``, ``2023-10`` or ``2023-10-18``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


def content_id(*parts: str, size: int = 8) -> str:
    """Return a stable hexadecimal id, 2 * ``size`` digits long, of what the parts name."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=size).hexdigest()


class Kind(StrEnum):
    """The twelve types of things; the value is the local name of the class in the ontology."""

    INTERNATIONAL_ORGANIZATION = "InternationalOrganization"
    GOVERNMENT = "Government"
    GOVERNMENT_BODY = "GovernmentBody"
    CIVIL_SOCIETY = "CivilSocietyOrganization"
    COMPANY = "Company"
    ACADEMIC = "AcademicInstitution"
    FORUM = "Forum"
    PROGRAMME = "Programme"
    AGREEMENT = "Agreement"
    EVENT = "Event"
    PERSON = "Person"
    PLACE = "Place"


ACTOR_KINDS = frozenset(
    {
        Kind.INTERNATIONAL_ORGANIZATION,
        Kind.GOVERNMENT,
        Kind.GOVERNMENT_BODY,
        Kind.CIVIL_SOCIETY,
        Kind.COMPANY,
        Kind.ACADEMIC,
        Kind.FORUM,
    }
)


TOPICAL_KINDS = frozenset({Kind.PROGRAMME, Kind.AGREEMENT, Kind.EVENT})
"""Kinds of things that are about something."""


class Relation(StrEnum):
    """The fourteen relations; the value is the local name of the property in the ontology."""

    FUNDS = "funds"
    PARTY_TO = "partyTo"
    IMPLEMENTS = "implements"
    ORGANIZES = "organizes"
    PARTICIPATES_IN = "participatesIn"
    SUPPORTS = "supports"
    COOPERATES_WITH = "cooperatesWith"
    PART_OF = "partOf"
    MEMBER_OF = "memberOf"
    LEADS = "leads"
    REPRESENTS = "represents"
    BASED_ON = "basedOn"
    COVERS = "covers"
    LOCATED_IN = "locatedIn"


class Status(StrEnum):
    """How far the text says a fact has come."""

    REQUESTED = "requested"
    INTENDED = "intended"
    NEGOTIATING = "negotiating"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
    PLEDGED = "pledged"
    DECIDED = "decided"
    SIGNED = "signed"
    IN_FORCE = "in-force"
    ONGOING = "ongoing"
    COMPLETED = "completed"
    ENDED = "ended"


NOT_ASSERTED = frozenset({Status.REQUESTED, Status.INTENDED, Status.NEGOTIATING, Status.HYPOTHETICAL, Status.DENIED})
"""Statuses whose facts get a Statement but no plain triple."""


class PassageRole(StrEnum):
    """What one line of a document is; only ``BODY`` and ``TITLE`` are extracted from."""

    TITLE = "title"
    BODY = "body"
    MENU = "menu"
    CONTACT = "contact"
    FOREIGN = "foreign"
    LEFTOVER = "leftover"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One non-empty line of a document: where it is, what it is, and its language (ISO 639-1)."""

    start: int
    end: int
    role: PassageRole
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text, normalised once (NFC, ``\\n``, no BOM), with what its source says about it."""

    id: str
    """SHA-256 of ``text`` in UTF-8, hexadecimal."""
    text: str
    lang: str
    passages: tuple[Passage, ...]
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""
    source: str = ""
    """The path or address it was read from, for messages; never in the graph."""

    @property
    def own_passages(self) -> tuple[Passage, ...]:
        """The lines that are the document's own words, in order."""
        return tuple(p for p in self.passages if p.role in {PassageRole.TITLE, PassageRole.BODY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Something found among the sources that gives no document, and why."""

    source: str
    """The path, or ``path:line`` of a record."""
    reason: str
    malformed: bool = False
    """True for a record that breaks its format, as opposed to a file that is none of ours."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of one document's text."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Name:
    """A name as written or known, with its language (ISO 639-1; empty when it has none, as persons)."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text that speaks of something."""

    span: Span
    text: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class TopicMention:
    """A topic and the words that name it."""

    topic: str
    """Last step of the topic's IRI."""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """One thing as one document speaks of it, with all its mentions."""

    key: str
    """Unique within the document and derived from it: start and end of the first mention."""
    kind: Kind
    mentions: tuple[Mention, ...]
    names: tuple[Name, ...]
    """The forms used as names, the fullest first; for an unnamed thing, the words that describe it."""
    unnamed: bool = False
    actor: str = ""
    """Id of the registry's actor, when the registry knows the name."""
    country: str = ""
    """Id of the state (a registry actor) that it belongs to, when text or document says so."""
    subkind: str = ""
    """Local name of a subclass, such as ``MemorandumOfUnderstanding`` or ``Workshop``."""
    start: str = ""
    """Start of an event, or day of signature of an agreement; ISO 8601, may be partial."""
    end: str = ""
    topics: tuple[TopicMention, ...] = ()
    """What a programme, agreement or event is about, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes:
    """What a claim says besides its two ends; empty strings are unknown."""

    amount: str = ""
    """A decimal number in plain notation, such as ``20000000`` or ``1.5``."""
    currency: str = ""
    """ISO 4217 code."""
    role: str = ""
    """The office as written."""
    start: str = ""
    end: str = ""
    """Validity, as ISO 8601 dates, may be partial."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one sentence states: a relation between two referents of one document, and its words."""

    relation: Relation
    subject: str
    """Key of a referent of the same reading; so is ``object``."""
    object: str
    evidence: Span
    rule: str
    status: Status
    confidence: float
    attributes: Attributes = Attributes()
    topics: tuple[TopicMention, ...] = ()
    """The topics that the evidence names, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What extraction understood of one document."""

    document: Document
    referents: tuple[Referent, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One entry of the registry: a thing known before any document is read."""

    id: str
    """The slug that its IRI ends in."""
    kind: Kind
    names: tuple[Name, ...]
    """Official and common names, the preferred one of each language first."""
    acronyms: tuple[Name, ...] = ()
    demonyms: tuple[Name, ...] = ()
    """Adjectives and inhabitants of a state ("Panamanian", "panameña"); states only."""
    parent: str = ""
    country: str = ""
    """Id of the state's Government (for a Place, a city or a national body)."""
    subkind: str = ""
    identifiers: tuple[str, ...] = ()
    """Absolute IRIs or ``scheme:code`` notations, such as ``iso3166:PA`` or ``XM-DAC-47066``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One thing of the graph, from all documents that speak of it."""

    id: str
    """Path below the base IRI, such as ``actor/european-union`` or ``programme/3f9c2a81d2b40c11``."""
    kind: Kind
    subkind: str
    labels: tuple[Name, ...]
    """Preferred label, at most one for each language."""
    aliases: tuple[Name, ...]
    documents: tuple[str, ...]
    """Ids of the documents whose own text mentions it, sorted."""
    start: str = ""
    end: str = ""
    country: str = ""
    """Id of the entity of its state, when known."""
    identifiers: tuple[str, ...] = ()
    unnamed: bool = False
    topics: tuple[TopicMention, ...] = ()
    """What all documents say that it is about, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One relation between two entities with one status, and every claim that states it."""

    id: str
    """Content hash of what it states."""
    relation: Relation
    subject: str
    """Id of an entity; so is ``object``."""
    object: str
    status: Status
    attributes: Attributes
    roles: tuple[str, ...]
    confidence: float
    claims: tuple[Claim, ...]

    @property
    def topics(self) -> tuple[TopicMention, ...]:
        """The topics that the evidence of its claims names, sorted."""
        return tuple(sorted({topic for claim in self.claims for topic in claim.topics}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Everything the documents say, resolved; all tuples sorted by id."""

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
