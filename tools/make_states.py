"""Write ``data/actors/states.toml``: every ISO 3166-1 state and territory, and Kosovo.

Names and codes come from pycountry (Spanish ones from Debian iso-codes), CLDR by way of babel, and rigour,
which confirms the Wikidata items too; ``sources/states.tsv`` and ``demonyms.tsv`` are our own and go first.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Iterator
from functools import cache

import pycountry
from babel import Locale
from rigour.territories import get_territory

from common import DATA, rows, slug, toml_list, write

TARGET = DATA / "actors" / "states.toml"
HEADER = "# Written by tools/make_states.py; edit tools/sources/states.tsv or demonyms.tsv instead.\n"
WITHOUT_GOVERNMENT = frozenset(["AQ", "BQ", "BV", "CC", "CX", "EH", "GS", "HM", "IO", "SJ", "TF", "UM"])
ENGLISH_FORMS = re.compile(r"\b(of|Republic|Confederation|Federation|Territory|States)\b")
SPANISH_ARTICLES = {
    "la": ["República", "Confederación", "Unión", "Región", "Autoridad", "Colectividad", "Ciudad"],
    "el": ["Reino", "Commonwealth", "Estado", "Principado", "Gran", "Sultanato", "Territorio"],
    "los": ["Estados"],
    "las": ["Islas"],
}
SPANISH_FORMS = {first: article for article, firsts in SPANISH_ARTICLES.items() for first in firsts}
# Forms that no text uses, misprints of the sources, and San Martín, who is mostly a general.
UNWANTED = re.compile(
    r"[,(\[&]|\bSAR\b|\bRAE\b| - |EE\. UU|Naoero|Congo-Kinshasa|Marfíl|^St\. "
    r"|Sahrawi|Comores|Hercegovina|Kirguiza|^San Martín$"
)
ACCENTED_ENDINGS = {"és": "es", "án": "an", "ín": "in", "ón": "on"}


def main() -> None:
    """Write the file."""
    write(TARGET, render())


def render() -> str:
    """Return the text of the file."""
    codes = [(c.alpha_2, c.alpha_3) for c in pycountry.countries]
    entries = [_entry(*pair) for pair in sorted([*codes, ("XK", "XKX")])]
    return HEADER + "".join(f"\n{entry}" for entry in sorted(entries))


def _entry(iso2: str, iso3: str) -> str:
    """Return the entry of one state."""
    territory = get_territory(iso2.lower())
    own = (*_own("states.tsv").get(iso2, ()), "", "", "", "")
    english, spanish = _names(own[0], _english(iso2)), _names(own[1], _spanish(iso2))
    parent = territory.parent and state_id(territory.parent.code.upper())
    lines = [f'[[state]]\nid = "{state_id(iso2)}"', f'iso2 = "{iso2}"', f'iso3 = "{iso3}"']
    lines += [f'wikidata = "{territory.qid}"']
    lines += [f'parent = "{parent}"'] if parent else []
    lines += ["government = false"] if iso2 in WITHOUT_GOVERNMENT else []
    lines += [f"names.en = {toml_list(english)}", f"names.es = {toml_list(spanish)}"]
    for key, cell in (("acronyms.en", own[2]), ("acronyms.es", own[3])):
        lines += [f"{key} = {toml_list(cell.split('|'))}"] if cell else []
    if demonyms := _own("demonyms.tsv").get(iso2):
        lines += [f"demonyms.en = {toml_list(_english_demonyms(demonyms[0].split('|')))}"]
        lines += [f"demonyms.es = {toml_list(_spanish_demonyms(demonyms[1].split('|')))}"]
    return "\n".join(lines) + "\n"


def state_id(iso2: str) -> str:
    """Return the registry id of a state: the slug of its common English name."""
    own = _own("states.tsv").get(iso2)
    name = own[0].split("|")[0] if own else _english(iso2)[0]
    return slug(name.removeprefix("the "))


def government_id(iso2: str) -> str:
    """Return the registry id of who governs a state or territory; empty when nobody undisputed does."""
    if iso2 not in WITHOUT_GOVERNMENT:
        return state_id(iso2)
    parent = get_territory(iso2.lower()).parent
    return state_id(parent.code.upper()) if parent else ""


@cache
def _own(name: str) -> dict[str, tuple[str, ...]]:
    """Return our own rows by ISO code."""
    return {row[0]: row[1:] for row in rows(name)}


def _names(own: str, others: Iterable[str]) -> list[str]:
    """Return the names of one language, ours first, each once whatever its article."""
    found: dict[str, str] = {}
    for name in own.split("|") if own else ():
        found[name] = name
    known = {_bare(name) for name in found}
    for name in others:
        if name and not UNWANTED.search(name) and _bare(name) not in known:
            known.add(_bare(name))
            found[name] = name
    return list(found)


def _bare(name: str) -> str:
    """Return ``name`` without a lower-case article, for comparison."""
    return re.sub(r"^(the|el|la|los|las) ", "", name).replace("’", "'").casefold()


def _english(iso2: str) -> list[str]:
    """Return English names as they stand in a sentence, the common one first."""
    territory = get_territory(iso2.lower())
    country = pycountry.countries.get(alpha_2=iso2)
    common = [territory.in_sentence, territory.name, Locale("en").territories.get(iso2, "")]
    official = [getattr(country, "official_name", ""), getattr(country, "name", ""), territory.full_name]
    return [name.replace("’", "'") for name in (*common, *map(_with_the, official))]


def _with_the(name: str) -> str:
    """Return an official English name with its article."""
    name = re.sub(r"^The ", "the ", name)
    return f"the {name}" if ENGLISH_FORMS.search(name) and not name.startswith("the ") else name


def _spanish(iso2: str) -> Iterator[str]:
    """Yield Spanish names as they stand in a sentence, the common one first."""
    yield Locale("es").territories.get(iso2, "").replace("’", "'")
    country = pycountry.countries.get(alpha_2=iso2)
    translate = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["es"]).gettext
    if country is not None and (official := getattr(country, "official_name", "")):
        name = translate(official)
        article = SPANISH_FORMS.get(name.split()[0], "")
        if article or name != official:
            yield f"{article} {name}".strip()


def _english_demonyms(words: Iterable[str]) -> list[str]:
    """Return English demonyms with their plurals; a word that ends in ``=`` or a sibilant has none."""
    found: list[str] = []
    for word in words:
        found.append(word.removesuffix("="))
        if not word.endswith(("=", "ese", "ish", "ch", "ss", "Manx", "Hellenic", "landic", "é")):
            found.append(f"{word}s")
    return found


def _spanish_demonyms(words: Iterable[str]) -> list[str]:
    """Return Spanish demonyms in both genders and numbers, given the masculine singular."""
    found: list[str] = []
    for word in words:
        stem = next((word[:-2] + plain for end, plain in ACCENTED_ENDINGS.items() if word.endswith(end)), "")
        if stem:
            found += [word, f"{stem}a", f"{stem}es", f"{stem}as"]
        elif word == "español":
            found += ["español", "española", "españoles", "españolas"]
        elif word.endswith("o"):
            found += [word, f"{word[:-1]}a", f"{word}s", f"{word[:-1]}as"]
        elif word.endswith(("í", "ú")):
            found += [word, f"{word}es", f"{word}s"]
        else:
            found += [word, f"{word}s" if word[-1] in "ae" else f"{word}es"]
    return found


if __name__ == "__main__":
    main()
