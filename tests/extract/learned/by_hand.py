"""Small models made by hand, whose every weight and tag a test knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coopgraph.extract.claims import Stated
from coopgraph.extract.found import Found, Sentence, Shown, Source
from coopgraph.extract.learned import linear, pairs, sight
from coopgraph.extract.learned.field import Field
from coopgraph.extract.learned.linear import Linear
from coopgraph.extract.learned.tokens import OUTSIDE, Known
from coopgraph.extract.mentions import Marked
from coopgraph.extract.referents import Casting
from coopgraph.extract.things import Thing
from coopgraph.extract.tokens import tokenise
from coopgraph.model import Kind, Relation, Status
from coopgraph.registry import Registry

BITS = 18
NOBODY = Known(given=frozenset(), towns=frozenset(), classes={})


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownText(Shown):
    """One sentence as a tagger is shown it, with the text it is all of."""

    text: str

    def tags(self, things: Mapping[str, str]) -> list[str]:
        """Return the tag of every word; ``things`` leads from stretches of the text to their tags."""
        out = [OUTSIDE for _ in self.sentence.tokens]
        for words, name in things.items():
            start = self.text.index(words)
            inside = [i for i, t in enumerate(self.sentence.tokens) if start <= t.start < start + len(words)]
            out[inside[0]] = f"B-{name}"
            for i in inside[1:]:
                out[i] = f"I-{name}"
        return out


class Names:
    """Stands for the numbers of what is seen: everything is worth seeing, and stands for itself."""

    @staticmethod
    def get(name: str) -> str:
        return name


class FakeField:
    """Stands for a random field and for its opinion: the tags it is told, each as likely as ``sure``.

    ``likely`` says otherwise of single words: by position and tag.
    """

    attributes = Names()
    begins = ("Company", "Event~", "Forum", "Government", "Person", "State")

    def __init__(
        self, tags: Sequence[str], *, sure: float = 0.9, likely: Mapping[tuple[int, str], float] | None = None
    ) -> None:
        self.tags = list(tags)
        self.sure = sure
        self.likely = likely or {}
        self.shown: list[list[str]] = []

    def read(self, sentences: Sequence[list[list[str]]]) -> list[FakeField]:
        for seen in sentences:
            assert len(seen) == len(self.tags)
            self.shown = seen
        return [self for _ in sentences]

    def marginal(self, tag: str, position: int) -> float:
        return self.likely.get((position, tag), self.sure if tag == self.tags[position] else 0.0)


def field_of(weights: Mapping[tuple[str, str], int], *, scale: float = 0.1) -> Field:
    """Return a random field with the given weights, by name and label; every label may follow every other alike."""
    labels = tuple(sorted({label for _, label in weights}))
    names = {name: i for i, name in enumerate(sorted({name for name, _ in weights}))}
    table = np.zeros((len(names) + 1, len(labels)), dtype=np.int16)
    for (name, label), weight in weights.items():
        table[names[name], labels.index(label)] = weight
    passes = np.zeros((len(labels), len(labels)), dtype=np.int16)
    return Field(labels=labels, attributes=names, weights=table, passes=passes, scale=scale)


def linear_of(weights: Mapping[tuple[str, str], int], *, scale: float = 0.1) -> Linear:
    """Return a model with the given weights, by label and feature; all others are 0."""
    labels = tuple(sorted({label for label, _ in weights}))
    table = np.zeros((1 << BITS, len(labels)), dtype=np.int8)
    for (label, feature), weight in weights.items():
        table[linear.slots([feature], BITS)[0], labels.index(label)] = weight
    return Linear(labels=labels, weights=table, bias=np.zeros(len(labels), dtype=np.int32), scale=scale, bits=BITS)


def cast_of(kinds: Sequence[Sequence[Kind]], registry: Registry) -> tuple[str, list[Marked], Casting]:
    """Return a text of one sentence for each of ``kinds``, its sentences, and what they speak of.

    A sentence names a thing of each of its kinds, all things are different ones.
    """
    cast = Casting(registry)
    text = ""
    marked = []
    for sentence in kinds:
        opening = len(text)
        found = []
        for kind in sentence:
            name = f"Lake{len(cast.things)}"
            start = len(text)
            text += f"{name} meets "
            one = Found(start=start, end=start + len(name), text=name, kind=kind, source=Source.HEAD)
            cast.by_start[start] = len(cast.things)
            cast.things.append(Thing(index=len(cast.things), kind=kind, mentions=[one], names={name: "en"}))
            found.append(one)
        text += "rain. "
        closing = len(text) - 1
        spans = Sentence(start=opening, end=closing, lang="en", tokens=tokenise(text, opening, closing))
        marked.append(Marked(sentence=spans, found=tuple(found), offices={}, dates=(), money=()))
    return text, marked, cast


def stated(
    relation: Relation, subject: int, object_: int, status: Status = Status.ONGOING, end: int = 10, rule: str = "r"
) -> Stated:
    """Return what a rule ``rule`` might have read at the beginning of a text."""
    return Stated(
        relation=relation,
        subject=subject,
        object=object_,
        start=0,
        end=end,
        rule=rule,
        status=status,
        confidence=0.8,
    )


def features_of_a_pair() -> list[str]:
    """Return what the model sees of two things named in one sentence with words around them."""
    text = "Yesterday some tall people of Alder quietly met many old friends of Birch under big green trees there."
    things = []
    found = []
    for name, kind in (("Alder", Kind.COMPANY), ("Birch", Kind.FORUM)):
        start = text.index(name)
        one = Found(start=start, end=start + len(name), text=name, kind=kind, source=Source.HEAD)
        things.append(Thing(index=len(things), kind=kind, mentions=[one]))
        found.append(one)
    cast = Casting(Registry.load())
    cast.things = things
    cast.by_start = {f.start: i for i, f in enumerate(found)}
    sentence = Sentence(start=0, end=len(text), lang="en", tokens=tokenise(text))
    marked = [Marked(sentence=sentence, found=tuple(found), offices={}, dates=(), money=())]
    (one_pair,) = pairs.candidates(marked, cast, {})
    told = [stated(Relation.SUPPORTS, 0, 1, end=len(text)), stated(Relation.MEMBER_OF, 1, 0, end=len(text))]
    return sight.features(one_pair, cast, {(0, 1): told[:1], (1, 0): told[1:]})
