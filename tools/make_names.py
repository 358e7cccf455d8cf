"""Write ``data/words/given_names.txt``: given names in Latin script, minus those that are words too."""

from __future__ import annotations

import calendar
import importlib
import pkgutil
import re
from collections import Counter

import faker.providers.person

from common import DATA, words, write
from coopgraph.registry import normalise
from coopgraph.registry.entries import read_entries

TARGET = DATA / "words" / "given_names.txt"
WHOLE = frozenset(
    "en_US en_GB en_IN en_NG en_PK es_AR es_CL es_CO es_ES es_MX fr_DZ fr_FR it_IT ha_NG ig_NG ja_JP "  # noqa: SIM905
    "pl_PL pt_BR pt_PT sw tw_GH vi_VN yo_NG zu_ZA".split()
)
"""Locales whose whole list is taken; a name of the others must be in ``SHARED`` of them."""
SHARED = 4
LATIN = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿāăąćčďēęěğģīıķłńňņőœřśşšťūůűźżž]+(-[A-ZÀ-Þ][a-zß-ÿ]+)?")


def main() -> None:
    """Write the file."""
    write(TARGET, render())


def render() -> str:
    """Return the names, one a line, sorted."""
    found, often = set(words("given_names.txt")), Counter[str]()
    for locale in sorted(m.name for m in pkgutil.iter_modules(faker.providers.person.__path__)):
        names = _given_names(locale)
        found |= names if locale in WHOLE else set()
        often.update(names)
    found |= {name for name, times in often.items() if times >= SHARED}
    unwanted = _unwanted()
    return "".join(f"{name}\n" for name in sorted(found) if normalise(name) not in unwanted)


def _given_names(locale: str) -> set[str]:
    """Return the given names of one locale of Faker that are in Latin script."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    lists = [v for k, v in vars(provider).items() if re.match("first_names|first_romanized", k)]
    names = {name for list_ in lists if isinstance(list_, (list, tuple, dict)) for name in list_}
    return {name for name in names if LATIN.fullmatch(name)}


def _unwanted() -> frozenset[str]:
    """Return normalised words, months, days, states and regions."""
    texts = [*words("given_names_stopwords.txt"), *calendar.month_name, *calendar.day_name]
    for file in ("states.toml", "regions.toml"):
        texts += [name.text for actor in read_entries(DATA / "actors" / file) for name in actor.names]
    return frozenset(normalise(text) for text in texts)


if __name__ == "__main__":
    main()
