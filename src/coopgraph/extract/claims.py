"""Apply the rules to the sentences of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coopgraph.extract import masking
from coopgraph.extract.found import Source
from coopgraph.extract.masking import Masked
from coopgraph.extract.mentions import Marked
from coopgraph.extract.money import MoneyMention
from coopgraph.extract.referents import Casting, Thing
from coopgraph.extract.rules import Grammar, Rule
from coopgraph.model import NOT_ASSERTED, Attributes, Kind, Relation, Status

_LONGEST_QUOTE = 420
"""Characters up to which a whole sentence is quoted; from a longer one only the words that a rule matched."""
_LEAD = 45
"""Characters before a match in which a cue may stand: "called on", "plans to"."""
_REACH = 4
"""Sentences back in which the thing may stand that a rule's default means."""
OTHER_CLAUSE = re.compile(r"[;:.>]|, (?:and|but|while|y|pero) ")
"""What a cue does not reach across: the end of a clause, or another thing than the one that the match begins with."""
_NO_ATTRIBUTES = Attributes()
_LAST_MARK = re.compile(r"<[A-Z]\d+>(?!.*<[A-Z]\d+>)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A relation between two things, as one sentence states it."""

    relation: Relation
    subject: int
    object: int
    start: int
    end: int
    rule: str
    status: Status
    confidence: float
    attributes: Attributes = _NO_ATTRIBUTES
    cue: str = ""
    """The words that decided the status; empty where it is the rule's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A rule that matches a sentence, and what it states there: nothing when an end of it is bound to nothing."""

    rule: Rule
    stated: tuple[Stated, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence as the rules read it: in marks, then without what only adorns, and every rule that matches."""

    marked: Marked
    grammar: Grammar
    whole: Masked
    masked: Masked
    fits: tuple[Fit, ...]
    question: bool
    """True for a question, which states nothing."""


class Reader:
    """Reads the relations of one document; ``offices`` lead from a person to the things represented."""

    def __init__(
        self,
        text: str,
        cast: Casting,
        grammars: Mapping[str, Grammar],
        represented: Mapping[int, Sequence[int]],
        dollars: Mapping[str, str],
    ) -> None:
        self.text = text
        self.cast = cast
        self.grammars = grammars
        self.represented = represented
        self.dollars = dollars
        self.recent: list[tuple[int, int, str]] = []

    def read(self, marked: Sequence[Marked]) -> Iterator[Told]:
        """Yield the sentences ``marked``, in order, with what they state."""
        for number, one in enumerate(marked):
            grammar = self.grammars.get(one.sentence.lang) or next(iter(self.grammars.values()))
            whole = masking.mask(one, self.text, self._groups(one))
            masked = masking.reduce(whole, grammar.reductions)
            question = is_question(one.sentence.text(self.text))
            fits = () if question else tuple(self._fits(masked, one, number, grammar))
            yield Told(marked=one, grammar=grammar, whole=whole, masked=masked, fits=fits, question=question)
            self._remember(one, number)

    def _fits(self, masked: Masked, one: Marked, number: int, grammar: Grammar) -> Iterator[Fit]:
        for rule in grammar.rules_for([letter for letter, _ in masking.marks_in(masked.text)]):
            for match in rule.pattern.finditer(masked.text):
                yield Fit(rule=rule, stated=tuple(self._stated(rule, match, masked, one, number, grammar)))

    def _groups(self, one: Marked) -> dict[int, tuple[str, ...]]:
        """Return the marks of the things that the plurals of ``one`` speak of."""
        return {
            f.start: tuple(
                f"<{masking.LETTERS[self.cast.things[i].kind]}{i + masking.PLURAL}>" for i in self.cast.groups[f.start]
            )
            for f in one.found
            if f.start in self.cast.groups
        }

    def _remember(self, one: Marked, number: int) -> None:
        for f in one.found:
            if f.start in self.cast.by_start:
                self.recent.append((number, self.cast.by_start[f.start], masking.letter(f)))

    def _stated(
        self, rule: Rule, match: re.Match[str], masked: Masked, one: Marked, number: int, grammar: Grammar
    ) -> Iterator[Stated]:
        groups = match.groupdict()
        subjects = self._things(groups.get("subject"), one) + self._things(groups.get("also"), one)
        objects = self._things(groups.get("object"), one)
        if rule.default:
            found = self._default(rule, match, masked, one, number)
            if rule.default.end == "subject":
                subjects = subjects or found
            else:
                objects = objects or found
        pairs = [(s, o) for s in self._acting(rule, subjects) for o in objects]
        if groups.get("pair"):
            members = self._things(groups["pair"], one)
            pairs = [(a, b) for i, a in enumerate(members) for b in members[i + 1 :]]
        status, cue = status_of(rule, match, masked, grammar)
        start, end = self._quote(match, masked, one)
        for subject, object_ in pairs:
            if subject != object_:
                yield Stated(
                    relation=rule.relation,
                    subject=subject,
                    object=place_of(rule.relation, object_, self.cast),
                    start=start,
                    end=end,
                    rule=rule.id,
                    status=status,
                    confidence=rule.confidence,
                    attributes=self._attributes(rule, match, one),
                    cue=cue,
                )

    def _things(self, group: str | None, one: Marked) -> list[int]:
        """Return the indexes of the things whose marks stand in ``group``, in order."""
        found = []
        for _, position in masking.marks_in(group or ""):
            if position >= masking.PLURAL:
                found.append(position - masking.PLURAL)
            elif one.found[position].start in self.cast.by_start:
                found.append(self._thing(one, position))
        return list(dict.fromkeys(found))

    def _thing(self, one: Marked, position: int) -> int:
        found = one.found[position]
        index = self.cast.by_start[found.start]
        thing = self.cast.things[index]
        if found.source is not Source.VERB and not thing.mentions:
            thing.mentions.append(found)  # a state named only where a rule needs it as an actor
        return index

    def _acting(self, rule: Rule, subjects: Sequence[int]) -> list[int]:
        """Return the subjects; a person who signs, pays or hosts does so for whom he or she represents."""
        if rule.relation not in {
            Relation.PARTY_TO,
            Relation.FUNDS,
            Relation.ORGANIZES,
            Relation.IMPLEMENTS,
            Relation.SUPPORTS,
        }:
            return list(subjects)
        acting: list[int] = []
        for s in subjects:
            person = self.cast.things[s].kind is Kind.PERSON
            acting += self.represented.get(s, ()) if person else [s]
        return list(dict.fromkeys(acting))

    def _default(self, rule: Rule, match: re.Match[str], masked: Masked, one: Marked, number: int) -> list[int]:
        """Return the last thing of the rule's default kinds before the match, in this sentence or just before it."""
        assert rule.default is not None
        before = [
            self._things(f"<{letter}{position}>", one)
            for letter, position in masking.marks_in(masked.text[: match.start()])
            if letter in rule.default.kinds
        ]
        if before and before[-1]:
            return before[-1]
        for told, index, letter in reversed(self.recent):
            if number - told > _REACH:
                break
            if letter in rule.default.kinds:
                return [index]
        return []

    def _quote(self, match: re.Match[str], masked: Masked, one: Marked) -> tuple[int, int]:
        """Return the stretch of text to quote: the sentence, or from a long one what the rule matched."""
        if one.sentence.end - one.sentence.start <= _LONGEST_QUOTE:
            return one.sentence.start, one.sentence.end
        return masked.span(match.start(), match.end())

    def _attributes(self, rule: Rule, match: re.Match[str], one: Marked) -> Attributes:
        """Return the sum of money that stands in the match of a rule of funding."""
        if rule.relation is not Relation.FUNDS:
            return Attributes()
        sums = [one.money[i] for letter, i in masking.marks_in(match.group()) if letter == masking.MONEY]
        return money_of(sums, self.text, self.cast.home, self.dollars)


def place_of(relation: Relation, index: int, cast: Casting) -> int:
    """Return the thing an object is: the place of a state where something lies or takes place."""
    thing: Thing = cast.things[index]
    if relation is Relation.LOCATED_IN and thing.kind is Kind.GOVERNMENT:
        place = cast.place_of(thing)
        if place is not None:
            if not place.mentions and thing.mentions:
                place.mentions.append(thing.mentions[0])
                place.names.setdefault(thing.mentions[0].text, "")
            return place.index
    return index


def is_question(sentence: str) -> bool:
    """Tell whether a sentence is a question, which states nothing."""
    return sentence.rstrip("”\"»’' ").endswith("?")


def money_of(sums: Sequence[MoneyMention], text: str, home: str, dollars: Mapping[str, str]) -> Attributes:
    """Return the sum where there is only one; a bare "$" is the dollar of the document's state ``home``."""
    if len(sums) != 1:
        return Attributes()
    return Attributes(amount=sums[0].amount, currency=sums[0].currency or _dollar(sums[0], text, home, dollars))


def _dollar(money: MoneyMention, text: str, home: str, dollars: Mapping[str, str]) -> str:
    """Return the dollar that a bare "$" means in a document about ``home``; empty for another sign."""
    written = text[money.start : money.end].casefold()
    if "$" not in written and "dollar" not in written and "dólar" not in written:
        return ""
    return dollars.get(home, dollars["other"])


def status_of(rule: Rule, match: re.Match[str], masked: Masked, grammar: Grammar) -> tuple[Status, str]:
    """Return how far the fact has come, with the cue before or inside the match that says so.

    Without a cue it is the rule's own status.
    """
    lead = masked.text[max(0, match.start() - _LEAD) : match.start()]
    lead = OTHER_CLAUSE.split(lead)[-1]
    inside = match.group()
    last = _LAST_MARK.search(inside)
    words = lead + (inside[: last.start()] if last else inside)
    if rule.status in NOT_ASSERTED:
        return rule.status, ""
    tail = grammar.tail.match(masked.text, match.end())
    if tail:
        return Status.HYPOTHETICAL, tail.group().strip()
    for cue in grammar.cues:
        found = cue.pattern.search(words)
        if found:
            return cue.status, found.group().strip()
    return rule.status, ""
