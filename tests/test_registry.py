from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopgraph.errors import KnowledgeError
from coopgraph.model import Actor, Kind, Name
from coopgraph.registry import Form, FormKind, Registry, normalise
from coopgraph.registry.tables import read_actors, read_places


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def write(folder: Path, text: str, name: str = "mine.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("The International Organization for Migration", "international organization for migration"),
        ("la Organización Internacional", "organizacion internacional"),
        ("Panama’s", "panama"),
        ("Panama's Ministry", "panama ministry"),
        ("the United States' Government", "united states government"),
        ("U.S.", "us"),
        ("EE. UU.", "ee uu"),
        ("Guinea-Bissau", "guinea bissau"),
        ("OPS/OMS", "ops oms"),
        ("Côte d’Ivoire", "cote divoire"),
        ("  United\n Nations ", "united nations"),
        ("El Salvador", "el salvador"),
        ("La Paz", "la paz"),
        ("el Perú", "peru"),
        ("The", "the"),
        ("", ""),
    ],
)
def test_normalise_drops_case_accents_articles_and_punctuation(written: str, normal: str) -> None:
    assert normalise(written) == normal


@given(st.text())
def test_normalise_is_idempotent(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.lists(st.sampled_from(["the ", "El ", "la", " paz", "'s", "’s", "-", "/", "É", "ß", ".", " "])))
def test_normalise_is_idempotent_on_articles_and_possessives(parts: list[str]) -> None:
    text = "".join(parts)
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll"]), min_size=1))
def test_normalise_keeps_upper_and_lower_case_together(text: str) -> None:
    assert normalise(text.upper().lower()) == normalise(text.lower().upper().lower())


def test_a_state_is_a_government_and_a_place(registry: Registry) -> None:
    government, place = registry.actors["panama"], registry.actors["place/panama"]
    assert government.kind is Kind.GOVERNMENT
    assert government.names[0] == Name(text="Government of Panama", lang="en")
    assert Name(text="Gobierno de Panamá", lang="es") in government.names
    assert place.kind is Kind.PLACE
    assert place.names[0] == Name(text="Panama", lang="en")
    assert place.country == "panama"
    assert registry.lookup("Panamá") == ("panama", "place/panama")


def test_the_wikidata_item_of_a_state_stands_at_its_government_only(registry: Registry) -> None:
    assert "http://www.wikidata.org/entity/Q804" in registry.actors["panama"].identifiers
    assert registry.actors["place/panama"].identifiers == ("iso3166:PA", "iso3166:PAN")


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Government of the United States", "united-states"),
        ("Gobierno de los Estados Unidos", "united-states"),
        ("Gobierno de EE. UU.", "united-states"),
        ("the U.S. Government", "united-states"),
        ("UK Government", "united-kingdom"),
        ("Gobierno del Perú", "peru"),
        ("Gobierno de Perú", "peru"),
        ("Gobierno de la República del Perú", "peru"),
        ("Gobierno de El Salvador", "el-salvador"),
        ("Government of the Philippines", "philippines"),
        ("Government of the Republic of Panama", "panama"),
        ("Panamanian Government", "panama"),
        ("Gobierno panameño", "panama"),
        ("Gobierno de Japón", "japan"),
        ("Gobierno del Japón", "japan"),
    ],
)
def test_governments_are_known_by_their_names_with_the_right_articles(
    registry: Registry, name: str, actor: str
) -> None:
    assert registry.lookup(name) == (actor,)


def test_a_demonym_leads_to_the_government_only(registry: Registry) -> None:
    assert registry.forms["panamenas"] == (Form(actor="panama", kind=FormKind.DEMONYM, lang="es", text="panameñas"),)


def test_a_territory_without_a_government_is_a_place_only(registry: Registry) -> None:
    assert "antarctica" not in registry.actors
    assert registry.actors["place/antarctica"].country == ""


def test_an_acronym_must_be_written_as_in_its_entry(registry: Registry) -> None:
    assert registry.lookup("the WHO") == ("who",)
    assert registry.lookup("who") == ()
    assert registry.lookup("us") == ()


def test_an_unknown_name_is_nobody(registry: Registry) -> None:
    assert registry.lookup("Ministry of Silly Gaits") == ()


def test_loading_twice_gives_the_same(registry: Registry) -> None:
    again = Registry.load()
    assert list(again.actors.items()) == list(registry.actors.items())
    assert list(again.forms.items()) == list(registry.forms.items())


def test_a_user_folder_adds_and_replaces_actors(tmp_path: Path, registry: Registry) -> None:
    write(
        tmp_path,
        """
        [[actor]]
        id = "harbour-trust"
        kind = "CivilSocietyOrganization"
        names.en = ["Harbour Trust"]
        country = "panama"
        [[actor]]
        id = "iom"
        kind = "InternationalOrganization"
        names.en = ["Office of Migrations"]
        """,
    )
    mine = Registry.load(tmp_path)
    assert mine.lookup("the Harbour Trust") == ("harbour-trust",)
    assert mine.actors["iom"].names == (Name(text="Office of Migrations", lang="en"),)
    assert mine.lookup("IOM") == ()
    assert len(mine.actors) == len(registry.actors) + 1


