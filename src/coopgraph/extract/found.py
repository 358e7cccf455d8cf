"""What the finders of mentions yield, and how overlaps between them are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import IntEnum

from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.tokens import Token
from coopgraph.model import Kind


class Source(IntEnum):
    """Who found a mention; of two mentions of equal length the one of the higher source stays."""

    VERB = 1
    NOUN = 2
    PLURAL = 3
    PERSON = 4
    HEAD = 5
    REGISTRY = 6
    DEFINITION = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A stretch of text that speaks of something, with what the words themselves say about it."""

    start: int
    end: int
    text: str
    kind: Kind
    source: Source
    actor: str = ""
    country: str = ""
    """Id of the state that the words name as its own: "Panama's Ministry", "Panamanian Ministry"."""
    owner: str = ""
    """Id of the registry actor that the name begins or ends with: "UNDP Accelerator Lab"."""
    parties: tuple[str, ...] = ()
    """Ids of the registry actors that open a name of what they share: "U.S.-EU Trade and Technology Council"."""
    nested: tuple[Found, ...] = ()
    """Organisations named inside the name, to which what it names belongs: PNUD in "Laboratorio del PNUD"."""
    subkind: str = ""
    name: str = ""
    """The name itself where the mention holds more: TRACK4TIP in "the TRACK4TIP initiative"."""
    aliases: tuple[str, ...] = ()
    unnamed: bool = False
    definite: bool = False
    demonym: bool = False
    weak: bool = False
    """True where only a guess sees it, which needs a relation to stand by it."""
    likely: float | None = field(default=None, compare=False)
    """How likely the tagger finds that the words name something; None where it was not asked."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The names that the mention gives to what it speaks of."""
        names = (self.text, self.name) if self.name else (self.text,)
        return (*names, *self.aliases)

    @property
    def is_state(self) -> bool:
        """True for a state named without "Government of": the sentence decides what it stands for."""
        return self.kind is Kind.GOVERNMENT and bool(self.actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a document's own text."""

    start: int
    end: int
    lang: str
    tokens: tuple[Token, ...]
    heading: bool = False

    def text(self, document_text: str) -> str:
        """Return the words of the sentence."""
        return document_text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A sentence with the mentions that the rules see in it, and the words of its language."""

    sentence: Sentence
    found: tuple[Found, ...]
    words: Lexicon


def settle(found: Iterable[Found]) -> tuple[Found, ...]:
    """Return the mentions without overlaps: the longer one stays, then the better source, then the earlier."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, -f.source, f.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda f: f.start))


def moved(found: Found, start: int, end: int, text: str) -> Found:
    """Return ``found`` with other borders; ``text`` is the whole document's text."""
    return replace(found, start=start, end=end, text=text[start:end])
