"""Group the mentions of one document by what they speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from coopgraph.extract import antecedents, namesakes
from coopgraph.extract.found import Found, Source
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.locatives import is_locative
from coopgraph.extract.mentions import Finders, Marked
from coopgraph.extract.things import Thing
from coopgraph.extract.tokens import fold
from coopgraph.model import Kind
from coopgraph.registry import Registry, normalise
from coopgraph.registry.entries import PLACE

__all__ = ["Casting", "Thing", "gather"]

_MEETINGS = frozenset({"Meeting", "Call"})
"""Subkinds of events that are told from others by who they were with."""
_LEAD = 2
"""How much more than any other a state must be spoken of to be taken for the document's own."""
_BODY_WEIGHT = 4
"""How much more a body of a state tells of a document's state than the state's name."""


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
    ``by_edge`` leads from the first and last words of names, ``by_word`` from all words of organisations' names to the
    indexes of the things so named. ``people`` are start and index of the persons named so far, ``located`` says by
    their starts which states are spoken of as places.
    """

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.things: list[Thing] = []
        self.by_name: dict[tuple[str, str], int] = {}
        self.by_edge: dict[tuple[str, str], set[int]] = {}
        self.by_word: dict[str, set[int]] = {}
        self.located: dict[int, bool] = {}
        self.people: list[tuple[int, int]] = []
        self.by_actor: dict[str, int] = {}
        self.by_start: dict[int, int] = {}
        self.groups: dict[int, tuple[int, ...]] = {}
        self.places: dict[str, int] = {}
        self.states: Counter[str] = Counter()

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

    def add(self, found: Found, one: Marked, position: int, words: Lexicon) -> None:
        """Add the mention ``found``, the one at ``position`` of its sentence."""
        if found.source is Source.PLURAL:
            self._add_plural(found, one.found[:position])
        elif found.demonym:
            self._add_demonym(found)
        elif found.unnamed and found.kind in antecedents.BODIES:
            self._add_body(found)
        elif found.unnamed:
            self._add_unnamed(found, one, words)
        else:
            self._add_name(found, one, words)

    def _add_plural(self, found: Found, before: Sequence[Found]) -> None:
        """Bind "both countries", and a pronoun, to the things named before that it speaks of."""
        if found.subkind:
            group = antecedents.person(found, self.people)
        else:
            group = antecedents.pair(found, before, self.by_start, self.things)
        if group:
            self.groups[found.start] = group

    def _add_demonym(self, found: Found) -> None:
        """Let an adjective of nationality lead to its state without being a mention of it."""
        self.states[found.actor] += 1
        if found.actor not in self.by_actor:
            self.by_actor[found.actor] = self._new(found).index
        self.by_start[found.start] = self.by_actor[found.actor]

    def _add_body(self, found: Found) -> None:
        """Bind "the Ministry" to an organisation named before without being a mention of it."""
        thing = antecedents.body(self._at(self.by_word.get(normalise(found.text), ())))
        if thing:
            self.by_start[found.start] = thing.index

    def _add_unnamed(self, found: Found, one: Marked, words: Lexicon) -> None:
        company = self._company(found, one)
        apart = any(fold(word) in words.apart for word in found.text.replace("-", "").split())
        before = None if apart else antecedents.undertaking(found, self.things, words, company)
        thing = before or self._new(found)
        thing.company |= company
        thing.apart = thing.apart or apart
        if thing.unnamed:
            thing.names.setdefault(found.text, one.sentence.lang)
        self._enter(thing, found)

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

    def _add_name(self, found: Found, one: Marked, words: Lexicon) -> None:
        """Add a name, those inside it, and where a state is spoken of as a place, the mention to that."""
        thing = self._add_named(found, one.sentence.lang, words)
        for inner in found.nested:
            self._add_named(inner, one.sentence.lang, words)
        self.by_start[found.start] = thing.index  # a name inside it may begin where it begins
        if found.is_state and is_locative(found, one, words, self.located):
            self._move_to_place(found, one.sentence.lang)

    def _add_named(self, found: Found, lang: str, words: Lexicon) -> Thing:
        thing = self.known(found, words) or self._new(found)
        if found.actor and not thing.actor:
            thing.actor = found.actor
        if thing.actor:
            self.by_actor.setdefault(thing.actor, thing.index)
        self._count_state(found)
        for form in found.forms:
            self._name(thing, form, "" if found.kind is Kind.PERSON else lang, words)
        self._enter(thing, found)
        return thing

    def _name(self, thing: Thing, form: str, lang: str, words: Lexicon) -> None:
        """Let ``thing`` be found by the name ``form``, by its first and last word, and a body by each of its words."""
        self.by_name.setdefault(_key(form, thing.kind), thing.index)
        if form in thing.names:
            return
        thing.names[form] = lang
        for edge in namesakes.edges(form, thing.kind, words.in_names.generations):
            self.by_edge.setdefault((_family(thing.kind), edge), set()).add(thing.index)
        for word in normalise(form).split() if thing.kind in antecedents.BODIES else ():
            self.by_word.setdefault(word, set()).add(thing.index)

    def _at(self, indexes: Iterable[int]) -> list[Thing]:
        """Return the things at ``indexes``, in the order they were first spoken of."""
        return [self.things[index] for index in sorted(indexes)]

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

    def _count_state(self, found: Found) -> None:
        """Count what tells the document's own state: its name, and more so a body of it."""
        if found.kind is Kind.GOVERNMENT:
            self.states[found.actor] += 1
        elif found.kind is Kind.GOVERNMENT_BODY and found.country:
            self.states[found.country] += _BODY_WEIGHT

    def introduce(self, found: Found, lang: str, words: Lexicon) -> Thing:
        """Add a thing that no finder saw, with its first mention ``found``, which the rules do not come to see."""
        thing = self._new(found)
        for form in found.forms:
            self._name(thing, form, "" if found.kind is Kind.PERSON else lang, words)
        thing.enter(found)
        return thing

    def known(self, found: Found, words: Lexicon) -> Thing | None:
        """Return the thing that bears the actor or one of the names of ``found``."""
        if found.actor and found.actor in self.by_actor:
            return self.things[self.by_actor[found.actor]]
        for thing in self._named(found.forms, found.kind):
            if not (found.actor and thing.actor):
                return thing
        alike = self._alike(found, words)
        if found.kind is Kind.PERSON:
            return namesakes.same_person(found, alike, words.in_names.generations)
        return namesakes.same_thing(found, alike)

    def _alike(self, found: Found, words: Lexicon) -> list[Thing]:
        """Return the things with a name that begins or ends as the one of ``found``."""
        edges = namesakes.edges(found.forms[0], found.kind, words.in_names.generations)
        return self._at({i for edge in edges for i in self.by_edge.get((_family(found.kind), edge), ())})

    def _named(self, forms: Iterable[str], kind: Kind) -> Iterable[Thing]:
        """Yield the things that one of ``forms`` was used for as a name."""
        keys = (_key(form, kind) for form in forms)
        return (self.things[self.by_name[key]] for key in keys if key in self.by_name)

    def _new(self, found: Found) -> Thing:
        thing = Thing.of(found, len(self.things))
        self.things.append(thing)
        return thing

    def _enter(self, thing: Thing, found: Found) -> None:
        thing.enter(found)
        if thing.kind is Kind.PERSON:
            self.people.append((found.start, thing.index))
        self.by_start[found.start] = thing.index


def _key(form: str, kind: Kind) -> tuple[str, str]:
    """Return what a name is looked up by: persons apart from the rest."""
    return (_family(kind), normalise(form))


def _family(kind: Kind) -> str:
    return "person" if kind is Kind.PERSON else "thing"
