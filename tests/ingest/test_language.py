"""Telling languages, and when not to."""

from __future__ import annotations

import pytest

from coopgraph.ingest.language import CERTAIN, LETTERS, Identify, letters, line_language, main_language


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("The two ministries will train forty harbour pilots before the summer.", "en"),
        ("Los dos ministerios capacitarán a cuarenta prácticos del puerto antes del verano.", "es"),
        ("Les deux ministères vont former quarante pilotes du port avant la fin de l'année.", "fr"),
        ("Os dois ministérios vão formar quarenta pilotos do porto antes do fim do ano.", "pt"),
        ("LOS DOS MINISTERIOS FIRMAN UN CONVENIO SOBRE PUERTOS", "es"),
    ],
)
def test_a_long_line_tells_its_language(identify: Identify, line: str, lang: str) -> None:
    assert line_language(line, "en" if lang != "en" else "es", identify) == lang


def test_a_line_below_the_shortest_length_has_its_documents_language() -> None:
    def say_spanish(_: str) -> tuple[str, float]:
        return "es", 1.0

    assert line_language("a" * (LETTERS - 1), "en", say_spanish) == "en"
    assert line_language("a" * LETTERS, "en", say_spanish) == "es"


def test_a_doubtful_line_has_its_documents_language() -> None:
    line = "a" * LETTERS
    assert line_language(line, "en", lambda _: ("pt", CERTAIN - 0.01)) == "en"
    assert line_language(line, "en", lambda _: ("pt", CERTAIN)) == "pt"


def test_lines_beside_an_unknown_language_are_left_in_it(identify: Identify) -> None:
    assert line_language("Die beiden Ministerien werden vierzig Lotsen ausbilden.", "de", identify) == "de"


def test_digits_and_signs_are_no_letters() -> None:
    assert letters("Año 2030: 17 ODS!") == 6


def test_the_main_language_is_the_one_of_most_letters(identify: Identify) -> None:
    english = "The two ministries will train forty harbour pilots before the summer."
    spanish = "Los dos ministerios capacitarán a cuarenta prácticos."
    assert main_language([spanish, english], identify) == "en"
    assert main_language([spanish, english, spanish], identify) == "es"


def test_short_lines_are_told_together_and_too_little_text_is_taken_for_english(identify: Identify) -> None:
    assert main_language(["Convenio firmado hoy", "entre los dos países"], identify) == "es"
    assert main_language(["Convenio"], identify) == "en"
    assert main_language([], identify) == "en"
