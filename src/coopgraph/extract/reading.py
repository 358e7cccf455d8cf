"""Read one document: its mentions, what they speak of, and what its sentences state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coopgraph.extract import belonging, dating, offices, referents, sameness
from coopgraph.extract import claims as claiming
from coopgraph.extract import mentions as finding
from coopgraph.extract.claims import Stated, Told
from coopgraph.extract.learned import relations
from coopgraph.extract.learned.relations import Judge, Key, Seen, Setting
from coopgraph.extract.mentions import Finders, Marked
from coopgraph.extract.referents import Casting, Thing
from coopgraph.extract.rules import Grammar
from coopgraph.model import (
    Claim,
    Document,
    Kind,
    Mention,
    Name,
    Reading,
    Referent,
    Relation,
    Span,
)
from coopgraph.registry import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A reading with what it was drawn from."""

    reading: Reading
    cast: Casting
    sentences: tuple[Told, ...]
    stated: tuple[Stated, ...]
    """What each claim of the reading was made of, in the same order."""
    keys: Mapping[int, str]
    """The keys of the referents, by the indexes of the things of ``cast``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the rules make of a document, before the model has a say and before claims are chosen."""

    document: Document
    marked: tuple[Marked, ...]
    cast: Casting
    sentences: tuple[Told, ...]
    stated: tuple[Stated, ...]


def draft(document: Document, finders: Finders, grammars: Mapping[str, Grammar], registry: Registry) -> Draft:
    """Return what ``document`` speaks of, and what the rules say it states."""
    marked = finding.find(document, finders)
    cast = referents.gather(marked, finders, registry)
    belonging.settle_countries(marked, document.text, cast)
    held = list(offices.read(marked, document.text, cast, finders))
    represented: dict[int, list[int]] = {}
    for one in held:
        represented.setdefault(one.subject, []).append(one.object)
    reader = claiming.Reader(document.text, cast, grammars, represented, finders.dollars)
    named = [*held, *belonging.read(marked, document.text, cast)]
    sentences = tuple(reader.read(marked))
    told = [*named, *(one for sentence in sentences for fit in sentence.fits for one in fit.stated)]
    return Draft(document=document, marked=marked, cast=cast, sentences=sentences, stated=tuple(told))


def judged(
    drafted: Draft,
    judge: Judge,
    finders: Finders,
    grammars: Mapping[str, Grammar],
    best: Mapping[Key, Seen] | None = None,
) -> list[Stated]:
    """Return what the rules and the model together say that the document states; ``best`` as for ``combine``."""
    return relations.combine(judge, drafted.stated, setting(drafted, finders, grammars), best)


def setting(drafted: Draft, finders: Finders, grammars: Mapping[str, Grammar]) -> Setting:
    """Return what the pairs of a document are judged in."""
    return Setting(
        text=drafted.document.text, cast=drafted.cast, marked=drafted.marked, grammars=grammars, finders=finders
    )


def finish(drafted: Draft, told: Sequence[Stated], measured: Mapping[str, float]) -> Understood:
    """Return the reading that states ``told``; ``measured`` says how often a rule is right, by its id."""
    document, cast = drafted.document, drafted.cast
    days = dating.when(drafted.marked, document, cast)
    stated, days = sameness.merged(told, cast, days)
    spoken = _spoken_of(cast, stated)
    keys = {t.index: _key(t) for t in spoken}
    best = _best(stated, keys)
    reading = Reading(
        document=document,
        referents=tuple(_referent(t, document, days.get(t.index, ("", ""))) for t in spoken),
        claims=tuple(_claim(one, keys, document, measured) for one in best),
    )
    return Understood(reading=reading, cast=cast, sentences=drafted.sentences, stated=tuple(best), keys=keys)


def _spoken_of(cast: Casting, stated: Iterable[Stated]) -> list[Thing]:
    """Return the things worth a node: all that have a name, and unnamed or guessed ones of which something is stated.

    Of a programme without a name it must be who pays for it or carries it out: "projects" are spoken of everywhere.
    """
    concerned = {index for one in stated for index in (one.subject, one.object)}
    carried = {one.object for one in stated if one.relation is not Relation.COVERS} | {
        one.subject for one in stated if one.relation is not Relation.COVERS
    }
    return [
        t
        for t in cast.things
        if t.mentions
        and (not (t.unnamed or t.weak) or t.index in (carried if t.kind is Kind.PROGRAMME and t.unnamed else concerned))
    ]


def _key(thing: Thing) -> str:
    """Return the key of a referent: where it is first spoken of, and what kind of thing it is there."""
    first = min(thing.mentions, key=lambda f: (f.start, f.end))
    return f"{first.start}-{first.end}-{thing.kind.value}"


def _referent(thing: Thing, document: Document, days: tuple[str, str]) -> Referent:
    found = sorted(thing.mentions, key=lambda f: (f.start, f.end))
    names = thing.names or {found[0].text: document.lang}
    order = list(names)
    fullest = sorted(names, key=lambda n: (-len(n), order.index(n)))
    return Referent(
        key=_key(thing),
        kind=thing.kind,
        mentions=tuple(
            Mention(span=Span(document=document.id, start=f.start, end=f.end), text=f.text, kind=thing.kind)
            for f in found
        ),
        names=tuple(Name(text=name, lang=names[name]) for name in fullest),
        unnamed=thing.unnamed,
        actor=thing.actor,
        country=thing.country,
        subkind=thing.subkind,
        start=days[0],
        end=days[1],
    )


def _best(stated: Sequence[Stated], keys: Mapping[int, str]) -> list[Stated]:
    """Return what is stated between things that have keys, each relation of a sentence by its surest rule only."""
    best: dict[tuple[object, ...], Stated] = {}
    for one in stated:
        if one.subject in keys and one.object in keys:
            key = (one.relation, one.subject, one.object, one.start, one.end)
            if key not in best or one.confidence > best[key].confidence:
                best[key] = one
    return list(best.values())


def _claim(one: Stated, keys: Mapping[int, str], document: Document, measured: Mapping[str, float]) -> Claim:
    return Claim(
        relation=one.relation,
        subject=keys[one.subject],
        object=keys[one.object],
        evidence=Span(document=document.id, start=one.start, end=one.end),
        rule=one.rule,
        status=one.status,
        confidence=measured.get(one.rule, one.confidence),
        attributes=one.attributes,
    )
