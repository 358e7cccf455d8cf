"""Group the mentions of one document by what they speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coopgraph.extract.found import Found, Source
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.mentions import Finders, Marked
from coopgraph.extract.tokens import tokenise
from coopgraph.model import Kind
from coopgraph.registry import Registry, normalise
from coopgraph.registry.entries import PLACE

_NEAR_KINDS = (
    frozenset(
        {
            Kind.INTERNATIONAL_ORGANIZATION,
            Kind.GOVERNMENT_BODY,
            Kind.FORUM,
            Kind.CIVIL_SOCIETY,
            Kind.COMPANY,
            Kind.ACADEMIC,
        }
    ),
    frozenset({Kind.PROGRAMME, Kind.AGREEMENT, Kind.EVENT, Kind.FORUM}),
)
"""Kinds between which one name of a document hardly names two things."""


_PRONOUN_REACH = 400
"""Characters back to the person that a pronoun may speak of."""
_MEETINGS = frozenset({"Meeting", "Call"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SHORTENED = 2
"""Letters that a shortened given name shares with the full one: Joe and Joseph."""
_LEAD = 2
"""How much more than any other a state must be spoken of to be taken for the document's own."""
_BODY_WEIGHT = 4
"""How much more a body of a state tells of a document's state than the state's name."""


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
    apart: bool = False
    """True for an event told from the others: "a follow-up meeting"."""
    company: set[int] = field(default_factory=set)
    """Indexes of the persons and states that a meeting was with."""
    mentions: list[Found] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """Every form used as a name, with its language, in the order seen."""


def gather(marked: Sequence[Marked], finders: Finders, registry: Registry) -> Casting:
    """Return the things that the mentions of ``marked`` speak of."""
    cast = Casting(registry)
    for one in marked:
        words = finders.lexicon(one.sentence.lang)
        order = sorted(range(len(one.found)), key=lambda i: (one.found[i].unnamed, i))
        for position in order:  # names first: an event is known by who is named with it
            cast.add(one.found[position], one, position, words)
    return cast


