"""Say what the marks of a sentence stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from coopgraph.extract import masking
from coopgraph.extract.claims import Told
from coopgraph.extract.explanation import Mark
from coopgraph.extract.reading import Understood
from coopgraph.model import Kind

_OTHERS = {
    masking.DEMONYM: "nationality",
    masking.MET: "meeting",
    masking.VISITED: "visit",
    masking.DATE: "date",
    masking.MONEY: "sum",
}
"""What the letters stand for that are not those of a kind."""
_MARK = re.compile(r"<[A-Z]\d+>")


def read(told: Told, understood: Understood) -> tuple[str, tuple[Mark, ...]]:
    """Return the sentence in marks, those of plurals with short numbers, and what each mark stands for."""
    shown = _shown(told)
    marks = tuple(_mark(mark, *of, told, understood) for of, mark in shown.items())
    by_mark = {f"<{letter}{position}>": mark for (letter, position), mark in shown.items()}
    return _MARK.sub(lambda m: by_mark[m.group()], told.masked.text).strip(), marks


def things(told: Told, understood: Understood) -> Iterator[int]:
    """Yield the indexes of what the marks of a sentence speak of; dates, sums and what is bound to nothing aside."""
    for letter, position in masking.marks_in(told.masked.text):
        if letter not in {masking.DATE, masking.MONEY}:
            index = _index(position, told, understood)
            if index is not None:
                yield index


def name_of(index: int, understood: Understood) -> str:
    """Return the fullest name of a thing, or the words that describe it."""
    thing = understood.cast.things[index]
    return max(thing.names, key=len, default="") or next((f.text for f in thing.mentions), "")


def _index(position: int, told: Told, understood: Understood) -> int | None:
    if position >= masking.PLURAL:
        return position - masking.PLURAL
    return understood.cast.by_start.get(told.marked.found[position].start)


def _shown(told: Told) -> dict[tuple[str, int], str]:
    """Return the marks to show, by letter and position; those of plurals numbered on from the sentence's mentions."""
    shown: dict[tuple[str, int], str] = {}
    following = count(len(told.marked.found))
    for letter, position in masking.marks_in(told.masked.text):
        if (letter, position) not in shown:
            number = next(following) if position >= masking.PLURAL else position
            shown[letter, position] = f"<{letter}{number}>"
    return shown


def _mark(mark: str, letter: str, position: int, told: Told, understood: Understood) -> Mark:
    text = understood.reading.document.text
    if letter in {masking.DATE, masking.MONEY}:
        one = told.marked.dates[position] if letter == masking.DATE else told.marked.money[position]
        return Mark(mark=mark, words=text[one.start : one.end], kind=_OTHERS[letter], name="")
    index = _index(position, told, understood)
    return Mark(
        mark=mark,
        words=_words(position, told, understood),
        kind=_OTHERS.get(letter, "") or _kind(letter),
        name="" if index is None else name_of(index, understood),
    )


def _words(position: int, told: Told, understood: Understood) -> str:
    """Return the words that a mark stands for: those of a mention, or of the plural that speaks of the thing."""
    found = told.marked.found
    if position < masking.PLURAL:
        return found[position].text
    index, groups = position - masking.PLURAL, understood.cast.groups
    return next(f.text for f in found if index in groups.get(f.start, ()))


def _kind(letter: str) -> str:
    if letter == masking.UNNAMED:
        letter = masking.LETTERS[Kind.PROGRAMME]
    return next(kind.value for kind, of in masking.LETTERS.items() if of == letter)