def test_a_later_folder_goes_before_an_earlier_one(tmp_path: Path) -> None:
    entry = '[[actor]]\nid = "harbour-trust"\nkind = "Company"\nnames.en = ["{}"]\n'
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
        write(folder, entry.format(f"Trust {folder.name}"))
    assert Registry.load(*folders).actors["harbour-trust"].names[0].text == "Trust b"


ACTOR = '[[actor]]\nid = "x"\nkind = "Company"\nnames.en = ["X"]\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ACTOR.replace('"x"', '"X y"'), r"mine\.toml: entry 'X y': id is missing or no slug \(.+\)"),
        (ACTOR.replace('id = "x"\n', ""), r"mine\.toml: entry '': id is missing"),
        (ACTOR.replace("Company", "Club"), r"mine\.toml: entry 'x': unknown kind 'Club' \(one of .*Company"),
        (ACTOR.replace('kind = "Company"\n', ""), r"mine\.toml: entry 'x': unknown kind ''"),
        (ACTOR.replace('names.en = ["X"]\n', ""), r"mine\.toml: entry 'x': no names \(names\.en"),
        (ACTOR.replace('["X"]', '"X"'), r"mine\.toml: entry 'x': names\.en is no list of strings"),
        (ACTOR.replace('["X"]', '[""]'), r"mine\.toml: entry 'x': names\.en is no list of strings"),
        (ACTOR.replace("names.en", "names"), r"mine\.toml: entry 'x': names has no language"),
        (ACTOR + "parent = 3\n", r"mine\.toml: entry 'x': parent is no string"),
        (ACTOR + 'colour = "red"\n', r"mine\.toml: entry 'x': unknown key 'colour' \(one of acronyms"),
        (ACTOR + 'identifiers = "a"\n', r"mine\.toml: entry 'x': identifiers is no list of strings"),
        (ACTOR + ACTOR, r"mine\.toml: entry 'x': duplicate id"),
        (ACTOR + 'parent = "nobody"\n', r"entry 'x': unknown parent 'nobody' \(the id of an entry\)"),
        (ACTOR + 'country = "nowhere"\n', r"entry 'x': unknown country 'nowhere'"),
        (ACTOR + 'country = "iom"\n', r"entry 'x': country 'iom' is no state"),
        (ACTOR.replace('"Company"', '"Place"'), r"entry 'x': id and kind disagree"),
        (ACTOR.replace("[[actor]]", "[[person]]"), r"mine\.toml: unknown table 'person' \(\[\[actor\]\]"),
        (
            ACTOR.replace("[[actor]]", "[actor]"),
            r"mine\.toml: 'actor' is no list of entries \(\[\[actor\]\]\)",
        ),
        (
            '[[state]]\nid = "x"\ngovernment = "no"\nnames.en = ["X"]\n',
            r"entry 'x': government is neither true",
        ),
        ("[[actor]\n", r"mine\.toml: not valid TOML"),
    ],
)
def test_a_wrong_entry_is_an_error_that_says_where_and_what(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message) as caught:
        Registry.load(write(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"nope: no such folder \("):
        Registry.load(tmp_path / "nope")


ROW = "x\tCompany\t\tiom\tpanama\tX Ltd|X\tX S. A.\tXL\t\tXM-DAC-1"


def test_a_table_holds_an_actor_a_line(tmp_path: Path) -> None:
    (tmp_path / "mine.tsv").write_text(f"# id\tkind\n{ROW}\n", encoding="utf-8")
    (actor,) = read_actors(tmp_path / "mine.tsv")
    assert (actor.id, actor.kind, actor.parent, actor.country) == ("x", Kind.COMPANY, "iom", "panama")
    assert [(n.text, n.lang) for n in actor.names] == [("X Ltd", "en"), ("X", "en"), ("X S. A.", "es")]
    assert [(n.text, n.lang) for n in actor.acronyms] == [("XL", "en")]
    assert actor.identifiers == ("XM-DAC-1",)


@pytest.mark.parametrize(
    ("read", "row", "message"),
    [
        (read_actors, ROW.replace("Company", "Club"), "not an actor"),
        (read_actors, ROW + "\tmore", "not an actor"),
        (read_actors, ROW.replace("X Ltd|X\tX S. A.", "\t"), "not an actor"),
        (read_places, "place/x\tpanama\tX", "not a place"),
        (read_places, "x\tpanama\tX\t", "not a place"),
    ],
)
def test_a_wrong_row_is_an_error_that_says_where_and_what(
    tmp_path: Path, read: Callable[[Path], Iterator[Actor]], row: str, message: str
) -> None:
    (tmp_path / "mine.tsv").write_text(row + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=rf"mine\.tsv: '.+': {message} \("):
        list(read(tmp_path / "mine.tsv"))
