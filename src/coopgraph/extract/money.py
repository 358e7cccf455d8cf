"""Find sums of money as a text writes them, with exact amounts and ISO 4217 currencies.

``data/words/money.toml`` has the symbols, codes, names, number words and multipliers of each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from coopgraph import resources

_MAX_DIGITS = 15
"""A longer row of digits is no sum of money; up to here Decimal multiplies exactly."""
_DOLLAR = "$"
_NEEDS_NO_MULTIPLIER = 1000
"""Number words below this are money only with a multiplier: "a dollar" and "un euro" are ways of speaking."""
_MOST_WORDS = 9
"""Words behind the first of a number: "three hundred and forty-five thousand six hundred and seventy-eight"."""
_LONGEST_WORD = 60
"""Characters before a sum in which a number word that belongs to it begins."""
_SPACE = r"[^\S\n]"
_NUMBER = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)*"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyMention:
    """A sum in a text: offsets in code points, the amount in plain decimal notation, the currency.

    ``currency`` is an ISO 4217 code, or empty when the words leave it open ("pesos", a bare "$").
    """

    start: int
    end: int
    amount: str
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """How one language writes sums of money, compiled."""

    patterns: tuple[re.Pattern[str], ...]
    unfinished: re.Pattern[str]
    """Matches text that ends within a number, such as "two thousand " before "500 million"."""
    numbers: Mapping[str, Decimal]
    number_word: re.Pattern[str]
    multipliers: Mapping[str, Decimal]
    currencies: Mapping[str, str]
    """Casefolded symbol, code or name -> ISO 4217, "$" or empty."""
    decimal_comma: bool


def load() -> Mapping[str, Grammar]:
    """Return the grammars by language (ISO 639-1)."""
    table = resources.read_toml(resources.data("words", "money.toml"))
    shared = ("codes", "symbols")
    return {lang: _compile(section, table) for lang, section in table.items() if lang not in shared}


def find(text: str, lang: str, *, words: Mapping[str, Grammar], dollar: str = "") -> tuple[MoneyMention, ...]:
    """Return the sums in ``text`` in order, without overlaps; a language without words is read as English.

    ``dollar`` is the ISO 4217 code of a dollar that is not told apart. Ranges ("$2-3 million") are no sum.
    """
    grammar = words.get(lang, words["en"])
    found = []
    end = 0
    matches = [m for pattern in grammar.patterns for m in pattern.finditer(text)]
    for match in sorted(matches, key=lambda m: (m.start(), -m.end())):
        if match.start() < end:
            continue
        end = match.end()
        mention = _read(match, grammar, dollar)
        if mention:
            found.append(mention)
    return tuple(found)


def _read(match: re.Match[str], grammar: Grammar, dollar: str) -> MoneyMention | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    if "range" in groups or ("before" not in groups and _is_unfinished(match, grammar)):
        return None
    multiplier = grammar.multipliers[_key(groups["times"])] if "times" in groups else None
    number = _words(groups["word"], grammar) if "word" in groups else _digits(groups["number"], grammar, multiplier)
    if number is None or ("word" in groups and multiplier is None and number < _NEEDS_NO_MULTIPLIER):
        return None
    return MoneyMention(
        start=match.start(),
        end=match.end(),
        amount=_plain(number * (multiplier or 1)),
        currency=_currency(groups, grammar.currencies, dollar),
    )


def _is_unfinished(match: re.Match[str], grammar: Grammar) -> bool:
    """Tell whether another number word of the same line stands directly before the match."""
    start = match.start()
    line = match.string.rfind("\n", 0, start) + 1
    return bool(grammar.unfinished.search(match.string, max(line, start - _LONGEST_WORD), start))


def _words(written: str, grammar: Grammar) -> Decimal | None:
    """Return the sum of number words that go down ("treinta y cinco"), or None when they do not."""
    values = [grammar.numbers[_key(w)] for w in grammar.number_word.findall(written)]
    return sum(values, Decimal(0)) if all(a > b for a, b in pairwise(values)) else None


def _currency(groups: Mapping[str, str], currencies: Mapping[str, str], dollar: str) -> str:
    """Return what the more telling of the two sides says: "$20 million Canadian dollars" is CAD."""
    sides = [currencies[_key(groups[side])] for side in ("after", "before") if side in groups]
    told = [c for c in sides if c not in {_DOLLAR, ""}]
    if told:
        return told[0]
    return dollar if _DOLLAR in sides else ""


def _digits(written: str, grammar: Grammar, multiplier: Decimal | None) -> Decimal | None:
    """Return the value of digits with separators, or None when they are grouped as no number is."""
    groups = re.split(r"[^\d]", written)
    marks = re.findall(r"[.,]", written)
    if sum(map(len, groups)) > _MAX_DIGITS:
        return None
    spaced = any(c.isspace() for c in written)
    decimal = bool(marks) and (spaced or _last_is_decimal(groups, marks, grammar, multiplier))
    whole = groups[:-1] if decimal else groups
    separators = marks[:-1] if decimal else marks
    if not _is_grouped(whole) or len(set(separators)) > 1:
        return None
    if decimal and separators and separators[0] == marks[-1]:
        return None
    return Decimal("".join(whole) + ("." + groups[-1] if decimal else ""))


def _last_is_decimal(groups: list[str], marks: list[str], grammar: Grammar, multiplier: Decimal | None) -> bool:
    """Tell whether the last separator sets off decimals.

    Both marks in use settle it, and so do other than three digits. Of a lone mark with three digits
    ("1.500"), the language's own decimal mark counts as such only before a multiplier ("1.125 million"),
    where nobody writes a final zero; money itself has two decimals.
    """
    if len(marks) > 1:
        return marks[-1] != marks[0]
    if len(groups[-1]) != 3 or len(groups[0]) > 3 or groups[0] == "0":
        return True
    own = "," if grammar.decimal_comma else "."
    return multiplier is not None and marks[-1] == own and not groups[-1].endswith("0")


def _is_grouped(groups: list[str]) -> bool:
    return len(groups) == 1 or (len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:]))


def _plain(amount: Decimal) -> str:
    """Return the amount without exponent and without zeros that say nothing."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _compile(section: Mapping[str, Any], table: Mapping[str, Any]) -> Grammar:
    signs = {form: code for code, forms in table["symbols"].items() for form in forms}
    signs |= {code: code for code in table["codes"].split()}
    names = {form: code for code, forms in section["names"].items() for form in forms}
    counted = _any([n for n, value in section["numbers"].items() if Decimal(value) > 1] + [*section["multipliers"]])
    return Grammar(
        patterns=tuple(_bounded(shape) for shape in _shapes(section, _any(signs), _any(names))),
        unfinished=re.compile(rf"(?<!\w)(?:{counted})(?:{_SPACE}+{section['and']})?[\s-]+$", re.IGNORECASE),
        numbers={_key(form): Decimal(value) for form, value in section["numbers"].items()},
        number_word=re.compile(rf"\b(?:{_any(section['numbers'])})\b", re.IGNORECASE),
        multipliers={_key(form): Decimal(value) for form, value in section["multipliers"].items()},
        currencies={_key(form): code for form, code in (names | signs).items()},
        decimal_comma=section["comma"] == "decimal",
    )


