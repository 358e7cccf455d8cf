"""Tell whom a person represents from the office stated beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coopgraph.extract.claims import Stated
from coopgraph.extract.found import Found, Source
from coopgraph.extract.lexicon import Lexicon
from coopgraph.extract.mentions import Finders, Marked
from coopgraph.extract.referents import Casting
from coopgraph.extract.rules import CODED
from coopgraph.extract.titles import Office
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
_HEAD = "head of state or government"
"""What the highest offices count as, of which a state has one holder in a document."""
_STATED = "represents.office"
"""Rule of an office that names its body."""
_HOME = "represents.home"
"""Rule of an office such as "President" where only the document tells which state it belongs to."""
_OF = re.compile(r"\s*(?:of|from|de|del|de la|at)\s+(?:the |la |el )?")
"""What joins an office to what it belongs to: "President Ana Ruiz of Chile"."""
_TOWARDS = re.compile(r"\b(?:to|before|ante)\s+(?:the |la |el |las |los )?\Z")
"""What stands before the body that someone is sent to and does not speak for: "Ambassador to the United Nations"."""
_ENDS = re.compile(r"\s*(?:[;.)]|$)", re.MULTILINE)
_JOINS = re.compile(r"\s*(?:of|from|de|del|de la|at|,|[-–—|/(])\s*(?:the |la |el )?")
"""What stands between an office and its body: "Ana Ruiz, Chair, National Council"; a state needs more than a comma."""


def read(marked: Sequence[Marked], text: str, cast: Casting, finders: Finders) -> Iterator[Stated]:
    """Yield whom the persons of the document represent, in order."""
    holders: dict[tuple[int, str], int] = {}
    told: set[int] = set()
    late: list[Stated] = []
    for sure in (True, False):
        for one in marked:
            words = finders.lexicon(one.sentence.lang)
            for person in one.found:
                if person.source is Source.PERSON and (sure or cast.by_start[person.start] not in told):
                    for stated in _represented(person, one, text, cast, words, holders, sure=sure):
                        told.add(stated.subject)
                        late.append(stated)
    yield from late


def _represented(
    person: Found,
    one: Marked,
    text: str,
    cast: Casting,
    words: Lexicon,
    holders: dict[tuple[int, str], int],
    *,
    sure: bool,
) -> Iterator[Stated]:
    """Yield what the office beside ``person`` states: where it names its body, or else by the document's state.

    ``holders`` collects who is named as holding which office of which state, so that no second holder is assumed.
    """
    office = one.offices.get(person.start)
    if office is None:
        return
    tokens = tokenise(text, office.start, office.end)
    if not any(t.norm in words.offices for t in tokens):
        return
    targets = (
        _named(person, office, one, text, cast, words)
        if sure
        else _assumed(person, office, one, text, cast, words, holders)
    )
    noun = _noun(office, text, words)
    for target in targets if sure else ():
        holders.setdefault((target, noun), cast.by_start[person.start])
    role = role_of(office, one, text, words)
    rule = _STATED if sure else _HOME
    beside = _beside(person, office, one, text)
    for target in targets:
        yield Stated(
            relation=Relation.REPRESENTS,
            subject=cast.by_start[person.start],
            object=target,
            start=min(office.start, person.start),
            end=max(office.end, person.end, *(f.end for f in beside if cast.by_start.get(f.start) == target)),
            rule=rule,
            status=Status.ONGOING,
            confidence=CODED[rule],
            attributes=Attributes(role=role),
        )


def _named(person: Found, office: Office, one: Marked, text: str, cast: Casting, words: Lexicon) -> list[int]:
    """Return the things that the words in or beside the office name as its own."""
    inside = [
        f
        for f in one.found
        if office.start <= f.start and f.end <= office.end and f.start in cast.by_start
        if not _TOWARDS.search(text, office.start, f.start)
    ]
    beside = [f for f in _beside(person, office, one, text) if f.start in cast.by_start]
    bodies = [f for f in (*inside, *beside) if f.kind in _BODIES]
    if bodies:
        return _indexes(bodies, cast)
    states = [f for f in (*inside, *beside) if f.kind is Kind.GOVERNMENT]
    title = normalise(text[office.start : office.end])
    portfolio = _portfolio(title, cast, states[0].actor if states else cast.home, words)
    if portfolio is not None:
        return [portfolio]
    return _indexes(states[:1], cast)


def _assumed(
    person: Found,
    office: Office,
    one: Marked,
    text: str,
    cast: Casting,
    words: Lexicon,
    holders: dict[tuple[int, str], int],
) -> list[int]:
    """Return the state that an office such as "President" most likely belongs to where the words name none."""
    title = normalise(text[office.start : office.end])
    if not _is_of_state(title, words):
        return []
    noun = _noun(office, text, words)
    only = next((cast.by_actor.get(state) for only, state in words.only_offices.items() if only in title), None)
    if only is not None:
        return [only]
    scene = _scene(person, one, words)
    ranked = [scene] if scene else sorted(cast.states, key=lambda s: (-cast.states[s], s))
    named = {target for target, _ in holders}
    for state in ranked:
        index = cast.by_actor.get(state)
        if not scene and not _is_own(state, cast) and (index in named or not cast.leads(state)):
            continue  # the states of others are named beside their offices, the document's own is not
        holder = holders.get((index, noun)) if index is not None else None
        if index is not None and holder in {None, cast.by_start[person.start]}:
            holders.setdefault((index, noun), cast.by_start[person.start])
            return [index]
    return []


def _is_own(state: str, cast: Casting) -> bool:
    """Tell whether the document speaks of bodies of ``state`` without naming it, as one does at home."""
    return any(t.kind is Kind.GOVERNMENT_BODY and t.actor and t.country == state and t.mentions for t in cast.things)


def _noun(office: Office, text: str, words: Lexicon) -> str:
    """Return the office without what narrows it: the words up to the first connector, folded."""
    norms = [t.norm for t in tokenise(text, office.start, office.end)]
    kept = " ".join([n for n in norms if n in words.offices or n in words.office_before][:2])
    return _HEAD if kept in words.heads_of_state else kept


def _scene(person: Found, one: Marked, words: Lexicon) -> str:
    """Return the state that the sentence opens with as its scene: "In Kenya, she met President ..."."""
    for f in one.found:
        if f.is_state and f.start < person.start:
            opening = [t for t in one.sentence.tokens if t.start < f.start]
            if len(opening) <= 2 and opening and opening[-1].norm in words.locative:
                return f.actor
    return ""


def _beside(person: Found, office: Office, one: Marked, text: str) -> list[Found]:
    """Return the body or state named just behind the office and the name: "President Ana Ruiz of Chile"."""
    end = max(person.end, office.end)
    f = next((f for f in one.found if f.start >= end and f.source is not Source.PERSON), None)
    if f is None or not _JOINS.fullmatch(text, end, f.start):
        return []
    if _OF.match(text, end):
        return [f]
    closing = office.start > person.start or _ENDS.match(text, f.end) is not None
    return [f] if f.kind in _BODIES and closing else []


def _indexes(found: Sequence[Found], cast: Casting) -> list[int]:
    for f in found:
        thing = cast.things[cast.by_start[f.start]]
        if not thing.mentions:
            thing.mentions.append(f)
    return list(dict.fromkeys(cast.by_start[f.start] for f in found))


def _portfolio(title: str, cast: Casting, state: str, words: Lexicon) -> int | None:
    """Return the ministry whose name has all words of the minister's portfolio: "Minister of Public Security"."""
    match = words.minister.search(title)
    if match is None:
        return None
    portfolio = set(title[match.end() :].split()) - words.connectors - words.conjunctions - words.articles
    for thing in cast.things:
        if not portfolio or thing.kind is not Kind.GOVERNMENT_BODY or not thing.mentions:
            continue
        same_state = not thing.country or not state or thing.country == state
        if same_state and any(portfolio <= set(normalise(name).split()) for name in thing.names):
            return thing.index
    return None


def _is_of_state(title: str, words: Lexicon) -> bool:
    """Tell whether the office is one of a state's highest, which need no body beside them."""
    return any(re.search(rf"\b{re.escape(normalise(office))}\b", title) for office in words.state_offices)


def role_of(office: Office, one: Marked, text: str, words: Lexicon) -> str:
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
