"""Readings made by hand: a text that holds the names, referents that mention them, claims between them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from coopgraph.model import (
    Actor,
    Attributes,
    Claim,
    Document,
    Entity,
    Kind,
    Knowledge,
    Mention,
    Name,
    Passage,
    PassageRole,
    Reading,
    Referent,
    Relation,
    Span,
    Status,
)
from coopgraph.registry import Registry

NOTHING_MORE = Attributes()


def name(text: str, lang: str = "en") -> Name:
    return Name(text=text, lang=lang)


def registry() -> Registry:
    """A registry of a few actors, enough for every rule."""
    return Registry.of(
        [
            *state("panama", "Panama", "Panamá", "Panamanian"),
            *state("costa-rica", "Costa Rica", "Costa Rica", "Costa Rican"),
            Actor(
                id="iom",
                kind=Kind.INTERNATIONAL_ORGANIZATION,
                names=(
                    name("International Organization for Migration"),
                    name("Organización Internacional para las Migraciones", "es"),
                ),
                acronyms=(name("IOM"), name("OIM", "es")),
                identifiers=("XM-DAC-47066",),
            ),
            Actor(
                id="unodc",
                kind=Kind.INTERNATIONAL_ORGANIZATION,
                names=(name("United Nations Office on Drugs and Crime"),),
                acronyms=(name("UNODC"),),
            ),
            Actor(
                id="senafront",
                kind=Kind.GOVERNMENT_BODY,
                names=(name("National Border Service"),),
                country="panama",
            ),
        ]
    )


def state(slug: str, english: str, spanish: str, demonym: str) -> tuple[Actor, Actor]:
    government = Actor(
        id=slug,
        kind=Kind.GOVERNMENT,
        names=(
            name(f"Government of {english}"),
            name(f"Gobierno de {spanish}", "es"),
            name(english),
            name(spanish, "es"),
        ),
        demonyms=(name(demonym),),
    )
    names = (name(english), name(spanish, "es"))
    return government, Actor(id=f"place/{slug}", kind=Kind.PLACE, names=names, country=slug)


def ref(
    *names: str,
    kind: Kind = Kind.GOVERNMENT_BODY,
    lang: str = "en",
    unnamed: bool = False,
    actor: str = "",
    country: str = "",
    subkind: str = "",
    start: str = "",
    end: str = "",
) -> Referent:
    """A referent whose key is its first name and whose mentions ``reading`` fills in."""
    return Referent(
        key=names[0],
        kind=kind,
        mentions=(),
        names=tuple(name(text, lang) for text in names),
        unnamed=unnamed,
        actor=actor,
        country=country,
        subkind=subkind,
        start=start,
        end=end,
    )


def says(
    subject: str,
    relation: Relation,
    object_: str,
    *,
    status: Status = Status.ONGOING,
    confidence: float = 0.8,
    rule: str = "test.rule",
    attributes: Attributes = NOTHING_MORE,
) -> Claim:
    """A claim whose evidence ``reading`` fills in."""
    return Claim(
        relation=relation,
        subject=subject,
        object=object_,
        evidence=Span(document="", start=0, end=0),
        rule=rule,
        status=status,
        confidence=confidence,
        attributes=attributes,
    )


def document(text: str, *, title: str = "", lang: str = "en", boilerplate: str = "", source: str = "") -> Document:
    """A document with one passage of its own words and one of ``boilerplate``."""
    whole = f"{text}\n{boilerplate}" if boilerplate else text
    passages = [Passage(start=0, end=len(text), role=PassageRole.BODY, lang=lang)]
    if boilerplate:
        start = len(text) + 1
        passages.append(Passage(start=start, end=len(whole), role=PassageRole.LEFTOVER, lang=lang))
    return Document(
        id=hashlib.sha256(whole.encode()).hexdigest(),
        text=whole,
        lang=lang,
        passages=tuple(passages),
        title=title,
        source=source,
    )


def reading(
    opening: str,
    referents: Sequence[Referent],
    claims: Sequence[Claim] = (),
    *,
    lang: str = "en",
    title: str = "",
) -> Reading:
    """What is understood of a text that begins with ``opening`` and then holds every name."""
    text = " ; ".join([opening, *(n.text for r in referents for n in r.names)])
    doc = document(text, title=title, lang=lang)
    return Reading(
        document=doc,
        referents=tuple(_mentioned(r, doc) for r in referents),
        claims=tuple(replace(c, evidence=Span(document=doc.id, start=0, end=len(opening))) for c in claims),
    )


def _mentioned(referent: Referent, doc: Document) -> Referent:
    mentions = []
    for form in referent.names:
        start = doc.text.index(form.text)
        span = Span(document=doc.id, start=start, end=start + len(form.text))
        mentions.append(Mention(span=span, text=form.text, kind=referent.kind))
    return replace(referent, mentions=tuple(mentions))


def called(knowledge: Knowledge, text: str) -> Entity:
    """The one entity that bears ``text`` as a label or alias."""
    found = [e for e in knowledge.entities if text in {n.text for n in (*e.labels, *e.aliases)}]
    assert len(found) == 1, f"{text}: {[e.id for e in found]}"
    return found[0]
