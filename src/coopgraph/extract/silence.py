"""Tell why a sentence that speaks of cooperation gave no claim."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from coopgraph.extract import legend, masking
from coopgraph.extract.claims import Told
from coopgraph.extract.explanation import Near, Reason, Silence
from coopgraph.extract.found import Found, Source
from coopgraph.extract.reading import Understood
from coopgraph.extract.rules import Rule

_NEAREST = 3
"""How many rules are shown that a sentence came near to."""
_ENDS = 2
"""Things that a relation is between."""
_OPENING = '“"«'
"""Marks that open a quotation."""


def why(told: Told, understood: Understood) -> Silence | None:
    """Return why the rules found nothing in the sentence ``told``; None when no word of it speaks of cooperation."""
    triggers = tuple(_triggers(told))
    read = set(told.masked.starts)
    kept = [t for t in triggers if told.whole.starts[t[1]] in read]
    words = tuple(dict.fromkeys(t[2] for t in kept or triggers))
    if not triggers:
        return None
    if told.question:
        return Silence(reason=Reason.QUESTION, triggers=words)
    if not kept:
        return Silence(reason=_left_out(told, triggers[0][1], read), triggers=words)
    return _unfit(told, understood, {t[0] for t in kept}, words)


def _triggers(told: Told) -> Iterator[tuple[str, int, str]]:
    """Yield macro, place in the sentence in marks, and words of all that speaks of cooperation, in order."""
    found = [
        (match.start(), macro, match.group().strip())
        for macro, pattern in told.grammar.triggers.items()
        for match in pattern.finditer(told.whole.text)
    ]
    for start, macro, words in sorted(found):
        yield macro, start, words


def _left_out(told: Told, at: int, read: Collection[int]) -> Reason:
    """Return what kind of words those around the character ``at`` are, which were left out before the rules ran."""
    whole = told.whole
    size = len(list(takewhile(lambda i: whole.starts[i] not in read, range(at, -1, -1))))
    stretch = whole.text[at - size + 1 : at].lstrip()
    return Reason.QUOTATION if stretch[:1] in set(_OPENING) else Reason.ORNAMENT


def _unfit(told: Told, understood: Understood, macros: Collection[str], words: tuple[str, ...]) -> Silence:
    """Return why a statement whose words the rules did see gave nothing."""
    seen = set(legend.things(told, understood))
    unbound = tuple(f.text for f in _unbound(told, understood, pronouns=len(seen) < _ENDS))
    near = tuple(_near(rule, _missing(rule, told)) for rule in _nearest(told, macros))
    if told.fits:
        fitting = dict.fromkeys(fit.rule for fit in told.fits)
        near = tuple(_near(rule, ()) for rule in fitting)[:_NEAREST]
        return Silence(reason=Reason.UNBOUND, triggers=words, unbound=unbound, near=near)
    if unbound:
        return Silence(reason=Reason.UNBOUND, triggers=words, unbound=unbound, near=near)
    if len(seen) < _ENDS:
        return Silence(reason=Reason.TOO_FEW, triggers=words)
    return Silence(reason=Reason.NO_RULE, triggers=words, near=near)


def _unbound(told: Told, understood: Understood, *, pronouns: bool) -> Iterator[Found]:
    """Yield the mentions that the rules saw and that lead to nothing."""
    cast, read = understood.cast, set(told.masked.starts)
    for f in told.marked.found:
        plural = f.source is Source.PLURAL
        bound = f.start in (cast.groups if plural else cast.by_start)
        if not bound and f.start in read and (pronouns or not (plural and f.subkind)):
            yield f


def _nearest(told: Told, macros: Collection[str]) -> Sequence[Rule]:
    """Return the rules with one of ``macros`` whose slots the sentence could best fill."""
    sharing = [rule for rule in told.grammar.rules if not rule.macros.isdisjoint(macros)]
    return sorted(sharing, key=lambda rule: len(_missing(rule, told)))[:_NEAREST]


def _near(rule: Rule, missing: tuple[str, ...]) -> Near:
    return Near(rule=rule.id, file=rule.file, pattern=rule.written, missing=missing)


def _missing(rule: Rule, told: Told) -> tuple[str, ...]:
    """Return the slots that no mark fills, each behind that of the slot before; a further subject is never missed."""
    letters = [letter for letter, _ in masking.marks_in(told.masked.text)]
    missing, behind = [], 0
    for slot in rule.slots:
        at = next((i for i in range(behind, len(letters)) if letters[i] in slot.letters), None)
        if at is not None:
            behind = at + 1
        elif slot.end != "also":
            missing.append(f"{slot.end}:{slot.kinds}")
    return tuple(missing)
