"""Let the model add to what the rules read, and take from it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from coopgraph.extract import masking
from coopgraph.extract.claims import OTHER_CLAUSE, Stated, is_question, money_of, place_of
from coopgraph.extract.found import Found
from coopgraph.extract.learned import pairs, sight
from coopgraph.extract.learned.linear import Linear
from coopgraph.extract.learned.pairs import Candidate, fitting
from coopgraph.extract.learned.tokens import Class
from coopgraph.extract.mentions import Finders, Marked
from coopgraph.extract.offices import role_of
from coopgraph.extract.referents import Casting
from coopgraph.extract.rules import Grammar
from coopgraph.model import NOT_ASSERTED, Attributes, Kind, Relation, Status

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

RULE = "model."
"""Begins the id of the rule of what the model sees; the relation ends it."""
FORWARD, BACKWARD = ">", "<"
"""Ends the label of a relation whose subject is named first, and of one whose object is."""
_LEAD = 60
"""Characters before a pair in which a cue may stand: "called on", "plans to"."""
_LONGEST_QUOTE = 700
"""Characters up to which whole sentences are quoted; of longer ones only the words from one mention to the other."""
_AT_ONCE = 5_000
"""Pairs that are scored together: enough to be quick, few enough for a text without end."""
_DONE = frozenset({Relation.ORGANIZES, Relation.PARTICIPATES_IN, Relation.LOCATED_IN})
_STATUS: Mapping[Relation, Status] = MappingProxyType(
    {Relation.PARTY_TO: Status.SIGNED, **dict.fromkeys(sorted(_DONE), Status.COMPLETED)}
)
"""How far what the model sees has come unless a cue says otherwise; ongoing where nothing stands here."""

Key = tuple[Relation, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Scores pairs; what scores at least ``adds`` is added, what the rules read and scores less than ``drops`` goes."""

    linear: Linear
    classes: Mapping[str, Class]
    adds: Mapping[Relation, int]
    drops: Mapping[Relation, int]

    def columns(self, a: Kind, b: Kind) -> Sequence[tuple[Relation, bool, int]]:
        """Return the relations that may hold between kinds, as ``fitting`` does, with the columns of their scores."""
        return _columns(self.linear.labels, a, b)


@lru_cache(maxsize=1024)
def _columns(labels: tuple[str, ...], a: Kind, b: Kind) -> Sequence[tuple[Relation, bool, int]]:
    named = [
        (relation, forward, relation.value + (FORWARD if forward else BACKWARD)) for relation, forward in fitting(a, b)
    ]
    return [(relation, forward, labels.index(label)) for relation, forward, label in named if label in labels]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The pair of mentions that shows a relation best, with its score."""

    score: int
    candidate: Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The document that pairs are judged in: its sentences, as the rules read them, and what they speak of."""

    text: str
    cast: Casting
    marked: Sequence[Marked]
    grammars: Mapping[str, Grammar]
    finders: Finders


def combine(
    judge: Judge, stated: Sequence[Stated], setting: Setting, best: Mapping[Key, Seen] | None = None
) -> list[Stated]:
    """Return what the rules read (``stated``) less what the model refuses, and what the model sees beside it.

    ``best`` is what ``best_pairs`` returns, where that is known already.
    """
    if best is None:
        best = best_pairs(judge, setting.marked, stated, setting.cast, judge.adds)
    kept = [one for one in stated if not _refused(one, best, judge, setting.cast)]
    known = {(one.relation, one.subject, one.object) for one in stated}
    placed = {one.subject for one in kept if one.relation is Relation.REPRESENTS}
    added: list[Stated] = []
    for key, seen in sorted(best.items(), key=lambda item: (-item[1].score, item[0][1], item[0][2], item[0][0])):
        enough = seen.score >= judge.adds.get(key[0], seen.score + 1)
        if key[0] is Relation.REPRESENTS and key[1] in placed:
            continue  # the office beside the name says whom a person speaks for, a sentence with others does not
        if enough and not is_known(key, known) and not _is_doubtful(seen.candidate, setting):
            known.add(key)
            added.append(_stated(key, seen, judge, setting))
    return [*kept, *sorted(added, key=lambda one: (one.subject, one.object, one.relation))]


def _is_doubtful(one: Candidate, setting: Setting) -> bool:
    """Tell whether a sentence of a pair is a question, or holds words of doubt that the status does not come from.

    Which mentions such words are about, the model cannot tell: "dismissed rumours of a deal", "has not signed".
    """
    for row in {one.row.marked.sentence.start: one.row, one.other.marked.sentence.start: one.other}.values():
        sentence = row.marked.sentence
        if is_question(sentence.text(setting.text)):
            return True
        grammar = setting.grammars.get(sentence.lang)
        words = masking.mask(row.marked, setting.text, {}).text
        if grammar and any(cue.status in NOT_ASSERTED and cue.pattern.search(words) for cue in grammar.cues):
            return one.row is not one.other or _status(Relation.FUNDS, one, setting)[0] not in NOT_ASSERTED
    return False


def is_known(key: Key, known: set[Key]) -> bool:
    """Tell whether ``known`` holds a relation, whichever end of cooperation is named first."""
    relation, subject, object_ = key
    return key in known or (relation is Relation.COOPERATES_WITH and (relation, object_, subject) in known)