def _shapes(section: Mapping[str, Any], signs: str, names: str) -> Iterator[str]:
    """Yield the regular expressions of the ways to write a sum, and of the ranges that are none."""
    gap = f"{_SPACE}*"
    before = f"(?P<before>(?-i:{signs})){gap}"
    link = rf"(?:{gap}-?|{_SPACE}+{section['joiner']}{_SPACE}+)"
    after = rf"(?:{link}(?P<after>{names}|(?-i:{signs})(?!{gap}\d)))"
    multiplier = rf"{gap}-?(?:{_any(section['multipliers'])})(?!\w)"
    times = rf"(?:{gap}-?(?P<times>{_any(section['multipliers'])})(?!\w))"
    number = f"(?P<number>{_NUMBER})"
    more = _any(section["numbers"].keys() - section["multipliers"].keys())
    added = rf"(?:-|{_SPACE}+(?:{section['and']}{_SPACE}+)?)(?:{more})(?!\w)"
    words = rf"(?<!-)(?P<word>(?:{_any(section['numbers'])})(?!\w)(?:{added}){{0,{_MOST_WORDS}}})"
    to = rf"(?:{gap}[-–—]{gap}|{_SPACE}+(?:{section['range']}){_SPACE}+)"
    second = rf"(?:(?-i:{signs}){gap})?(?:{_NUMBER})"
    between = rf"{section['between']}{_SPACE}+{second}{_SPACE}+{section['and']}{_SPACE}+{second}"
    yield f"{before}{number}{times}?{after}?"
    yield f"{number}{times}?{after}"
    yield f"{words}{times}?{after}"
    yield f"{before}(?P<range>{_NUMBER}{to}{second}{multiplier}){after}?"
    yield f"(?P<range>{_NUMBER}{to}{second}(?:{multiplier})?){after}"
    yield f"(?P<range>{between}(?:{multiplier})?){after}?"


def _bounded(shape: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$€£])(?<!\d[.,])(?:{shape})(?!\w)(?![.,]\d)(?!{_SPACE}*%)", re.IGNORECASE)


def _any(forms: Iterable[str]) -> str:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return "|".join(rf"{_SPACE}+".join(map(re.escape, form.split(" "))) for form in longest_first)


def _key(form: str) -> str:
    return re.sub(r"\s+", " ", form).casefold()
