"""Which lines state the day of publication."""

from __future__ import annotations

import pytest

from coopgraph.ingest.dateline import find


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Panama, October 19, 2023. The agency, with both governments, held a workshop.", "2023-10-19"),
        ("Panama City – 12 December 2022", "2022-12-12"),
        ("Madrid, 3 de mayo de 2024", "2024-05-03"),
        ("Madrid, 3 de mayo del 2024 – El ministerio firmó un convenio.", "2024-05-03"),
        ("San José, Costa Rica, viernes 3 de mayo de 2024.- La agencia inauguró", "2024-05-03"),
        ("GENEVA, 3 May 2024 – The two agencies", "2024-05-03"),
        ("New York/Geneva, 3 May 2024 – The two agencies", "2024-05-03"),
        ("Washington, D.C., Sept. 3, 2024 — The bank approved", "2024-09-03"),
        ("Nairobi (3 May 2024) - The two agencies", "2024-05-03"),
        ("(Ciudad de Panamá, 3 de mayo de 2024)", "2024-05-03"),
        ("November 16, 2023", "2023-11-16"),
        ("Tuesday, 12 December 2022", "2022-12-12"),
        ("Published on: 12 Dec 2022", "2022-12-12"),
        ("Fecha: 12 de diciembre de 2022", "2022-12-12"),
        ("2022-12-12", "2022-12-12"),
        ("1st March 2024", "2024-03-01"),
        ("12 December 2022, Geneva – The agency", "2022-12-12"),
    ],
)
def test_a_dateline_gives_its_day(line: str, day: str) -> None:
    assert find([line]) == day


@pytest.mark.parametrize(
    "line",
    [
        "Panama City – On December 12 and 13, 2022, the agency held a workshop.",
        "On 12 December 2022, the two ministers met.",
        "The accord of 12 December 2022 covers both ports.",
        "El 12 de diciembre de 2022, los ministros se reunieron.",
        "Signed in Geneva, 3 May 2024, the accord covers both ports.",
        "December 12, 2022, marked the start of the project.",
        "- May 9, 2022. During the visit she will meet the staff.",
        "Sana'a, 12 December – The agency handed over the centre.",
        "Panama, October 2023. The agency held a workshop.",
        "Panama, February 30, 2023. The agency held a workshop.",
        "Panama, October 19, 20235.",
        "Panama, 3 May 2999 - The agency",
    ],
)
def test_a_date_in_running_text_or_an_incomplete_one_is_none(line: str) -> None:
    assert find([line]) == ""


def test_only_the_top_of_the_text_may_hold_it() -> None:
    assert find(["One.", "Two.", "Three.", "Panama, 3 May 2024."]) == "2024-05-03"
    assert find(["One.", "Two.", "Three.", "Four.", "Panama, 3 May 2024."]) == ""
