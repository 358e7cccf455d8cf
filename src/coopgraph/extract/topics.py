"""Find what programmes, agreements, events and claims are about.

A thing is about the topics that its mentions name ("Migrant Smuggling Protocol") or that its words lead to ("a workshop
in Quito on migrant smuggling"), a claim about those that its sentence names. Names of actors, persons, places and
offices name no topic.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from coopgraph.errors import KnowledgeError
from coopgraph.extract.tokens import fold
from coopgraph.model import TOPICAL_KINDS, Claim, Document, Reading, Referent, Relation, Span, TopicMention
from coopgraph.registry.topics import FILE, Topics

FIRST_REACH = 8
"""Words between a thing and the first topic that it leads to: "meeting with the foreign minister of Peru on"."""

NEXT_REACH = 4
"""Words between two topics of one list: "on health, clean energy and the fight against corruption"."""

UNTOPICAL = frozenset({Relation.MEMBER_OF, Relation.LEADS, Relation.REPRESENTS, Relation.LOCATED_IN})
"""Relations that say who somebody is or where something is; their sentences say little of the matter."""

_WORD = re.compile(r"\w+")
_WITHIN = re.compile(r"[\s,'’\-‐‑–]+")
"""What may stand between the words of a phrase."""
_BREAK = re.compile(r"[.!?;:()\n](?<![A-Z]\.)")
"""What ends the reach of a thing; not the full stop of U.S."""
_TOUCH = re.compile(r"[ \-‐‑–]?")
"""What may stand between a topic and the thing that it modifies: "health programme"."""
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_KEY = 3

Word = tuple[str, int, int]
"""A folded word with its start and end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    words: tuple[str, ...]
    topic: str
    """Id of a topic; empty for a phrase that speaks of something else."""

    @property
    def key(self) -> str:
        """The first word, or the beginning of its stem: what the phrase is looked up by."""
        return self.words[0][:_KEY] + "*" if self.words[0].endswith("*") else self.words[0]

    @property
    def order(self) -> tuple[int, tuple[str, ...]]:
        """What comes first of the phrases that fit one place: the longest."""
        return -len(self.words), self.words

    def fits(self, words: Sequence[Word], at: int, text: str) -> bool:
        """Tell whether the phrase begins with the word at ``at``."""
        if not _fits(self.words[0], words[at][0]):
            return False
        found = words[at : at + len(self.words)]
        return (
            len(found) == len(self.words)
            and all(_fits(pattern, word[0]) for pattern, word in zip(self.words, found, strict=True))
            and all(_WITHIN.fullmatch(text, a[2], b[1]) for a, b in pairwise(found))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """The phrases of all topics by their keys."""

    phrases: Mapping[str, tuple[_Phrase, ...]]
    leads: frozenset[str]
    holders: tuple[str, ...]
    joiners: frozenset[str]

    @classmethod
    def of(cls, topics: Topics) -> Finder:
        """Return the finder of ``topics``; raise KnowledgeError for a phrase that begins with too short a stem."""
        found: dict[str, list[_Phrase]] = {}
        listed = [(p.text, topic.id) for topic in topics.topics.values() for p in topic.phrases]
        for text, topic in [*listed, *((other, "") for other in topics.others)]:
            words = tuple(re.findall(r"\w+\*?", _plain(text)))
            if words[0].endswith("*") and len(words[0]) <= _KEY:
                raise KnowledgeError(f"{FILE}: phrase '{text}': a stem of under {_KEY} letters begins it")
            phrase = _Phrase(words=words, topic=topic)
            found.setdefault(phrase.key, []).append(phrase)
        return cls(
            phrases={key: tuple(phrases) for key, phrases in found.items()},
            leads=frozenset(topics.leads),
            holders=topics.holders,
            joiners=frozenset(topics.joiners),
        )

    def find(self, document: Document) -> Iterator[TopicMention]:
        """Yield the topics that the document's own text names, in order."""
        for passage in document.own_passages:
            yield from self._in(document, passage.start, passage.end)

    def leads_on(self, text: str, *, most: int) -> bool:
        """Tell whether ``text`` leads from a thing to a topic: few words, the first of them a leading one."""
        words = _WORD.findall(_plain(text))
        return len(words) <= most and not _BREAK.search(text) and (not words or words[0] in self.leads)

    def _in(self, document: Document, start: int, end: int) -> Iterator[TopicMention]:
        text = _plain(document.text[start:end])
        words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            phrase = self._phrase(words, at, text)
            size = len(phrase.words) if phrase else 1
            if phrase and phrase.topic and not self._held(words, at, at + size):
                span = Span(document=document.id, start=start + words[at][1], end=start + words[at + size - 1][2])
                yield TopicMention(topic=phrase.topic, span=span)
            at += size

    def _phrase(self, words: Sequence[Word], at: int, text: str) -> _Phrase | None:
        """Return the longest phrase that begins with the word at ``at``, or None."""
        word = words[at][0]
        known = (*self.phrases.get(word, ()), *self.phrases.get(word[:_KEY] + "*", ()))
        fitting = [p for p in known if p.fits(words, at, text)]
        return min(fitting, key=lambda p: p.order) if fitting else None

    def _held(self, words: Sequence[Word], first: int, behind: int) -> bool:
        """Tell whether an office or body stands directly before or behind: "Minister of Health"."""
        before = first - 1
        while before >= 0 and words[before][0] in self.joiners:
            before -= 1
        near = [words[i][0] for i in (before, behind) if 0 <= i < len(words)]
        return any(_fits(holder, word) for holder in self.holders for word in near)


def load() -> Finder:
    """Return the finder of the packaged topics."""
    return Finder.of(Topics.load())


@dataclass(frozen=True, slots=True)
class _Row:
    """Topics of a document in the order of its text, none of which overlaps another, and where each begins."""

    mentions: Sequence[TopicMention]
    starts: Sequence[int]

    @classmethod
    def of(cls, mentions: Iterable[TopicMention]) -> _Row:
        row = tuple(mentions)
        return cls(row, tuple(t.span.start for t in row))

    def beginning(self, start: int, end: int) -> Sequence[TopicMention]:
        """Return the topics that begin from ``start`` on and before ``end``."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def within(self, span: Span) -> list[TopicMention]:
        return [t for t in self.beginning(span.start, span.end) if t.span.end <= span.end]

    def touching(self, start: int, text: str) -> Iterator[TopicMention]:
        """Yield the topics that stand directly before ``start``."""
        for i in range(bisect_left(self.starts, start) - 1, -1, -1):
            end = self.mentions[i].span.end
            if end < start - 1:
                return
            if end <= start and _TOUCH.fullmatch(text, end, start):
                yield self.mentions[i]


@dataclass(frozen=True, slots=True)
class _Cover:
    """Stretches of text by where they begin, with how far those up to each reach at most."""

    starts: Sequence[int]
    reach: Sequence[int]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> _Cover:
        row = sorted(spans)
        return cls([s.start for s in row], list(accumulate((s.end for s in row), max)))

    def holds(self, span: Span) -> bool:
        """Tell whether one of the stretches holds all of ``span``."""
        i = bisect_right(self.starts, span.start)
        return i > 0 and self.reach[i - 1] >= span.end

    def next(self, offset: int, default: int) -> int:
        """Return where the first stretch from ``offset`` on begins."""
        i = bisect_left(self.starts, offset)
        return self.starts[i] if i < len(self.starts) else default


def mark(reading: Reading, finder: Finder) -> Reading:
    """Return ``reading`` with the topics of its programmes, agreements, events and claims."""
    mentions = [(m.span, r.kind in TOPICAL_KINDS) for r in reading.referents for m in r.mentions]
    names = _Cover.of(span for span, topical in mentions if not topical)
    things = _Cover.of(span for span, topical in mentions if topical)
    found = _Row.of(t for t in finder.find(reading.document) if not names.holds(t.span))
    if not found.mentions:
        return reading
    loose = _Row.of(t for t in found.mentions if not things.holds(t.span))
    text = reading.document.text
    return replace(
        reading,
        referents=tuple(_about(r, found, loose, things, text, finder) for r in reading.referents),
        claims=tuple(_sentence(claim, found) for claim in reading.claims),
    )


def _about(
    referent: Referent,
    found: _Row,
    loose: _Row,
    things: _Cover,
    text: str,
    finder: Finder,
) -> Referent:
    if referent.kind not in TOPICAL_KINDS:
        return referent
    topics: set[TopicMention] = set()
    for mention in referent.mentions:
        span = mention.span
        limit = things.next(span.end, len(text))
        topics.update(found.within(span))
        topics.update(loose.touching(span.start, text))
        topics.update(_led_to(span.end, loose.beginning(span.end, limit), text, finder))
    return replace(referent, topics=tuple(sorted(topics)))


def _led_to(start: int, behind: Iterable[TopicMention], text: str, finder: Finder) -> Iterator[TopicMention]:
    """Yield the topics ``behind`` a thing that ends at ``start``, up to the first that is too far off."""
    reached = start
    for topic in behind:
        gap = text[reached : topic.span.start]
        near = finder.leads_on(gap, most=FIRST_REACH) if reached == start else _is_listed(gap)
        if not near:
            return
        yield topic
        reached = topic.span.end


def _is_listed(gap: str) -> bool:
    return len(_WORD.findall(gap)) <= NEXT_REACH and not _BREAK.search(gap)


def _sentence(claim: Claim, found: _Row) -> Claim:
    if claim.relation in UNTOPICAL:
        return claim
    return replace(claim, topics=tuple(sorted(found.within(claim.evidence))))


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _plain(text: str) -> str:
    """Return ``text`` without case and accents, each character where it was."""
    return _FOREIGN.sub(lambda m: f if len(f := fold(m.group())) == 1 else m.group(), text).lower()
