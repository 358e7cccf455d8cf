"""Words and sentences are cut where a reader would cut them, at offsets that give them back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.reading import document_of

from coopgraph.extract import mentions, tokens
from coopgraph.extract.mentions import Finders
from coopgraph.registry import Registry


def words(text: str) -> list[str]:
    return [t.text for t in tokens.tokenise(text)]


@pytest.fixture(scope="session")
def cut(registry: Registry) -> Callable[[str], list[str]]:
    """Cuts a text into its sentences."""
    finders = Finders.load(registry)
    return lambda text: [one.sentence.text(text) for one in mentions.find(document_of(text), finders)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya's lakes", ["Kenya", "'s", "lakes"]),
        ("Kenya’s lakes", ["Kenya", "’s", "lakes"]),
        ("the U.S. envoy", ["the", "U.S.", "envoy"]),
        ("the U.S envoy", ["the", "U.S", "envoy"]),
        ("Chargé d'Affaires", ["Chargé", "d'Affaires"]),
        ("an R&D unit", ["an", "R&D", "unit"]),
        ("Kenya-Uganda", ["Kenya", "-", "Uganda"]),
        ("«Agua», señal", ["«", "Agua", "»", ",", "señal"]),
        ("¿Quién firmó?", ["¿", "Quién", "firmó", "?"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words_and_signs(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("word", "norm"),
    [("Panamá", "panama"), ("ÑANDÚ", "nandu"), ("U.S.", "us"), ("d'Affaires", "daffaires"), ("’s", ""), (",", "")],
)
def test_words_are_compared_without_case_accents_and_signs(word: str, norm: str) -> None:
    (token,) = tokens.tokenise(word)
    assert (token.norm, token.is_word) == (norm, bool(norm))


@pytest.mark.parametrize(
    ("word", "acronym"),
    [("IOM", True), ("TRACK4TIP", True), ("UNwomen", False), ("Panama", False), ("A", False), ("iOS", False)],
)
def test_an_acronym_is_mostly_capitals(word: str, acronym: bool) -> None:
    (token,) = tokens.tokenise(word)
    assert token.is_acronym is acronym


def test_glued_tells_whether_white_space_stands_before() -> None:
    assert [t.glued for t in tokens.tokenise("Kenya -Uganda")] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. They met.", ["It rained.", "They met."]),
        ("Llovió. Se reunieron.", ["Llovió.", "Se reunieron."]),
        ("She thanked the U.S. Embassy twice.", ["She thanked the U.S. Embassy twice."]),
        ("Mr. Hall and Dr. Ruiz met.", ["Mr. Hall and Dr. Ruiz met."]),
        ("El Dr. Molina y la Sra. Gil hablaron.", ["El Dr. Molina y la Sra. Gil hablaron."]),
        ("The project ended.Kenya left.", ["The project ended.", "Kenya left."]),
        ("El proyecto terminó.Kenia salió.", ["El proyecto terminó.", "Kenia salió."]),
        ("She works for the U.S. The work goes on.", ["She works for the U.S.", "The work goes on."]),
        ("  no full stop at the end  ", ["no full stop at the end"]),
        ("   ", []),
    ],
)
def test_a_line_is_cut_into_sentences(text: str, expected: list[str], cut: Callable[[str], list[str]]) -> None:
    assert cut(text) == expected


def test_only_the_stretch_asked_for_is_cut() -> None:
    text = "One came. Two came. Three came."
    found = tokens.tokenise(text, 10, 19)
    assert [(t.text, t.start) for t in found] == [("Two", 10), ("came", 14), (".", 18)]


def test_a_sentence_ends_with_its_line(cut: Callable[[str], list[str]]) -> None:
    assert cut("The lakes\nof Kenya\n\nThey are deep. Very deep.") == [
        "The lakes",
        "of Kenya",
        "They are deep.",
        "Very deep.",
    ]


@given(st.text())
def test_tokens_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for token in tokens.tokenise(text):
        assert end <= token.start < token.end
        assert text[token.start : token.end] == token.text
        end = token.end


@settings(max_examples=50, deadline=None)
@given(text=st.lists(st.sampled_from(["One came.", "Dr. Hall", " ", "U.S.", "¿Qué?", "\n", "x", "“No.”"])).map("".join))
def test_sentences_hold_every_word_of_the_text_once(text: str, cut: Callable[[str], list[str]]) -> None:
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
