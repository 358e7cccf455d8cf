"""Find dates and ranges of dates as a text writes them, never more precise than the text.

``data/words/dates.toml`` says how dates are written; this module expands the patterns and checks the days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from coopgraph import resources

FIRST_BARE_YEAR = 1945
"""Four digits below this, with no month, are a number: cooperation releases do not look further back."""
_LEAP_YEAR = 2000
"""A date without year exists when it exists in a leap year."""
_CONTEXT = 40
"""Code points looked at on each side of four digits to tell a year from a number or a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date or range in a text: offsets in code points, ISO 8601 dates as precise as the text.

    ``last`` is empty unless it is a range ("18 and 19 October" counts as one). Without a year, ``first``
    and ``last`` are empty and the months and days hold what is known; see ``with_year``. ``bare_year``
    marks a single year without month, which may still belong to a name ("the 2018 memorandum").
    """

    start: int
    end: int
    first: str = ""
    last: str = ""
    has_year: bool = True
    bare_year: bool = False
    month: int = 0
    day: int = 0
    last_month: int = 0
    last_day: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """How one language writes dates, compiled."""

    patterns: tuple[re.Pattern[str], ...]
    months: Mapping[str, int]
    """Casefolded name -> 1..12."""
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """One end of a date as written; 0 is unknown."""

    year: int = 0
    month: int = 0
    day: int = 0

    def exists(self) -> bool:
        try:
            date(self.year or _LEAP_YEAR, self.month or 1, self.day or 1)
        except ValueError:
            return False
        return True

    def iso(self) -> str:
        parts = [f"{self.year:04}", f"{self.month:02}", f"{self.day:02}"]
        return "-".join(parts[: 3 if self.day else 2 if self.month else 1]) if self.year else ""

    def order(self) -> tuple[int, int, int]:
        return (self.year, self.month, self.day)


def load() -> Mapping[str, Grammar]:
    """Return the grammars by language (ISO 639-1); ``any`` has what every language shares."""
    table = resources.read_toml(resources.data("words", "dates.toml"))
    return {lang: _compile(section, table["any"]) for lang, section in table.items()}


def find(text: str, lang: str, *, words: Mapping[str, Grammar]) -> tuple[DateMention, ...]:
    """Return the dates in ``text`` in order, without overlaps; relative and impossible dates are left out."""
    grammar = words.get(lang, words["any"])
    found = []
    end = 0
    for match in _matches(text, grammar):
        if match.start() < end:
            continue
        end = match.end()  # an impossible date takes its place too, so that no part of it is read as another date
        mention = _read(match, grammar.months)
        if mention and not _is_number_or_name(match, grammar):
            found.append(mention)
    return tuple(found)


def with_year(mention: DateMention, year: str) -> DateMention:
    """Return ``mention`` completed with the year of its first day.

    A range that passes the turn of the year ends in the next one. A mention that has its year, or whose day
    that year has not (29 February), is returned as it is.
    """
    if mention.has_year:
        return mention
    first = _Point(year=int(year), month=mention.month, day=mention.day)
    turns = 0 < mention.last_month < mention.month
    last = _Point(year=int(year) + turns, month=mention.last_month, day=mention.last_day)
    if not (first.exists() and last.exists()):
        return mention
    return replace(mention, first=first.iso(), last=last.iso() if mention.last_month else "", has_year=True)


_DIGIT = re.compile(r"\d")


def _matches(text: str, grammar: Grammar) -> list[re.Match[str]]:
    if not _DIGIT.search(text):
        return []
    matches = [m for pattern in grammar.patterns for m in pattern.finditer(text)]
    return sorted(matches, key=lambda m: (m.start(), -m.end()))


def _is_number_or_name(match: re.Match[str], grammar: Grammar) -> bool:
    """Tell whether digits without a month are no year: "2,000", "2030 Agenda", "2000 people"."""
    groups = {name for name, value in match.groupdict().items() if value}
    if not groups <= {"y1", "y2", "short"}:
        return False
    text, start, end = match.string, match.start(), match.end()
    if grammar.not_after.match(text, end, end + _CONTEXT):
        return True
    if groups != {"y1"}:
        return False
    before = text[max(0, start - _CONTEXT) : start]
    return int(match["y1"]) < FIRST_BARE_YEAR or grammar.not_before.search(before) is not None


def _read(match: re.Match[str], months: Mapping[str, int]) -> DateMention | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    points = _points(groups, months)
    if points is None:
        return None
    first, last = points
    if not (first.exists() and last.exists() and _in_order(first, last)):
        return None
    return DateMention(
        start=match.start(),
        end=match.end(),
        first=first.iso(),
        last=last.iso(),
        has_year=first.year > 0,
        bare_year=groups.keys() == {"y1"},
        month=first.month,
        day=first.day,
        last_month=last.month,
        last_day=last.day,
    )


def _in_order(first: _Point, last: _Point) -> bool:
    """Tell whether the range runs forward; without a year, a later month may be the earlier one."""
    if last == _Point() or (not first.year and first.month != last.month):
        return True
    return first.order() < last.order()


def _points(groups: Mapping[str, str], months: Mapping[str, int]) -> tuple[_Point, _Point] | None:
    """Return first and last (empty unless a range), each completed from the other; None when ambiguous."""
    if "sep" in groups:
        return _numeric(int(groups["a"]), int(groups["b"]), int(groups["y1"]))
    if "short" in groups:
        return _short_range(int(groups["y1"]), int(groups["short"]))
    number = {name: months.get(value.casefold()) or int(value) for name, value in groups.items()}
    first = _Point(year=number.get("y1", 0), month=number.get("m1", 0), day=number.get("d1", 0))
    last = _Point(year=number.get("y2", 0), month=number.get("m2", 0), day=number.get("d2", 0))
    return (first, last) if last == _Point() else _complete(first, last)


def _complete(first: _Point, last: _Point) -> tuple[_Point, _Point]:
    """Fill what a range says once: "3 to 7 February 2025", "30 September to 2 October 2024"."""
    if last.day and not last.month:
        last = replace(last, month=first.month)
    turns = first.month > last.month > 0
    if last.year and not first.year:
        first = replace(first, year=last.year - turns)
    elif first.year and not last.year:
        last = replace(last, year=first.year + turns)
    return first, last


def _numeric(a: int, b: int, year: int) -> tuple[_Point, _Point] | None:
    """Read 19/10/2023 and 10/19/2023; 12/10/2022 may be either, so it is neither."""
    if a <= 12 and b <= 12 and a != b:
        return None
    month, day = (a, b) if a <= 12 else (b, a)
    return _Point(year=year, month=month, day=day), _Point()


def _short_range(year: int, end: int) -> tuple[_Point, _Point] | None:
    """Read 2021-25; 2009-11 may be a month, so it is nothing."""
    if end <= 12 or end <= year % 100:
        return None
    return _Point(year=year), _Point(year=year // 100 * 100 + end)


def _compile(section: Mapping[str, Any], shared: Mapping[str, Any]) -> Grammar:
    patterns = [*section["patterns"], *(shared["patterns"] if section is not shared else [])]
    months = {form.casefold(): n for n, forms in enumerate(section["months"], 1) for form in forms}
    atoms = _atoms(section)
    parts = section.get("parts", {})
    return Grammar(
        patterns=tuple(_pattern(p, atoms, parts) for p in patterns),
        months=months,
        not_before=_guard(section, shared, "not_before", "(?:{})$"),
        not_after=_guard(section, shared, "not_after", "{}"),
    )


def _guard(section: Mapping[str, Any], shared: Mapping[str, Any], key: str, shape: str) -> re.Pattern[str]:
    alternatives = dict.fromkeys((section[key], shared[key]))
    return re.compile(shape.format("|".join(_spaced(a) for a in alternatives)), re.IGNORECASE)


def _atoms(section: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the regular expressions of day, month and year, with # for the number of the group."""
    forms = {f for names in section["months"] for name in names for f in _cases(name)}
    names = "|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f)))
    ordinal = f"(?:{section['ordinal']})?" if section["ordinal"] else ""
    return {
        "D": rf"(?P<d#>(?<!\d)\d{{1,2}}){ordinal}",
        "X": rf"\d{{1,2}}{ordinal}",
        "M": f"(?P<m#>(?-i:{names}))",
        "Y": r"(?P<y#>1[89]\d\d|20\d\d)",
    }


def _cases(name: str) -> Iterator[str]:
    """Yield the name as listed, capitalised and in capitals: "may" is no month in English, but "MAY" is."""
    yield from (name, name.capitalize(), name.upper())


def _pattern(template: str, atoms: Mapping[str, str], parts: Mapping[str, str]) -> re.Pattern[str]:
    body = _expand(template, atoms, parts, "")
    return re.compile(rf"(?<!\w)(?<!\d[-–—/:.,])(?:{body})(?!\w)(?![-/:.,]\d)", re.IGNORECASE)


def _expand(template: str, atoms: Mapping[str, str], parts: Mapping[str, str], number: str) -> str:
    def fill(match: re.Match[str]) -> str:
        name, own = match[1], match[2] or number
        return atoms[name].replace("#", own) if name in atoms else _expand(parts[name], atoms, parts, own)

    return re.sub(r"(?<!\?P)<([A-Za-z_]+)(\d?)>", fill, _spaced(template))


def _spaced(template: str) -> str:
    """Write the two kinds of space of a pattern out: no date runs over the end of a line."""
    return template.replace(" ", r"[^\S\n]+").replace("~", r"[^\S\n]*")
