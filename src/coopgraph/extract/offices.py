"""Tell whom a person represents from the office stated beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from coopgraph.extract.claims import Stated
from coopgraph.extract.found import Found, Sentence, Source
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.mentions import Finders, Marked
from coopgraph.extract.titles import Office
from coopgraph.extract.referents import Casting
from coopgraph.extract.tokens import Token, tokenise
from coopgraph.model import Attributes, Kind, Relation, Status
from coopgraph.registry import normalise

_BODIES = frozenset(
    {
        Kind.INTERNATIONAL_ORGANIZATION,
        Kind.GOVERNMENT_BODY,
        Kind.CIVIL_SOCIETY,
        Kind.COMPANY,
        Kind.ACADEMIC,
        Kind.FORUM,
    }
)
_STATED = 0.9
"""Confidence where the office names the body."""
_HOME = 0.6
"""Confidence where only the document tells which state an office such as "President" belongs to."""
_BESIDE = re.compile(r"\s*(?:,|\(|of|from|de|del|de la|por|at)\s*(?:the |la |el )?$")


def read(marked: Sequence[Marked], text: str, cast: Casting, finders: Finders) -> Iterator[Stated]:
    """Yield whom the persons of the document represent, in order."""
    for one in marked:
        words = finders.lexicon(one.sentence.lang)
        for person in one.found:
            if person.source is Source.PERSON:
                yield from _represented(person, one, text, cast, words)


def _represented(person: Found, one: Marked, text: str, cast: Casting, words: Lexicon) -> Iterator[Stated]:
    office = one.offices.get(person.start)
    if office is None:
        return
    tokens = tokenise(text, office.start, office.end)
    if not any(t.norm in words.offices for t in tokens):
        return
    targets, confidence = _targets(person, office, one, text, cast, words)
    role = _role(office, one, text, words)
    for target in targets:
        yield Stated(
            relation=Relation.REPRESENTS,
            subject=cast.by_start[person.start],
            object=target,
            start=min(office.start, person.start),
            end=max(office.end, person.end),
            rule="represents.office" if confidence == _STATED else "represents.home",
            status=Status.ONGOING,
            confidence=confidence,
            attributes=Attributes(role=role),
        )


def _targets(
    person: Found, office: Office, one: Marked, text: str, cast: Casting, words: Lexicon
) -> tuple[list[int], float]:
    """Return the things that the office belongs to, and how sure that is."""
    inside = [f for f in one.found if office.start <= f.start and f.end <= office.end and f.start in cast.by_start]
    beside = _beside(person, office, one, text)
    bodies = [f for f in (*inside, *beside) if f.kind in _BODIES and not f.unnamed]
    if bodies:
        return _indexes(bodies, cast), _STATED
    states = [f for f in (*inside, *beside) if f.kind is Kind.GOVERNMENT]
    title = normalise(text[office.start : office.end])
    portfolio = _portfolio(title, cast, states[0].actor if states else cast.home)
    if portfolio is not None:
        return [portfolio], _STATED
    if states:
        return _indexes(states[:1], cast), _STATED
    if cast.home in cast.by_actor and _is_of_state(title, words):
        return [_with_mention(cast.by_actor[cast.home], cast)], _HOME
    return [], 0.0


def _beside(person: Found, office: Office, one: Marked, text: str) -> list[Found]:
    """Return the body or state named just behind the office and the name: "President Ana Ruiz of Chile"."""
    end = max(person.end, office.end)
    for f in one.found:
        if f.start >= end and f.source is not Source.PERSON:
            between = text[end : f.start]
            return [f] if len(between) < 9 and re.fullmatch(r"\s*(?:of|from|de|del|de la|at)\s+(?:the |la |el )?", between) else []
    return []


def _indexes(found: Sequence[Found], cast: Casting) -> list[int]:
    for f in found:
        thing = cast.things[cast.by_start[f.start]]
        if not thing.mentions:
            thing.mentions.append(f)
    return list(dict.fromkeys(cast.by_start[f.start] for f in found))


def _with_mention(index: int, cast: Casting) -> int:
    return index


def _portfolio(title: str, cast: Casting, state: str) -> int | None:
    """Return the ministry whose name has all words of the minister's portfolio: "Minister of Public Security"."""
    match = re.search(r"\b(?:minister|secretary|viceminister|ministr[oa]|secretari[oa]|viceministr[oa]) (?:of|for|de|del) (?P<words>.+)", title)
    if match is None:
        return None
    portfolio = set(match.group("words").split()) - {"the", "of", "and", "for", "de", "la", "y", "del", "el"}
    for thing in cast.things:
        if thing.kind is Kind.GOVERNMENT_BODY and thing.mentions and (not thing.country or thing.country == state or not state):
            if any(portfolio <= set(normalise(name).split()) for name in thing.names) and portfolio:
                return thing.index
    return None


def _is_of_state(title: str, words: Lexicon) -> bool:
    """Tell whether the office is one of a state's highest, which need no body beside them."""
    return any(re.search(rf"\b{re.escape(normalise(office))}\b", title) for office in words.state_offices)


def _role(office: Office, one: Marked, text: str, words: Lexicon) -> str:
    """Return the office as written, less the body it belongs to at either end."""
    start, end = office.start, office.end
    for f in one.found:
        if f.start == start and f.end < end and f.kind is not Kind.PERSON and not f.unnamed:
            start = f.end
    owners = [f for f in one.found if start < f.start and f.end <= end and f.kind is not Kind.PERSON and not f.unnamed]
    while owners and not any(t.norm in words.offices for t in tokenise(text, owners[-1].end, end)):
        end = owners.pop().start
    tokens = list(tokenise(text, start, end))
    while tokens and _is_edge(tokens[0], words, first=True):
        tokens.pop(0)
    while tokens and _is_edge(tokens[-1], words, first=False):
        tokens.pop()
    return text[tokens[0].start : tokens[-1].end] if tokens else ""


def _is_edge(token: Token, words: Lexicon, *, first: bool) -> bool:
    """Tell whether ``token`` is a joint that a role neither begins nor ends with."""
    joint = not token.is_word or token.norm in words.articles | {"the"}
    return joint or (not first and token.norm in words.connectors | words.conjunctions | {"at", "from", "with"})