class Casting:
    """Adds one mention after another to the thing it speaks of.

    ``by_start`` leads from the start of a mention to the index of its thing, ``groups`` from the start of a plural
    ("both countries") to the indexes of all it speaks of, ``places`` from the id of a state to the index of its place.
    """

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.things: list[Thing] = []
        self.by_name: dict[tuple[str, str], int] = {}
        self.by_actor: dict[str, int] = {}
        self.by_start: dict[int, int] = {}
        self.groups: dict[int, tuple[int, ...]] = {}
        self.places: dict[str, int] = {}
        self.states: Counter[str] = Counter()

    def add(self, found: Found, one: Marked, position: int, words: Lexicon) -> None:
        """Add the mention ``found``, the one at ``position`` of its sentence."""
        if found.source is Source.PLURAL:
            self._add_plural(found, one, position)
        elif found.demonym:
            self._add_demonym(found)
        elif found.unnamed and found.kind in _NEAR_KINDS[0]:
            self._add_body(found)
        elif found.unnamed:
            self._add_unnamed(found, one, position, words)
        else:
            self._add_named(found, one.sentence.lang)
            outer = self.by_start[found.start]
            for inner in found.nested:
                self._add_named(inner, one.sentence.lang)
            self.by_start[found.start] = outer
            if found.is_state and is_locative(found, one, words):
                self._move_to_place(found, one.sentence.lang)

    @property
    def home(self) -> str:
        """Id of the state that the document speaks of most; empty when it names none."""
        return min(self.states, key=lambda s: (-self.states[s], s), default="")

    def leads(self, state: str) -> bool:
        """Tell whether the document speaks of ``state`` at least twice as much as of any other."""
        others = [count for other, count in self.states.items() if other != state]
        return self.states[state] >= _LEAD * max(others, default=0)

    def place_of(self, state: Thing) -> Thing | None:
        """Return the place of the state ``state``, made when it was not spoken of yet; None when there is none."""
        actor = self.registry.actors.get(PLACE + state.actor)
        if actor is None:
            return None
        if state.actor not in self.places:
            thing = Thing(index=len(self.things), kind=Kind.PLACE, actor=actor.id, country=state.actor)
            self.things.append(thing)
            self.places[state.actor] = thing.index
        return self.things[self.places[state.actor]]

    def _move_to_place(self, found: Found, lang: str) -> None:
        """Make the mention of a state just added one of its place: "in Panama"."""
        state = self.things[self.by_start[found.start]]
        if PLACE + found.actor not in self.registry.lookup(found.text):
            return
        place = self.place_of(state)
        if place is not None:
            state.mentions.pop()
            place.mentions.append(found)
            place.names.setdefault(found.text, lang)

    def _new(self, found: Found) -> Thing:
        thing = Thing(
            index=len(self.things),
            kind=found.kind,
            actor=found.actor,
            country=found.country,
            owner=found.owner,
            subkind=found.subkind,
            unnamed=found.unnamed,
        )
        self.things.append(thing)
        return thing

    def _enter(self, thing: Thing, found: Found) -> None:
        thing.mentions.append(found)
        thing.country = thing.country or found.country
        thing.owner = thing.owner or found.owner
        thing.subkind = thing.subkind or found.subkind
        self.by_start[found.start] = thing.index

    def _add_demonym(self, found: Found) -> None:
        """Let an adjective of nationality lead to its state without being a mention of it."""
        self.states[found.actor] += 1
        index = self.by_actor.get(found.actor)
        if index is None:
            thing = self._new(found)
            index = self.by_actor[found.actor] = thing.index
        self.by_start[found.start] = index

    def _add_named(self, found: Found, lang: str) -> None:
        forms = found.forms
        thing = self._known(found, forms) or self._new(found)
        if found.actor and not thing.actor:
            thing.actor = found.actor
        if thing.actor:
            self.by_actor.setdefault(thing.actor, thing.index)
        self._count_state(found)
        for form in forms:
            self.by_name.setdefault(_key(form, found.kind), thing.index)
            thing.names.setdefault(form, "" if found.kind is Kind.PERSON else lang)
        self._enter(thing, found)

    def _count_state(self, found: Found) -> None:
        """Count what tells the document's own state: its name, and more so a body of it that needs no name of the state."""
        if found.kind is Kind.GOVERNMENT:
            self.states[found.actor] += 1
        elif found.kind is Kind.GOVERNMENT_BODY and found.country:
            self.states[found.country] += _BODY_WEIGHT

    def _known(self, found: Found, forms: Iterable[str]) -> Thing | None:
        """Return the thing that bears the actor or one of the names of ``found``."""
        if found.actor and found.actor in self.by_actor:
            return self.things[self.by_actor[found.actor]]
        for form in forms:
            index = self.by_name.get(_key(form, found.kind))
            if index is not None and not (found.actor and self.things[index].actor):
                return self.things[index]
        if found.kind is Kind.PERSON:
            return self._same_person(found)
        return self._contained(found)

    def _same_person(self, found: Found) -> Thing | None:
        """Return the one person whose name ends, or begins, in the words of ``found``."""
        words = _name_words(found.text)
        fitting = [
            t
            for t in self.things
            if t.kind is Kind.PERSON and any(_is_same_name(words, _name_words(name)) for name in t.names)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _contained(self, found: Found) -> Thing | None:
        """Return the one thing of the same kind whose longer or shorter name has ``found`` at its edge."""
        words = normalise(found.forms[0]).split()
        if len(words) < 2 or found.actor:
            return None
        fitting = [
            t
            for t in self.things
            if t.kind is found.kind
            and not t.unnamed
            and not t.actor
            and (not t.country or not found.country or t.country == found.country)
            and any(_is_edge(words, normalise(name).split()) for name in t.names)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _add_unnamed(self, found: Found, one: Marked, position: int, words: Lexicon) -> None:
        company = self._company(found, one)
        apart = any(t.norm in words.apart for t in tokenise(found.text))
        thing = (None if apart else self._antecedent(found, words, company)) or self._new(found)
        thing.company |= company
        thing.apart = thing.apart or apart
        if thing.unnamed:
            thing.names.setdefault(found.text, one.sentence.lang)
        self._enter(thing, found)

    def _add_body(self, found: Found) -> None:
        """Bind "the Ministry" to the last organisation whose name has that word; to none when there is none."""
        word = normalise(found.text)
        fitting = [
            t
            for t in self.things
            if t.kind in _NEAR_KINDS[0]
            and t.mentions
            and any(word in normalise(name).split() for name in t.names)
        ]
        if fitting:
            thing = max(fitting, key=lambda t: t.mentions[-1].start)
            self.by_start[found.start] = thing.index

    def _company(self, found: Found, one: Marked) -> set[int]:
        """Return the persons and states named behind a meeting or call in its sentence: those it was with."""
        if found.subkind not in _MEETINGS:
            return set()
        kinds = {Kind.PERSON, Kind.GOVERNMENT}
        return {
            self.by_start[f.start]
            for f in one.found
            if f.start > found.end and f.kind in kinds and f.start in self.by_start
        }

    def _antecedent(self, found: Found, words: Lexicon, company: set[int]) -> Thing | None:
        """Return the thing spoken of before that an unnamed mention most likely means."""
        noun = tokenise(found.text)[-1].norm
        same = [t for t in self.things if t.kind is found.kind and t.mentions and not t.apart]
        fitting = [t for t in same if self._means(found, noun, t, words)]
        if found.source is Source.VERB and company:
            fitting = [t for t in fitting if t.company & company or not t.company]
        return max(fitting, key=lambda t: t.mentions[-1].start) if fitting else None

    def _means(self, found: Found, noun: str, thing: Thing, words: Lexicon) -> bool:
        """Tell whether the unnamed mention ``found``, whose head is ``noun``, may mean ``thing``."""
        alike = thing.subkind == found.subkind
        if found.kind is Kind.EVENT:
            return (alike and (thing.unnamed or found.definite)) or (found.definite and noun in words.generic)
        if not found.definite:
            return False
        if found.kind is Kind.AGREEMENT and not thing.unnamed:
            return any(noun in normalise(name).split() for name in thing.names)
        return True

    def _add_plural(self, found: Found, one: Marked, position: int) -> None:
        """Bind "both countries" to the last two things of that kind named together before it."""
        kinds = (
            {Kind.PERSON}
            if found.kind is Kind.PERSON
            else {found.kind}
            if found.kind is Kind.GOVERNMENT
            else _NEAR_KINDS[0] | {Kind.GOVERNMENT}
        )
        before = [
            self.by_start[f.start]
            for f in one.found[:position]
            if f.start in self.by_start and f.kind in kinds and not f.demonym
        ]
        pair = list(dict.fromkeys(before))
        if found.subkind:
            self._add_pronoun(found)
            return
        if len(pair) != 2:
            pair = self._salient_pair(kinds)
        if len(pair) == 2:
            self.groups[found.start] = tuple(pair)

    def _add_pronoun(self, found: Found) -> None:
        """Bind "she" to the person named last, when the last sentence with persons names no second one in full."""
        before = [
            (f.start, t.index)
            for t in self.things
            if t.kind is Kind.PERSON
            for f in t.mentions
            if f.start < found.start  # the names of a sentence are added before its pronouns
        ]
        start, index = max(before, default=(0, -1))
        if index >= 0 and found.start - start < _PRONOUN_REACH:
            self.groups[found.start] = (index,)

    def _salient_pair(self, kinds: Iterable[Kind]) -> list[int]:
        """Return the two things of ``kinds`` spoken of most, when no third is spoken of as often."""
        ranked = sorted(
            (t for t in self.things if t.kind in set(kinds) and t.mentions),
            key=lambda t: (-len(t.mentions), t.index),
        )
        clear = len(ranked) == 2 or (len(ranked) > 2 and len(ranked[1].mentions) > len(ranked[2].mentions))
        return [t.index for t in ranked[:2]] if clear else []


def is_locative(found: Found, one: Marked, words: Lexicon) -> bool:
    """Tell whether the state ``found`` is spoken of as a place: "in Panama", a dateline, the end of such a list."""
    tokens = one.sentence.tokens
    first = next(i for i, t in enumerate(tokens) if t.start >= found.start)
    behind = next((t for t in tokens if t.start >= found.end), None)
    if first == 0:
        return behind is not None and (behind.is_hyphen or behind.text == "—")
    k = first - 1
    while k >= 0 and tokens[k].norm in words.articles:
        k -= 1
    if k < 0:
        return False
    if tokens[k].norm in words.locative:
        return True
    if tokens[k].text == "," or tokens[k].norm in words.conjunctions:
        mates = [f for f in one.found if f.is_state and f.end <= tokens[k].start + 1]
        between = [t for t in tokens if mates and mates[-1].end <= t.start < found.start]
        if mates and all(t.text == "," or t.norm in words.conjunctions | words.articles for t in between):
            return is_locative(mates[-1], one, words)
    return False


def _key(form: str, kind: Kind) -> tuple[str, str]:
    """Return what a name is looked up by: persons apart from the rest."""
    return ("person" if kind is Kind.PERSON else "thing", normalise(form))


def _name_words(name: str) -> list[str]:
    """Return the words of a person's name that count: no initials, no "Jr."."""
    words = [w.strip(".,") for w in name.split()]
    return [w for w in words if len(w) > 1 and w.casefold() not in _SUFFIXES] or words


def _is_same_name(words: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether two forms may name one person: one ends or begins the other, or only the given name is shortened."""
    short, long = sorted((list(words), list(name)), key=len)
    if long[-len(short) :] == short or long[: len(short)] == short:
        return True
    return len(short) > 1 and short[-1] == long[-1] and short[0][:_SHORTENED] == long[0][:_SHORTENED]


def _is_edge(words: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether one of two names of at least two words opens or closes the other."""
    short, long = sorted((list(words), list(name)), key=len)
    return len(short) >= 2 and short != long and (long[: len(short)] == short or long[-len(short) :] == short)
