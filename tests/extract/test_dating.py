"""Events take the date beside them, agreements the day of their signature."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.extract.views import referent

from coopgraph.model import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "lang", "words", "start", "end"),
    [
        ("UNESCO held a workshop on 3 May 2023.", "en", "workshop", "2023-05-03", ""),
        ("UNESCO held a workshop on October 18 and 19, 2023.", "en", "workshop", "2023-10-18", "2023-10-19"),
        ("UNESCO held a workshop in September 2018.", "en", "workshop", "2018-09", ""),
        ("On 3 May 2023 UNESCO held a workshop.", "en", "workshop", "2023-05-03", ""),
        ("La UNESCO organizó un taller el 3 de mayo de 2023.", "es", "taller", "2023-05-03", ""),
        ("La UNESCO organizó un taller del 18 al 19 de octubre de 2023.", "es", "taller", "2023-10-18", "2023-10-19"),
        ("La UNESCO organizó un taller en septiembre de 2018.", "es", "taller", "2018-09", ""),
    ],
)
def test_an_event_takes_the_date_of_its_sentence(
    text: str, lang: str, words: str, start: str, end: str, read_text: Read
) -> None:
    found = referent(read_text(text, lang), words)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "lang", "words", "day"),
    [
        ("Kenya and Uganda signed a treaty on 4 June 2021.", "en", "treaty", "2021-06-04"),
        ("The 2018 agreement between Kenya and Uganda was signed in Lima.", "en", "agreement", "2018"),
        ("Kenia y Uganda firmaron un tratado el 4 de junio de 2021.", "es", "tratado", "2021-06-04"),
        ("Kenia y Uganda suscribieron un memorando en junio de 2021.", "es", "memorando", "2021-06"),
    ],
)
def test_an_agreement_takes_the_day_of_its_signature(
    text: str, lang: str, words: str, day: str, read_text: Read
) -> None:
    assert referent(read_text(text, lang), words).start == day


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("The agreement between Kenya and Uganda was praised on 4 June 2021.", "en", "agreement"),
        ("UNESCO held a workshop for the class of a school that they opened in the year 2019.", "en", "workshop"),
        ("UNESCO held a workshop.", "en", "workshop"),
        ("UNESCO held a workshop. It is now 3 May 2023.", "en", "workshop"),
        ("El acuerdo entre Kenia y Uganda fue elogiado el 4 de junio de 2021.", "es", "acuerdo"),
        ("La UNESCO organizó un taller.", "es", "taller"),
    ],
)
def test_other_dates_date_nothing(text: str, lang: str, words: str, read_text: Read) -> None:
    assert referent(read_text(text, lang), words).start == ""


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("UNESCO held a workshop on October 18 and 19.", "en", "workshop"),
        ("La UNESCO organizó un taller el 18 y 19 de octubre.", "es", "taller"),
    ],
)
def test_a_date_without_year_takes_the_year_of_publication(text: str, lang: str, words: str, read_text: Read) -> None:
    dated = referent(read_text(text, lang, published="2023-10-20"), words)
    undated = referent(read_text(text, lang), words)
    assert (dated.start, dated.end) == ("2023-10-18", "2023-10-19")
    assert undated.start == ""


@pytest.mark.parametrize(
    ("text", "lang", "first", "second"),
    [
        ("UNESCO held a workshop on 3 May 2023 and a summit on 9 July 2022.", "en", "workshop", "summit"),
        (
            "La UNESCO organizó un taller el 3 de mayo de 2023 y una cumbre el 9 de julio de 2022.",
            "es",
            "taller",
            "cumbre",
        ),
    ],
)
def test_each_of_two_events_takes_the_nearer_date(
    text: str, lang: str, first: str, second: str, read_text: Read
) -> None:
    reading = read_text(text, lang)
    days = {m.text: r.start for r in reading.referents for m in r.mentions}
    assert days[first] == "2023-05-03"
    assert days.get(second, "2022-07-09") == "2022-07-09"
