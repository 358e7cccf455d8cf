"""Dates are found where the text writes them, as precise as the text, and nothing else is taken for one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopgraph.extract import dates
from coopgraph.resources import data, read_toml

WORDS = dates.load()
MONTHS = {
    lang: tuple(forms[0] for forms in read_toml(data("words", "dates.toml"))[lang]["months"]) for lang in ("en", "es")
}


def found(text: str, lang: str = "en") -> list[tuple[str, str, str]]:
    """Return words, first and last of each date in ``text``."""
    return [(text[m.start : m.end], m.first, m.last) for m in dates.find(text, lang, words=WORDS)]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("October 19, 2023", "2023-10-19", ""),
        ("19 October 2023", "2023-10-19", ""),
        ("19 October, 2023", "2023-10-19", ""),
        ("Oct. 19, 2023", "2023-10-19", ""),
        ("OCTOBER 19, 2023", "2023-10-19", ""),
        ("19th of October 2023", "2023-10-19", ""),
        ("May 1st, 2024", "2024-05-01", ""),
        ("February 29, 2024", "2024-02-29", ""),
        ("September 2018", "2018-09", ""),
        ("September of 2018", "2018-09", ""),
        ("September, 2018", "2018-09", ""),
        ("2022-12-10", "2022-12-10", ""),
        ("19/10/2023", "2023-10-19", ""),
        ("10/19/2023", "2023-10-19", ""),
        ("19.10.2023", "2023-10-19", ""),
        ("11/11/2023", "2023-11-11", ""),
        ("2018", "2018", ""),
        ("December 12 and 13, 2022", "2022-12-12", "2022-12-13"),
        ("October 18th to 20th, 2023", "2023-10-18", "2023-10-20"),
        ("3 to 7 February 2025", "2025-02-03", "2025-02-07"),
        ("26-27 October 2024", "2024-10-26", "2024-10-27"),
        ("26 – 27 October 2024", "2024-10-26", "2024-10-27"),
        ("18, 19 and 20 October 2023", "2023-10-18", "2023-10-20"),
        ("30 September – 2 October 2024", "2024-09-30", "2024-10-02"),
        ("September 30 to October 2, 2024", "2024-09-30", "2024-10-02"),
        ("28 December to 3 January 2025", "2024-12-28", "2025-01-03"),
        ("28 December 2024 until 3 January 2025", "2024-12-28", "2025-01-03"),
        ("October 18, 2023 to October 20, 2023", "2023-10-18", "2023-10-20"),
        ("between 30 September and 2 October 2024", "2024-09-30", "2024-10-02"),
        ("January to August 2023", "2023-01", "2023-08"),
        ("between January and August 2023", "2023-01", "2023-08"),
        ("November 2022 to March 2023", "2022-11", "2023-03"),
        ("November to March 2023", "2022-11", "2023-03"),
        ("2021-2025", "2021", "2025"),
        ("2021–2025", "2021", "2025"),
        ("2021-25", "2021", "2025"),
        ("2021 to 2025", "2021", "2025"),
        ("between 2021 and 2025", "2021", "2025"),
        ("between 2015 and March 2023", "2015", "2023-03"),
    ],
)
def test_english_dates_are_read_as_precisely_as_written(written: str, first: str, last: str) -> None:
    assert found(f"The delegations met there, {written}.") == [(written, first, last)]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("12 de diciembre de 2022", "2022-12-12", ""),
        ("12 de Diciembre del 2022", "2022-12-12", ""),
        ("12 DE DICIEMBRE DE 2022", "2022-12-12", ""),
        ("12 diciembre 2022", "2022-12-12", ""),
        ("1.º de mayo de 2024", "2024-05-01", ""),
        ("1º de mayo de 2024", "2024-05-01", ""),
        ("septiembre de 2018", "2018-09", ""),
        ("setiembre del 2018", "2018-09", ""),
        ("marzo del año 2021", "2021-03", ""),
        ("3 al 7 de febrero de 2025", "2025-02-03", "2025-02-07"),
        ("18 y 19 de octubre de 2023", "2023-10-18", "2023-10-19"),
        ("18, 19 y 20 de octubre de 2023", "2023-10-18", "2023-10-20"),
        ("18 y el 19 de octubre de 2023", "2023-10-18", "2023-10-19"),
        ("30 de septiembre al 2 de octubre de 2024", "2024-09-30", "2024-10-02"),
        ("entre el 30 de septiembre y el 2 de octubre de 2024", "2024-09-30", "2024-10-02"),
        ("enero a agosto de 2023", "2023-01", "2023-08"),
        ("entre enero y agosto de 2023", "2023-01", "2023-08"),
        ("noviembre de 2022 a marzo de 2023", "2022-11", "2023-03"),
        ("2021 a 2025", "2021", "2025"),
        ("2021-2025", "2021", "2025"),
        ("entre 2015 y marzo de 2023", "2015", "2023-03"),
        ("19/10/2023", "2023-10-19", ""),
    ],
)
def test_spanish_dates_are_read_as_precisely_as_written(written: str, first: str, last: str) -> None:
    assert found(f"La reunión tuvo lugar, según el acta: {written}.", "es") == [(written, first, last)]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("They met on February 30, 2023.", "en"),
        ("They met on 31 April 2023.", "en"),
        ("They met on 29 February 2023.", "en"),
        ("Se reunieron el 31 de junio de 2023.", "es"),
        ("They met from 7 to 3 February 2025.", "en"),
        ("The plan for 2025-2021 is a slip.", "en"),
        ("Signed on 12/10/2022.", "en"),
        ("In season 2009-11 nothing happened.", "en"),
        ("The 2030 Agenda guides both.", "en"),
        ("La Agenda 2030 guía a ambos.", "es"),
        ("Vision 2050 was adopted.", "en"),
        ("Resolution 2010 was adopted.", "en"),
        ("Decree No. 2018 was repealed.", "en"),
        ("Nearly 2000 people came.", "en"),
        ("They trained 2015 officials.", "en"),
        ("between 2000 and 2050 people came", "en"),
        ("Llegaron 2020 migrantes.", "es"),
        ("It cost $2000 and 2,018 hours.", "en"),
        ("They walked 2020 km at 20:45.", "en"),
        ("the area grew by 2010 %", "en"),
        ("In 1492 and 2150 nobody signs.", "en"),
        ("They may 5 times march on.", "en"),
        ("Today, last week, next year and on Monday.", "en"),
        ("the 1990s, the form X2018 and 20181", "en"),
        ("in September", "en"),
        ("", "en"),
    ],
)
def test_what_is_no_date_or_no_certain_one_is_left_out(text: str, lang: str) -> None:
    assert found(text, lang) == []


@pytest.mark.parametrize(
    ("text", "lang", "month", "day", "last_month", "last_day"),
    [
        ("held on October 18 and 19, behind doors", "en", 10, 18, 10, 19),
        ("held on the 19th of October in the capital", "en", 10, 19, 0, 0),
        ("from 30 September to 2 October", "en", 9, 30, 10, 2),
        ("from 28 December to 3 January", "en", 12, 28, 1, 3),
        ("los días 18 y 19 de octubre", "es", 10, 18, 10, 19),
        ("on 29 February", "en", 2, 29, 0, 0),
    ],
)
def test_a_date_without_year_keeps_month_and_day(
    text: str, lang: str, month: int, day: int, last_month: int, last_day: int
) -> None:
    (mention,) = dates.find(text, lang, words=WORDS)
    assert (mention.first, mention.last, mention.has_year) == ("", "", False)
    assert (mention.month, mention.day, mention.last_month, mention.last_day) == (
        month,
        day,
        last_month,
        last_day,
    )


@pytest.mark.parametrize(
    ("text", "year", "first", "last"),
    [
        ("October 18 and 19", "2023", "2023-10-18", "2023-10-19"),
        ("19 October", "2023", "2023-10-19", ""),
        ("28 December to 3 January", "2024", "2024-12-28", "2025-01-03"),
        ("29 February", "2024", "2024-02-29", ""),
    ],
)
def test_with_year_completes_a_date(text: str, year: str, first: str, last: str) -> None:
    (mention,) = dates.find(text, "en", words=WORDS)
    whole = dates.with_year(mention, year)
    assert (whole.first, whole.last, whole.has_year) == (first, last, True)
    assert (whole.start, whole.end) == (mention.start, mention.end)


@pytest.mark.parametrize("text", ["29 February", "19 October 2020", "2018"])
def test_with_year_changes_neither_a_dated_mention_nor_one_that_year_has_not(text: str) -> None:
    (mention,) = dates.find(text, "en", words=WORDS)
    assert dates.with_year(mention, "2023") == mention


def test_only_a_lone_year_is_flagged() -> None:
    text = "The 2018 memorandum, signed in May 2018, covers 2018-2022."
    assert [m.bare_year for m in dates.find(text, "en", words=WORDS)] == [True, False, False]


def test_several_dates_come_in_order() -> None:
    text = "Signed on 3 March 2023 and 5 May 2024, it follows a text of September 2018."
    assert [first for _, first, _ in found(text)] == ["2023-03-03", "2024-05-05", "2018-09"]


def test_a_date_ends_with_its_line() -> None:
    assert found("item 10\nMarch 2020") == [("March 2020", "2020-03", "")]


def test_an_unknown_language_still_has_its_figures_read() -> None:
    assert found("le 19/10/2023, en 2018", "fr") == [("19/10/2023", "2023-10-19", ""), ("2018", "2018", "")]


WORDS_AND_SIGNS = """
1 3rd 12 19 30 31 99 2018 2023 2025 10/19/2023 - – / , . $ and y to al de of between entre el Agenda people
"""
FRAGMENTS = st.sampled_from([*MONTHS["en"], *MONTHS["es"], *WORDS_AND_SIGNS.split(), "\n"])
TEXTS = st.lists(FRAGMENTS, max_size=14).flatmap(lambda f: st.sampled_from([" ".join(f), "".join(f)]))


@given(text=st.one_of(TEXTS, st.text()), lang=st.sampled_from(["en", "es", "fr"]))
def test_every_mention_lies_in_the_text_and_its_words_alone_say_the_same(text: str, lang: str) -> None:
    end = 0
    for mention in dates.find(text, lang, words=WORDS):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        (again,) = dates.find(text[mention.start : mention.end], lang, words=WORDS)
        assert (again.first, again.last, again.bare_year) == (mention.first, mention.last, mention.bare_year)
        assert (again.month, again.day, again.last_month, again.last_day) == (
            mention.month,
            mention.day,
            mention.last_month,
            mention.last_day,
        )


@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_in_both_languages(day: date) -> None:
    iso = day.isoformat()
    year, month, number = iso.split("-")
    english = f"on {MONTHS['en'][int(month) - 1]} {int(number)}, {year}."
    spanish = f"el {int(number)} de {MONTHS['es'][int(month) - 1]} de {year}."
    assert [f for _, f, _ in found(english)] == [iso]
    assert [f for _, f, _ in found(spanish, "es")] == [iso]