def best_pairs(
    judge: Judge,
    marked: Sequence[Marked],
    stated: Iterable[Stated],
    cast: Casting,
    least: Mapping[Relation, int] | None = None,
) -> dict[Key, Seen]:
    """Return for every relation that some pair may show the pair that shows it best.

    Where ``least`` is given, scores below it are left out but for pairs of which the rules read something.
    """
    read: dict[tuple[int, int], list[Stated]] = {}
    for one in stated:
        read.setdefault((one.subject, one.object), []).append(one)
    best: dict[Key, Seen] = {}
    candidates = pairs.candidates(marked, cast, judge.classes)
    while some := list(islice(candidates, _AT_ONCE)):
        scores = judge.linear.together(sight.parts(one, cast, read) for one in some)
        worth = set(range(len(some))) if least is None else _reaching(scores, least, judge.linear.labels)
        for i, (candidate, row) in enumerate(zip(some, scores, strict=True)):
            if i in worth or (candidate.a, candidate.b) in read or (candidate.b, candidate.a) in read:
                _keep_best(best, candidate, row.tolist(), judge, cast)
    return best


def _reaching(scores: npt.NDArray[np.int32], least: Mapping[Relation, int], labels: Sequence[str]) -> set[int]:
    """Return which rows of scores have one that reaches what is asked for."""
    import numpy as np

    asked = [least.get(Relation(label[: -len(FORWARD)]), np.iinfo(np.int32).max) for label in labels]
    return set(np.flatnonzero((scores >= np.array(asked)).any(axis=1)).tolist())


def _keep_best(best: dict[Key, Seen], candidate: Candidate, scores: Sequence[int], judge: Judge, cast: Casting) -> None:
    for relation, forward, column in judge.columns(cast.things[candidate.a].kind, cast.things[candidate.b].kind):
        ends = (candidate.a, candidate.b) if forward else (candidate.b, candidate.a)
        key = (relation, *ends)
        if key not in best or scores[column] > best[key].score:
            best[key] = Seen(score=scores[column], candidate=candidate)


def _refused(one: Stated, best: Mapping[Key, Seen], judge: Judge, cast: Casting) -> bool:
    """Tell whether the model gives too little to what the rules read; of a guess it must say as much as to add it."""
    if one.status in NOT_ASSERTED:
        return False
    keys = [(one.relation, one.subject, one.object)]
    if one.relation is Relation.COOPERATES_WITH:
        keys.append((one.relation, one.object, one.subject))
    score = max((best[key].score for key in keys if key in best), default=None)
    if cast.things[one.subject].weak or cast.things[one.object].weak:
        return score is None or score < judge.adds.get(one.relation, score + 1)
    return score is not None and score < judge.drops.get(one.relation, score)


def _stated(key: Key, seen: Seen, judge: Judge, setting: Setting) -> Stated:
    relation, subject, object_ = key
    one = seen.candidate
    start, end = _quote(one)
    status, cue = _status(relation, one, setting)
    _mention(subject, one, setting.cast)
    _mention(object_, one, setting.cast)
    object_ = place_of(relation, object_, setting.cast)
    return Stated(
        relation=relation,
        subject=subject,
        object=object_,
        start=start,
        end=end,
        rule=f"{RULE}{relation.value}",
        status=status,
        confidence=judge.linear.probability(seen.score),
        attributes=_attributes(relation, one, setting),
        cue=cue,
    )


def _mention(index: int, one: Candidate, cast: Casting) -> None:
    """Let the thing at ``index`` be mentioned where the pair speaks of it, unless it is mentioned somewhere."""
    thing = cast.things[index]
    if not thing.mentions:
        thing.mentions.append(one.first if index == one.a else one.second)


def _quote(one: Candidate) -> tuple[int, int]:
    """Return the stretch of text to quote: the sentences of the pair, or of long ones the words from end to end."""
    first, last = one.row.marked.sentence, one.other.marked.sentence
    if last.end - first.start <= _LONGEST_QUOTE:
        return first.start, last.end
    return one.first.start, max(one.first.end, one.second.end)


def _status(relation: Relation, one: Candidate, setting: Setting) -> tuple[Status, str]:
    """Return how far the relation has come, with the cue before or between the mentions that says so."""
    sentence = one.row.marked.sentence
    grammar = setting.grammars.get(sentence.lang)
    if grammar is not None and one.row is one.other:
        words = _leading(one, setting.text)
        for cue in grammar.cues:
            found = cue.pattern.search(words)
            if found:
                return cue.status, found.group().strip()
    return _STATUS.get(relation, Status.ONGOING), ""


def _leading(one: Candidate, text: str) -> str:
    """Return the words before the first mention, as far as its clause goes, and those up to the second, in marks."""
    masked = masking.mask(one.row.marked, text, {})
    first = bisect_left(masked.starts, one.first.start)
    second = bisect_left(masked.starts, one.second.start)
    lead = OTHER_CLAUSE.split(masked.text[max(0, first - _LEAD) : first])[-1]
    return lead + masked.text[first:second]


def _attributes(relation: Relation, one: Candidate, setting: Setting) -> Attributes:
    """Return the sum of a funding where the sentence has only one, and the office of a person."""
    if relation is Relation.FUNDS:
        sums = one.row.marked.money if one.row is one.other else ()
        return money_of(sums, setting.text, setting.cast.home, setting.finders.dollars)
    if relation is Relation.REPRESENTS:
        role = _role(one.first, one.row.marked, setting) or _role(one.second, one.other.marked, setting)
        return Attributes(role=role)
    return Attributes()


def _role(person: Found, marked: Marked, setting: Setting) -> str:
    office = marked.offices.get(person.start) if person.kind is Kind.PERSON else None
    return role_of(office, marked, setting.text, setting.finders.lexicon(marked.sentence.lang)) if office else ""
