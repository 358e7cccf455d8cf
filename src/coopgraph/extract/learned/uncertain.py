"""Find the sentences of a document that the model is unsure of, where an annotation would teach it most."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from coopgraph.extract import mentions
from coopgraph.extract.claims import Stated
from coopgraph.extract.doubt import Doubt, MentionDoubt, RelationDoubt, Unsure
from coopgraph.extract.found import Found, Sentence
from coopgraph.extract.learned import tokens as seeing
from coopgraph.extract.learned.field import Opinion
from coopgraph.extract.learned.model import Model
from coopgraph.extract.learned.relations import Judge, Key, Seen, Setting
from coopgraph.extract.mentions import Marked
from coopgraph.extract.things import Thing
from coopgraph.extract.tokens import Token
from coopgraph.model import NOT_ASSERTED, Document, Kind, Relation, Span

LEAST = 0.5
"""Weight from which a doubt about a relation is told: most pairs of a text are a little doubtful."""
SETTLED = 0.7
"""How likely one reading of a word must be for the word to be sure."""
COUNTED = 3
"""How many doubts of a sentence count: a list of names is not worth more than a plain sentence."""
MENTION_WEIGHT = 0.5
"""How much a doubt about a mention counts beside one about a relation, which teaches both models."""
ACROSS = 0.7
"""How much a doubt about things of two sentences counts: whoever corrects one has to look for the other."""
_DIGITS = 2
"""Weights are rounded before they are compared, so that every machine finds the same order."""


def find(
    document: Document, model: Model, setting: Setting, stated: Sequence[Stated], best: Mapping[Key, Seen]
) -> tuple[Unsure, ...]:
    """Return the sentences of ``document`` that the model is unsure of, the highest score first.

    ``stated`` is what the rules read, ``best`` what ``best_pairs`` returns.
    """
    doubts: dict[int, list[Doubt]] = {}
    for start, about_relation in _of_relations(model.judge, setting, stated, best):
        doubts.setdefault(start, []).append(about_relation)
    for start, about_mention in _of_mentions(document, model, setting):
        doubts.setdefault(start, []).append(about_mention)
    sentences = [one.sentence for one in setting.marked if one.sentence.start in doubts]
    unsure = (_unsure(one, document, doubts[one.start]) for one in sentences)
    return tuple(sorted(unsure, key=lambda one: (-one.score, one.span)))


def _unsure(sentence: Sentence, document: Document, doubts: Iterable[Doubt]) -> Unsure:
    ordered = tuple(sorted(doubts, key=_order))
    return Unsure(
        span=Span(document=document.id, start=sentence.start, end=sentence.end),
        text=sentence.text(document.text),
        score=round(sum(_counts(doubt) for doubt in ordered[:COUNTED]), _DIGITS),
        doubts=ordered,
    )


def _order(doubt: Doubt) -> tuple[float, str, str]:
    if isinstance(doubt, MentionDoubt):
        return -_counts(doubt), "", doubt.words
    return -_counts(doubt), doubt.relation, f"{doubt.subject} {doubt.object}"


def _counts(doubt: Doubt) -> float:
    return doubt.weight * (MENTION_WEIGHT if isinstance(doubt, MentionDoubt) else 1)


def nearness(judge: Judge, relation: Relation, score: int) -> float:
    """Return how near a score is to what the judge asks for to add the relation: 1 at the threshold, 0 far from it.

    It is p(1 - p), four times, of the odds that are even at the threshold.
    """
    distance = (score - judge.adds[relation]) * judge.linear.scale
    return round(1 / math.cosh(distance / 2) ** 2, _DIGITS)


def _of_relations(
    judge: Judge, setting: Setting, stated: Sequence[Stated], best: Mapping[Key, Seen]
) -> Iterator[tuple[int, RelationDoubt]]:
    """Yield the doubts about relations with the starts of their sentences, one for each two things of a sentence."""
    rules = {key: one.rule for one in reversed(stated) for key in _keys(one)}
    patterns = frozenset(rule.id for grammar in setting.grammars.values() for rule in grammar.rules)
    weightiest: dict[tuple[int, frozenset[int]], RelationDoubt] = {}
    for key in sorted(best, key=lambda k: (k[1], k[2], k[0])):
        rule = rules.get(key, "")
        if rule and rule not in patterns:
            continue  # a name itself says it: "Ministry of Health of Kenya" is not worth a question
        doubt = _of_relation(key, best[key], judge, setting, rule)
        # A pair of two sentences belongs to the later: there both have been spoken of.
        place = best[key].candidate.other.marked.sentence.start, frozenset(key[1:])
        if doubt and (place not in weightiest or doubt.weight > weightiest[place].weight):
            weightiest[place] = doubt
    for (start, _), doubt in weightiest.items():
        yield start, doubt


def _keys(one: Stated) -> list[Key]:
    """Return what a rule states, in both directions where it has none; nothing of what is only hoped for or denied."""
    if one.status in NOT_ASSERTED:
        return []
    key = (one.relation, one.subject, one.object)
    return [key, (one.relation, one.object, one.subject)] if one.relation is Relation.COOPERATES_WITH else [key]


def _of_relation(key: Key, seen: Seen, judge: Judge, setting: Setting, rule: str) -> RelationDoubt | None:
    relation, subject, object_ = key
    if relation not in judge.adds:
        return None
    one = seen.candidate
    probability = judge.linear.probability(seen.score)
    weight = _dissent(judge, relation, probability) if rule else nearness(judge, relation, seen.score)
    weight = round(weight * ACROSS, _DIGITS) if one.row is not one.other else weight
    if weight < LEAST:
        return None
    names = {one.a: _name(setting.cast.things[one.a], one.first), one.b: _name(setting.cast.things[one.b], one.second)}
    return RelationDoubt(
        relation=relation,
        subject=names[subject],
        object=names[object_],
        probability=probability,
        weight=weight,
        rule=rule,
    )


def _dissent(judge: Judge, relation: Relation, probability: float) -> float:
    """Return how far the judge is from what a rule states: 1 where it finds it impossible, 0 where it would add it."""
    asked = judge.linear.probability(judge.adds[relation])
    return round(max(0.0, 1 - probability / asked), _DIGITS) if asked else 0.0


def _name(thing: Thing, found: Found) -> str:
    """Return the fullest name of a thing, as the sentence has it where it has none."""
    name = max(thing.names, key=len, default=found.text)
    return " ".join(name.split())


def _of_mentions(document: Document, model: Model, setting: Setting) -> Iterator[tuple[int, MentionDoubt]]:
    """Yield the doubts about what words name, with the starts of their sentences."""
    shown = mentions.by_rules(document, setting.finders)
    told = model.tagger.read(shown, shown)
    for (sentence, found), opinion, one in zip(
        ((s.sentence, s.found) for s in shown), told, setting.marked, strict=True
    ):
        guesses = [_guess(opinion, i) for i in range(len(sentence.tokens))]
        is_open = [_is_open(t, g, found) for t, g in zip(sentence.tokens, guesses, strict=True)]
        for first, last in _runs(is_open):
            yield sentence.start, _of_mention(one, document.text, guesses, first, last)


class _Guess(NamedTuple):
    """What the tagger makes of a word."""

    sure: float
    """How likely the likeliest is: one kind of thing, or nothing."""
    probability: float
    """How likely the likeliest kind of thing is."""
    tag: str


def _guess(opinion: Opinion, i: int) -> _Guess:
    outside = opinion.marginal(seeing.OUTSIDE, i)
    if outside >= SETTLED:
        return _Guess(outside, 0.0, "")
    marginal = opinion.marginal
    likely, tag = max((marginal(f"B-{name}", i) + marginal(f"I-{name}", i), name) for name in opinion.begins)
    return _Guess(max(outside, likely), likely, tag)


def _is_open(token: Token, guess: _Guess, found: Sequence[Found]) -> bool:
    """Tell whether the tagger is unsure of a word; what the registry knows keeps its kind whatever it says."""
    known = any(f.start <= token.start < f.end and (f.actor or f.is_state) for f in found)
    return token.is_word and not known and guess.sure < SETTLED


def _runs(is_open: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield first and last (exclusive) of the stretches that are open."""
    for opened, group in groupby(range(len(is_open)), is_open.__getitem__):
        if opened:
            stretch = list(group)
            yield stretch[0], stretch[-1] + 1


def _of_mention(one: Marked, text: str, guesses: Sequence[_Guess], first: int, last: int) -> MentionDoubt:
    """Return the doubt about words ``first`` to ``last``: about the whole mention where they are part of one."""
    tokens = one.sentence.tokens
    start, end = tokens[first].start, tokens[last - 1].end
    whole = next((f for f in one.found if f.start < end and start < f.end), None)
    least = min(guesses[first:last], key=lambda guess: round(guess.sure, _DIGITS))
    words = whole.text if whole else text[start:end]
    return MentionDoubt(
        words=" ".join(words.split()),
        kind=_kind(least.tag),
        probability=round(least.probability, _DIGITS),
        weight=round(min(1.0, 2 * (1 - least.sure)), _DIGITS),
    )


def _kind(name: str) -> Kind:
    """Return the kind that a tag names; a country stands for its government."""
    return Kind.GOVERNMENT if name == seeing.STATE else Kind(name.removesuffix(seeing.UNNAMED))
