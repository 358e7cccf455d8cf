"""Read the day of publication from a dateline ("Panama, October 19, 2023. ...")."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice

from coopgraph import resources
from coopgraph.ingest.boilerplate import alternatives, unaccented

_LINES = 4
"""How many lines from the top may hold the dateline."""
_YEARS = range(1900, 2101)


def find(lines: Iterable[str]) -> str:
    """Return the full date of the first dateline among the top lines, ISO 8601, or nothing.

    A date inside running text ("On 12 December 2022 the ministry ...") is not one.
    """
    patterns, months = _grammar()
    for line in islice(lines, _LINES):
        text = unaccented(line)
        for pattern in patterns:
            match = pattern.match(text)
            day = _day(match, months) if match else ""
            if day:
                return day
    return ""


def _day(match: re.Match[str], months: Mapping[str, int]) -> str:
    found = match.groupdict()
    year = int(found["y1"] or found["y2"] or found["y3"])
    month = int(found["m3"]) if found["m3"] else months[(found["m1"] or found["m2"]).casefold()]
    day = int(found["d1"] or found["d2"] or found["d3"])
    if year not in _YEARS:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


@functools.cache
def _grammar() -> tuple[tuple[re.Pattern[str], ...], dict[str, int]]:
    table = resources.read_toml(resources.data("words", "boilerplate.toml"))["dateline"]
    months = _months(table)
    day = _date_pattern(alternatives(months), _any(table["weekdays"]))
    place = _place_pattern(_any(table["not_places"]))
    label = rf"(?i:(?:{_any(table['labels'])})\b\s*:?\s*)?"
    placed = rf"{_LEAD}{place}{day}(?=\s*(?:[.,:;|)–—-]|$))"
    alone = rf"{_LEAD}{label}{day}\s*(?:[.:|)–—-]|$|,\s*{place.removesuffix(_SEPARATOR)}\s*(?:[.:–—-]|$))"
    return (re.compile(placed), re.compile(alone)), months


_LEAD = r"[(\[*_\s]*"  # no dash: a dash opens an item of a list
_SEPARATOR = r"\s*(?:[,–—|(]|-)\s*\(?"


def _place_pattern(not_places: str) -> str:
    word = r"[A-Z][\w.'’]*"
    joint = r"(?:\s*[,/-]\s*|\s+)(?:(?:de|del|la|el|los|las|of|the|y|and)\s+){0,2}"
    return rf"(?!(?i:{not_places})\b){word}(?:{joint}{word}){{0,5}}{_SEPARATOR}"


def _date_pattern(months: str, weekdays: str) -> str:
    nth = r"(?:st|nd|rd|th|o)?"
    return (
        rf"(?i:(?:(?:{weekdays}),?\s+)?(?:el\s+)?(?:"
        rf"(?P<d1>\d{{1,2}}){nth}\s+(?:de\s+)?(?P<m1>{months})\.?,?\s+(?:del?\s+)?(?P<y1>\d{{4}})"
        rf"|(?P<m2>{months})\.?\s+(?P<d2>\d{{1,2}}){nth},?\s+(?P<y2>\d{{4}})"
        rf"|(?P<y3>\d{{4}})-(?P<m3>\d{{2}})-(?P<d3>\d{{2}})"
        rf"))(?!\d)"
    )


def _months(table: Mapping[str, Mapping[str, list[str]]]) -> dict[str, int]:
    """Return month names, full and short, with their numbers from 1."""
    lists = [*table["months"].values(), *table["short_months"].values()]
    return {name: number for names in lists for number, name in enumerate(names, start=1) if name}


def _any(table: Mapping[str, list[str]]) -> str:
    return alternatives({form for forms in table.values() for form in forms})
