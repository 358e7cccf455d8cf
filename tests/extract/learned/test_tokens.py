"""The tagger sees of every word its form, its neighbours and what the rules know; its tags mark stretches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.learned.by_hand import NOBODY, ShownText

from coopgraph.extract.learned.tokens import Class, Known, spans, tag
from coopgraph.extract.learned.words import View, shape
from coopgraph.model import Kind

Show = Callable[..., ShownText]

TAGS = st.lists(st.sampled_from(["O", "B-Place", "I-Place", "B-Event~", "I-Event~", "B-State"]), max_size=12)


def features(shown: ShownText, names: Known = NOBODY, **small: int) -> list[list[str]]:
    """Return what is seen of every word of a sentence."""
    return View(shown.words, names, lambda name: name).see(shown.sentence, shown.found, small)


def seen(shown: ShownText, names: Known = NOBODY, **small: int) -> dict[str, list[str]]:
    """Return the features of a sentence by its words, each of which stands in it once."""
    found = features(shown, names, **small)
    return {token.text: one for token, one in zip(shown.sentence.tokens, found, strict=True)}


def values(one: list[str], name: str) -> list[str]:
    """Return what follows ``name=`` in the features of a word."""
    return [feature.removeprefix(f"{name}=") for feature in one if feature.startswith(f"{name}=")]


def names_of(one: list[str]) -> list[str]:
    """Return the names of the features of a word, each with a value or without, in their order."""
    return [feature.split("=")[0] for feature in one]


@pytest.mark.parametrize(
    ("word", "pattern"),
    [
        ("water", "a"),
        ("Water", "Aa"),
        ("UNICEF", "A"),
        ("TRACK4TIP", "A1A"),
        ("2023", "1"),
        ("McKenzie", "AaAa"),
        ("Ñandú", "Aa"),
        ("co-op", "a-a"),
        ("...", "."),
        ("", ""),
    ],
)
def test_a_shape_tells_capitals_small_letters_digits_and_signs(word: str, pattern: str) -> None:
    assert shape(word) == pattern


def test_a_shape_looks_at_the_first_letters_only() -> None:
    assert shape("a" * 12 + "B7") == "a"


def test_a_tag_names_the_kind_and_whether_it_has_a_name() -> None:
    assert tag(Kind.EVENT) == "Event"
    assert tag(Kind.EVENT, unnamed=True) == "Event~"
    assert tag(Kind.GOVERNMENT) == "Government"
    assert tag(Kind.GOVERNMENT, state=True) == tag(Kind.PLACE, state=True) == "State"


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("", []),
        ("O O", []),
        ("B-Place", [(0, 1, "Place")]),
        ("O B-Place I-Place O", [(1, 3, "Place")]),
        ("B-Place I-Place", [(0, 2, "Place")]),
        ("B-Place B-Place", [(0, 1, "Place"), (1, 2, "Place")]),
        ("B-Place I-Place B-Place I-Place", [(0, 2, "Place"), (2, 4, "Place")]),
        ("B-Place B-Event~ O", [(0, 1, "Place"), (1, 2, "Event~")]),
        ("B-Place I-Event", [(0, 1, "Place"), (1, 2, "Event")]),
        ("O I-Place I-Place O", [(1, 3, "Place")]),
        ("I-Place", [(0, 1, "Place")]),
        ("B-Event I-Event~", [(0, 1, "Event"), (1, 2, "Event~")]),
    ],
)
def test_tags_mark_stretches_of_words(tags: str, expected: list[tuple[int, int, str]]) -> None:
    assert list(spans(tags.split())) == expected


@given(tags=TAGS)
def test_every_word_with_a_tag_is_in_one_stretch(tags: list[str]) -> None:
    found = list(spans(tags))
    covered = [i for start, end, _ in found for i in range(start, end)]
    assert covered == [i for i, one in enumerate(tags) if one != "O"]
    assert all(tags[i][2:] == name for start, end, name in found for i in range(start, end))
    assert all(tags[i].startswith("I-") for start, end, _ in found for i in range(start + 1, end))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("UNICEF thanked the State Border Service (SBS) of Kenya, on 3 May 2023.", "en"),
        ("UNICEF agradeció al Ministerio del Agua de Kenia, el 3 de mayo de 2023.", "es"),
        ("Rain", "en"),
        ("…", "en"),
    ],
)
def test_every_word_and_sign_has_features(text: str, lang: str, show: Show) -> None:
    shown = show(text, lang)
    found = features(shown)
    assert len(found) == len(shown.sentence.tokens)
    for token, one in zip(shown.sentence.tokens, found, strict=True):
        assert values(one, "w") == [token.norm or token.text]
        assert values(one, "s") == [shape(token.text)]
        for name in ("c", "k", "k-", "k+", "w-1", "w+1", "f", "head"):
            assert len(values(one, name)) == 1


def test_features_are_the_same_each_time(show: Show) -> None:
    text = "UNICEF thanked the State Border Service of Kenya."
    assert seen(show(text)) == seen(show(text))


def test_what_the_rules_see_shows_at_each_of_its_words(show: Show) -> None:
    found = seen(show("UNICEF thanked the State Border Service of Kenya at a workshop."))
    assert values(found["UNICEF"], "k") == ["B-InternationalOrganization.REGISTRY"]
    assert values(found["thanked"], "k") == [""]
    assert values(found["State"], "k") == ["B-GovernmentBody.HEAD"]
    assert values(found["Service"], "k") == ["I-GovernmentBody.HEAD"]
    assert values(found["workshop"], "k") == ["B-Event~.NOUN"]


def test_a_state_shows_as_one(show: Show) -> None:
    assert values(seen(show("Yesterday Kenya slept."))["Kenya"], "k") == ["B-Government.REGISTRY.state"]


def test_a_word_shows_what_the_rules_see_beside_it(show: Show) -> None:
    found = seen(show("Yesterday UNICEF slept."))
    assert values(found["Yesterday"], "k+") == values(found["slept"], "k-") == ["B-InternationalOrganization.REGISTRY"]
    assert values(found["Yesterday"], "k-") == values(found["."], "k+") == ["|"]
    assert values(found["UNICEF"], "kk") == ["/B-InternationalOrganization.REGISTRY/"]


def test_neighbours_end_at_the_edges_of_the_sentence(show: Show) -> None:
    found = seen(show("Rain fell softly"))
    assert values(found["Rain"], "w-1") == values(found["Rain"], "w-2") == values(found["softly"], "w+1") == ["|"]
    assert values(found["fell"], "w-2") == values(found["fell"], "w+2") == values(found["softly"], "w+2") == ["|"]
    assert values(found["Rain"], "w+2") == ["softly"]
    assert values(found["softly"], "w-2") == ["rain"]
    assert values(found["Rain"], "w-10") == ["| rain"]
    assert values(found["Rain"], "w01") == values(found["fell"], "w-10") == ["rain fell"]
    assert values(found["softly"], "w01") == ["softly |"]
    assert values(found["Rain"], "c-1") == values(found["softly"], "c+1") == ["|"]
    assert values(found["Rain"], "c-0") == ["|/A"]
    assert values(found["softly"], "c0+") == ["a/|"]
    assert values(found["Rain"], "s-0") == ["|/Aa"]
    assert values(found["softly"], "s0+") == ["a/|"]
    assert values(found["Rain"], "kk") == ["|//"]
    assert values(found["softly"], "kk") == ["//|"]
    assert "first" in found["Rain"]
    assert "first" not in found["fell"]


def test_what_is_seen_of_a_word_comes_once_each_by_these_names(show: Show) -> None:
    found = seen(show("Rain fell softly on SBS."))
    alone = ["w", "s", "e3", "p4", "e4", "c"]
    near = ["k", "k-", "k+", "kk", "w-1", "w-2", "w+1", "w+2", "w-10", "w01", "c-1", "c+1", "c0+", "c-0", "s-0", "s0+"]
    meaning = ["f", "m", "q", "f-1", "f+1", "m-1", "m+1", "m-2", "m+2", "m-10", "m01", "q-101"]
    every = ["", *alone, *near, *meaning, "head"]
    assert sorted(names_of(found["fell"])) == sorted(every)
    assert sorted(names_of(found["Rain"])) == sorted([*every, "small", "first"])
    assert sorted(names_of(found["SBS"])) == sorted([*every, "small", "acronym"])


def test_the_beginning_and_the_end_of_a_word_show(show: Show) -> None:
    found = seen(show("Rain fell softly on me"))
    assert [values(found["softly"], name) for name in ("p4", "e3", "e4")] == [["soft"], ["tly"], ["ftly"]]
    assert [values(found["me"], name) for name in ("p4", "e3", "e4")] == [["me"], ["me"], ["me"]]


def test_a_towns_name_shows_where_it_is_written_with_a_capital(show: Show) -> None:
    names = replace(NOBODY, towns=frozenset({"port azul", "port"}))
    found = seen(show("They reached Port Azul by the port."), names)
    assert "B" in values(found["Port"], "town")
    assert "I" in values(found["Azul"], "town")
    assert "reached/B" in values(found["Port"], "town")
    assert "I/by" in values(found["Azul"], "town")
    assert values(found["port"], "town") == values(found["They"], "town") == []


def test_the_longest_name_of_a_town_is_taken_and_two_towns_stay_two(show: Show) -> None:
    names = replace(NOBODY, towns=frozenset({"azul", "azul del mar", "brisa"}))
    found = seen(show("They left Azul del Mar Brisa Norte."), names)
    assert [values(found[word], "town")[:1] for word in ("Azul", "del", "Mar", "Brisa", "Norte")] == [
        ["B"],
        ["I"],
        ["I"],
        ["B"],
        [],
    ]


def test_the_class_of_a_word_shows_at_it_and_beside_it(show: Show) -> None:
    names = replace(NOBODY, classes={"fell": Class("17", "5", "2"), "rain": Class("9", "4", "1")})
    found = seen(show("Rain fell softly"), names)
    assert values(found["fell"], "f") == ["17"]
    assert values(found["fell"], "m") == ["5a"]
    assert values(found["fell"], "q") == ["2a"]
    assert values(found["Rain"], "m") == ["4Aa"]
    assert values(found["Rain"], "f+1") == values(found["softly"], "f-1") == ["17"]
    assert values(found["softly"], "m-2") == ["4"]
    assert values(found["fell"], "q-101") == ["1/2/"]
    assert values(found["softly"], "f") == [""]


def test_a_given_name_shows(show: Show) -> None:
    names = replace(NOBODY, given=frozenset({"zoraida"}))
    found = seen(show("Yesterday Zoraida Quintanal slept."), names)
    assert values(found["Zoraida"], "c") == ["given"]
    assert values(found["Quintanal"], "c") == ["A"]


def test_a_capital_word_shows_how_often_it_is_written_small_up_to_twice(show: Show) -> None:
    found = seen(show("Rain Water Wells fell"), rain=9, water=1, fell=3)
    assert [values(found[word], "small") for word in ("Rain", "Water", "Wells", "fell")] == [["2"], ["1"], ["0"], []]


def test_an_acronym_shows_with_its_length(show: Show) -> None:
    found = seen(show("Yesterday SBS slept."))
    assert values(found["SBS"], "acronym") == ["3"]
    assert values(found["Yesterday"], "acronym") == []


def test_the_head_noun_of_a_name_shows_at_its_other_words(show: Show) -> None:
    english = seen(show("Yesterday Clear Lakes Foundation slept."))
    spanish = seen(show("Ayer Fundación Lagos Claros durmió.", "es"), NOBODY)
    assert values(english["Clear"], "head") == values(english["Foundation"], "head") == ["AhCivilSocietyOrganization"]
    assert values(spanish["Claros"], "head") == values(spanish["Fundación"], "head") == ["AhCivilSocietyOrganization"]
    assert values(english["slept"], "head") == values(spanish["durmió"], "head") == [""]


def test_a_heading_and_a_line_of_capitals_show_at_every_word(show: Show) -> None:
    plain = show("Rain fell softly there")
    loud = show("RAIN FELL SOFTLY THERE")
    heading = replace(plain, sentence=replace(plain.sentence, heading=True))
    assert all("heading" in one for one in seen(heading).values())
    assert all("capitals" in one for one in seen(loud).values())
    assert not any({"heading", "capitals"} & set(one) for one in seen(plain).values())


@pytest.mark.parametrize(
    ("text", "lang", "word", "noun"),
    [
        ("They met within BalticScrub, a three-year project paid for by Norway.", "en", "BalticScrub", ["ahProgramme"]),
        ("The grant went to Quill Harbour, an association of divers.", "en", "Harbour", ["ahCivilSocietyOrganization"]),
        ("The grant went to Quill Harbour, an association of divers.", "en", "grant", []),
        ("They met within BalticScrub, said the project leader.", "en", "BalticScrub", []),
        ("They met within BalticScrub and a project of Norway.", "en", "BalticScrub", []),
        ("Presentaron Mareas, una iniciativa del puerto.", "es", "Mareas", ["ahProgramme"]),
        ("Presentaron Mareas, proyecto de tres años.", "es", "Mareas", ["ahProgramme"]),
        ("Presentaron Mareas, aclaró que la empresa pagaba.", "es", "Mareas", []),
    ],
)
def test_a_name_is_seen_with_the_noun_that_says_what_it_is(
    text: str, lang: str, word: str, noun: list[str], show: Show
) -> None:
    assert values(seen(show(text, lang))[word], "called") == noun
