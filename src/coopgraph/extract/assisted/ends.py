"""Find what the names in a proposal stand for in the document that it is about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from coopgraph.extract.assisted.lines import Lines, Place
from coopgraph.extract.assisted.proposals import Proposed
from coopgraph.extract.assisted.refusal import Refusal
from coopgraph.extract.found import Found, Source
from coopgraph.extract.learned import pairs
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.mentions import Finders, Marked
from coopgraph.extract.reading import Draft
from coopgraph.extract.things import Thing
from coopgraph.model import Kind

_LONGEST_NAME = 160
"""Characters of a name that no finder saw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """What a name stands for: a thing of the document, or one that the mention ``found`` would be the first of."""

    kind: Kind
    found: Found
    places: tuple[Place, ...]
    """Where the name stands."""
    thing: Thing | None

    def is_same(self, other: End) -> bool:
        """Tell whether both are one thing."""
        if self.thing is not None and other.thing is not None:
            return self.thing.index == other.thing.index
        return self.thing is other.thing and (self.found.start, self.found.end) == (other.found.start, other.found.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The document that names are looked for in."""

    lines: Lines
    drafted: Draft
    finders: Finders

    def sentences(self, place: Place) -> list[Marked]:
        """Return the sentences that share a character with ``place``."""
        following = islice(self.drafted.marked, self._first(place), None)
        return list(takewhile(lambda m: m.sentence.start < place.end, following))

    def before(self, place: Place, back: int) -> Iterator[Place]:
        """Yield ``place`` with one sentence before it, two, up to ``back``, as far as no other line is between."""
        first = self._first(place)
        for at in range(first - 1, max(first - 1 - back, -1), -1):
            wider = Place(start=self.drafted.marked[at].sentence.start, end=place.end)
            if self.lines.meets_other(wider):
                return
            yield wider

    def _first(self, place: Place) -> int:
        """Return which sentence is the first that ends behind the start of ``place``."""
        return bisect_right(self.drafted.marked, place.start, key=lambda m: m.sentence.end)

    def mentions(self, place: Place) -> list[Found]:
        """Return the mentions that share a character with ``place``."""
        return [f for m in self.sentences(place) for f in m.found if f.start < place.end and place.start < f.end]

    def words(self, place: Place) -> tuple[str, Lexicon]:
        """Return the language spoken at ``place``, and its words."""
        lang = next((m.sentence.lang for m in self.sentences(place)), self.drafted.document.lang)
        return lang, self.finders.lexicon(lang)


def find(proposed: Proposed, quote: Place, setting: Setting) -> End | Refusal:
    """Return what the name ``proposed`` stands for, those places first that ``quote`` holds, or why nothing does.

    What the finders saw there prevails, with its kind.
    """
    places = tuple(sorted(setting.lines.places(proposed.name), key=lambda p: (not quote.holds(p), p)))
    if not places:
        return Refusal.NAME
    things = list(_things(proposed, places, setting))
    best = next((t for t in things if t.kind is proposed.kind), things[0] if things else None)
    free = places[0] if best else next((p for p in places if not _is_part(p, setting)), None)
    if free is None:
        return Refusal.PART
    found = _found(proposed, free, setting)
    if best is None and (len(found.text) > _LONGEST_NAME or (found.unnamed and found.kind not in pairs.UNDERTAKINGS)):
        return Refusal.UNNAMED
    return End(kind=best.kind if best else found.kind, found=found, places=places, thing=best)


def _things(proposed: Proposed, places: Sequence[Place], setting: Setting) -> Iterator[Thing]:
    """Yield the things that a name may stand for: of its very words, of its name, then of the same kind around it."""
    cast = setting.drafted.cast
    around = [(f, (f.start, f.end) == (place.start, place.end)) for place in places for f in setting.mentions(place)]
    for f, same in around:
        if same:
            yield from _one(f, setting)
    known = cast.known(_found(proposed, places[0], setting), setting.words(places[0])[1])
    if known is not None:
        yield known
    for f, _ in around:
        yield from (thing for thing in _one(f, setting) if thing.kind is proposed.kind)


def _one(found: Found, setting: Setting) -> Iterator[Thing]:
    """Yield the thing that a mention speaks of, unless it speaks of several or none."""
    bound = pairs.spoken_of(found, setting.drafted.cast)
    if len(bound) == 1:
        yield setting.drafted.cast.things[bound[0]]


def _is_part(place: Place, setting: Setting) -> bool:
    """Tell whether what stands at ``place`` is cut out of what a finder saw there."""
    return any(not place.holds(Place(start=f.start, end=f.end)) for f in setting.mentions(place))


def _found(proposed: Proposed, place: Place, setting: Setting) -> Found:
    text = setting.lines.text[place.start : place.end]
    return Found(
        start=place.start,
        end=place.end,
        text=text,
        kind=proposed.kind,
        source=Source.PERSON if proposed.kind is Kind.PERSON else Source.HEAD,
        unnamed=not any(letter.isupper() for letter in text),
    )
