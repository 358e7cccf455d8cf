"""Take of a language model's proposals what the text bears out, as what the document states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coopgraph.extract.assisted import ends
from coopgraph.extract.assisted.ends import End, Setting
from coopgraph.extract.assisted.lines import Place
from coopgraph.extract.assisted.proposals import Proposal
from coopgraph.extract.assisted.refusal import Refusal
from coopgraph.extract.claims import Stated, is_question, money_of, place_of
from coopgraph.extract.dates import DateMention
from coopgraph.extract.learned import pairs
from coopgraph.extract.learned.relations import Key, is_known
from coopgraph.extract.things import Thing
from coopgraph.model import Attributes, Kind, Relation

RULE = "llm."
"""Begins the id of the rule of what a language model proposed; the relation ends it."""
_CONFIDENCE = 0.5
"""Not measured, since it depends on the model that is asked: as likely wrong as right."""
_LONGEST_QUOTE = 700
"""Characters of a quotation; a longer one shows nothing in particular."""
_BACK = 2
"""Sentences before a quotation that may name what it speaks of: "It pays for the wells"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounded:
    """What was taken of the proposals, and why the others were not."""

    stated: tuple[Stated, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sound:
    """A proposal that the text bears out, with where its quotation stands and what its ends are."""

    proposal: Proposal
    quote: Place
    evidence: Place
    """The quotation, with the sentences before it that name its ends."""
    subject: End
    object: End
    role: str


def ground(proposals: Sequence[Proposal], setting: Setting, told: Iterable[Stated]) -> Grounded:
    """Return what the document states beside ``told`` by ``proposals``; the things of its draft grow accordingly."""
    known = {(one.relation, one.subject, one.object) for one in told}
    stated, refused = [], []
    # offices come first: they say which persons have one
    for proposal in sorted(proposals, key=lambda p: p.relation is not Relation.REPRESENTS):
        sound = _sound(proposal, setting, known)
        if isinstance(sound, Refusal):
            refused.append(sound)
        else:
            stated.append(_stated(sound, setting))
            known.add((stated[-1].relation, stated[-1].subject, stated[-1].object))
    return Grounded(stated=tuple(stated), refused=tuple(refused))


def _sound(proposal: Proposal, setting: Setting, known: set[Key]) -> _Sound | Refusal:
    """Return ``proposal`` with what it stands for in the text, or why it is refused; nothing is changed."""
    quote = _quote(proposal, setting)
    if isinstance(quote, Refusal):
        return quote
    subject = ends.find(proposal.subject, quote, setting)
    if isinstance(subject, Refusal):
        return subject
    object_ = ends.find(proposal.object, quote, setting)
    if isinstance(object_, Refusal):
        return object_
    evidence = _evidence(quote, (subject, object_), setting)
    if evidence is None:
        return Refusal.ELSEWHERE
    role = _role(proposal, quote, setting)
    sound = _Sound(proposal=proposal, quote=quote, evidence=evidence, subject=subject, object=object_, role=role)
    return _fault(sound, setting, known) or sound


def _quote(proposal: Proposal, setting: Setting) -> Place | Refusal:
    """Return where the quotation first stands."""
    if len(proposal.quotation) > _LONGEST_QUOTE:
        return Refusal.LENGTH
    place = next(iter(setting.lines.places(proposal.quotation)), None)
    if place is None:
        return Refusal.QUOTATION
    asks = any(is_question(m.sentence.text(setting.lines.text)) for m in setting.sentences(place))
    return Refusal.QUESTION if asks else place


def _fault(one: _Sound, setting: Setting, known: set[Key]) -> Refusal | None:
    """Return what speaks against a proposal whose words are all found."""
    subjects, objects = pairs.FITS[one.proposal.relation]
    subject, object_ = one.subject, one.object
    if subject.kind not in subjects or object_.kind not in objects:
        return Refusal.KINDS
    if subject.is_same(object_):
        return Refusal.SAME
    if any(end.kind is Kind.PERSON and end.thing is None for end in (subject, object_)) and not one.role:
        return Refusal.PERSON
    return Refusal.KNOWN if _is_stated(one, setting, known) else None


def _is_stated(one: _Sound, setting: Setting, known: set[Key]) -> bool:
    """Tell whether ``known`` holds what a proposal says; where something lies, the state's place is the state."""
    subject, object_ = one.subject.thing, one.object.thing
    if subject is None or object_ is None:
        return False
    place = setting.drafted.cast.places.get(object_.actor, object_.index)
    index = place if one.proposal.relation is Relation.LOCATED_IN else object_.index
    return is_known((one.proposal.relation, subject.index, index), known)


def _evidence(quote: Place, ends_: Sequence[End], setting: Setting) -> Place | None:
    """Return ``quote``, or with the sentences before it from which on both ends are spoken of; None without any."""
    if not any(_is_spoken_of(end, quote, setting) for end in ends_):
        return None
    wider = (quote, *setting.before(quote, _BACK))
    return next(
        (
            place
            for place in wider
            if place.end - place.start <= _LONGEST_QUOTE and all(_is_spoken_of(end, place, setting) for end in ends_)
        ),
        None,
    )


def _is_spoken_of(end: End, quote: Place, setting: Setting) -> bool:
    """Tell whether the words of ``quote`` name ``end`` or speak of it: "the Ministry", "both countries"."""
    if any(quote.holds(place) for place in end.places):
        return True
    told = [i for f in setting.mentions(quote) for i in pairs.spoken_of(f, setting.drafted.cast)]
    return end.thing is not None and end.thing.index in told


def _stated(one: _Sound, setting: Setting) -> Stated:
    """Return what a proposal states, its ends made things of the document."""
    relation, cast = one.proposal.relation, setting.drafted.cast
    subject, object_ = _thing(one.subject, setting), _thing(one.object, setting)
    return Stated(
        relation=relation,
        subject=subject.index,
        object=place_of(relation, object_.index, cast),
        start=one.evidence.start,
        end=one.evidence.end,
        rule=f"{RULE}{relation.value}",
        status=one.proposal.status,
        confidence=_CONFIDENCE,
        attributes=_attributes(one, setting),
    )


def _thing(end: End, setting: Setting) -> Thing:
    """Return the thing of ``end``, mentioned somewhere: at the name where it was not mentioned, or is new."""
    if end.thing is None:
        lang, words = setting.words(end.places[0])
        return setting.drafted.cast.introduce(end.found, lang, words)
    if not end.thing.mentions:
        end.thing.mentions.append(end.found)
    return end.thing


def _attributes(one: _Sound, setting: Setting) -> Attributes:
    """Return the sum of a funding, the office of a person, and the time, as our own grammars read the words."""
    said = _sum(one, setting) if one.proposal.relation is Relation.FUNDS else Attributes()
    since, until = _dated(one.proposal.start, one, setting), _dated(one.proposal.end, one, setting)
    start = since.first if since else ""
    end = (until.last or until.first) if until else ""
    if start and end and end < start:
        start = end = ""
    return Attributes(amount=said.amount, currency=said.currency, role=one.role, start=start, end=end)


def _sum(one: _Sound, setting: Setting) -> Attributes:
    words = _inside(one.proposal.sum, one.quote, setting)
    found = (m for s in setting.sentences(one.quote) for m in s.money)
    sums = [m for m in found if words and words.meets(Place(start=m.start, end=m.end))]
    return money_of(sums, setting.lines.text, setting.drafted.cast.home, setting.finders.dollars)


def _dated(written: str, one: _Sound, setting: Setting) -> DateMention | None:
    """Return the date that stands in the words ``written`` of the quotation."""
    words = _inside(written, one.quote, setting)
    found = (d for s in setting.sentences(one.quote) for d in s.dates)
    return next((d for d in found if words and words.meets(Place(start=d.start, end=d.end))), None)


def _role(proposal: Proposal, quote: Place, setting: Setting) -> str:
    """Return the office that the quotation gives to the person who represents."""
    place = _inside(proposal.role, quote, setting) if proposal.relation is Relation.REPRESENTS else None
    return setting.lines.text[place.start : place.end] if place else ""


def _inside(written: str, quote: Place, setting: Setting) -> Place | None:
    """Return where in ``quote`` the words ``written`` stand."""
    return next((place for place in setting.lines.places(written) if quote.holds(place)), None)
