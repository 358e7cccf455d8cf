"""The tagger adds, retypes, bounds and drops what the rules see; what the registry knows stays what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import pytest
from tests.extract.learned.by_hand import NOBODY, FakeField, ShownText
from tests.extract.reading import document_of

from coopgraph.extract import mentions
from coopgraph.extract.found import Found, Source
from coopgraph.extract.learned.tagger import Tagger, small_words
from coopgraph.extract.learned.tokens import Class, Known
from coopgraph.extract.mentions import Finders
from coopgraph.model import Kind

Show = Callable[..., ShownText]


class Seen(NamedTuple):
    words: str
    kind: Kind
    actor: str = ""


def tagger_of(model: FakeField) -> Tagger:
    """Return a tagger over ``model`` that keeps the thresholds it is made with."""
    return Tagger(model, NOBODY)


USUAL_WORDS = replace(NOBODY, classes=dict.fromkeys(("they", "yearly"), Class("1", "1", "1")))
"""Words that a tagger knows, whatever they begin with."""


def refined(shown: ShownText, model: FakeField, names: Known = NOBODY) -> tuple[Found, ...]:
    """Return the mentions of a sentence as a tagger over ``model`` corrects them."""
    tagger = replace(tagger_of(model), names=names)
    (found,) = tagger.refine([shown], shown.text)
    return found


def tagged(shown: ShownText, things: Mapping[str, str], sure: float = 0.9) -> tuple[Found, ...]:
    """Return the mentions of a sentence where the tagger sees ``things``, tags by words, each as likely as ``sure``."""
    return refined(shown, FakeField(shown.tags(things), sure=sure))


def brief(found: tuple[Found, ...]) -> list[Seen]:
    return [Seen(f.text, f.kind, f.actor) for f in found]


def by_rules(shown: ShownText) -> list[Seen]:
    return [Seen(shown.text[f.start : f.end], f.kind, f.actor) for f in shown.found]


def test_the_model_is_shown_every_word_with_what_the_rules_see(show: Show) -> None:
    shown = show("Yesterday UNICEF answered.")
    model = FakeField(shown.tags({}))
    refined(shown, model)
    assert len(model.shown) == len(shown.sentence.tokens)
    assert "k=B-InternationalOrganization.REGISTRY" in model.shown[1]


@pytest.mark.parametrize(
    ("text", "things", "asked"),
    [
        ("They left the yearly jamboree early.", {"yearly jamboree": "Event~"}, False),
        ("Yearly jamboree, left early.", {"Yearly jamboree": "Event~"}, False),
        ("They left the yearly jamboree of Quill early.", {"yearly jamboree": "Event~"}, True),
        ("They left the workshop for a yearly jamboree.", {"yearly jamboree": "Programme~"}, True),
        ("Kenya left the yearly jamboree early.", {"yearly jamboree": "Event~"}, True),
        ("Quill left the yearly jamboree early.", {"Quill": "Company"}, True),
    ],
)
def test_a_sentence_is_left_out_where_neither_the_rules_nor_a_capital_show_anything(
    text: str, things: dict[str, str], asked: bool, show: Show
) -> None:
    shown = show(text)
    model = FakeField(shown.tags(things))
    found = refined(shown, model, USUAL_WORDS)
    assert bool(model.shown) is asked
    assert (set(things) <= {one.text for one in found}) is asked
    assert asked or (found == shown.found == ())


def test_what_the_tagger_alone_sees_is_added(show: Show) -> None:
    shown = show("Yesterday Blue Lagoon answered.")
    assert by_rules(shown) == []
    (found,) = tagged(shown, {"Blue Lagoon": "Company"})
    assert (found.text, found.kind, found.source) == ("Blue Lagoon", Kind.COMPANY, Source.HEAD)
    assert (found.start, found.end) == (10, 21)
    assert (found.weak, found.unnamed, found.actor) == (False, False, "")


def test_a_mention_tells_how_likely_it_is(show: Show) -> None:
    shown = show("Yesterday Blue Lagoon thanked the Lakes Foundation.")
    (lagoon, foundation) = tagged(shown, {"Blue Lagoon": "Company"}, sure=0.8)
    assert (lagoon.likely, lagoon.weak) == (0.8, False)
    assert (round(foundation.likely or 0, 3), foundation.weak) == (0.2, True)
    (guess, _) = refined(shown, guessing(shown, "Company", 0.4, 0.6))
    assert (guess.likely, guess.weak) == (0.4, True)
    assert [one.likely for one in shown.found] == [None]


def test_two_things_side_by_side_stay_two(show: Show) -> None:
    found = tagged(show("Yesterday Blue Lagoon Zoraida answered."), {"Blue Lagoon": "Company", "Zoraida": "Person"})
    assert brief(found) == [Seen("Blue Lagoon", Kind.COMPANY), Seen("Zoraida", Kind.PERSON)]
    assert found[1].source is Source.PERSON


def test_a_name_that_the_rules_see_is_retyped(show: Show) -> None:
    shown = show("The Lakes Alliance answered.")
    assert by_rules(shown) == [Seen("Lakes Alliance", Kind.FORUM)]
    (found,) = tagged(shown, {"Lakes Alliance": "Programme"})
    assert (found.kind, found.source) == (Kind.PROGRAMME, Source.HEAD)
    assert (found.start, found.end) == (shown.found[0].start, shown.found[0].end)


def test_a_name_retyped_loses_the_subkind_of_what_it_was(show: Show) -> None:
    shown = show("The Lakes Summit began.")
    assert shown.found[0].subkind == "Conference"
    assert tagged(shown, {"Lakes Summit": "Forum"})[0].subkind == ""
    assert tagged(shown, {"Lakes Summit": "Event"})[0].subkind == "Conference"


def test_a_name_retyped_gets_the_subkind_of_its_noun(show: Show) -> None:
    shown = show("The Lakes Conference Alliance began.")
    assert by_rules(shown) == [Seen("Lakes Conference Alliance", Kind.FORUM)]
    (found,) = tagged(shown, {"Lakes Conference Alliance": "Event"})
    assert (found.kind, found.subkind) == (Kind.EVENT, "Conference")


@pytest.mark.parametrize("words", ["Lakes Foundation", "The Clear Lakes Foundation answered", "The Clear"])
def test_the_borders_of_a_name_are_the_taggers(words: str, show: Show) -> None:
    shown = show("The Clear Lakes Foundation answered.")
    assert by_rules(shown) == [Seen("Clear Lakes Foundation", Kind.CIVIL_SOCIETY)]
    assert brief(tagged(shown, {words: "Company"})) == [Seen(words, Kind.COMPANY)]


@pytest.mark.parametrize("name", ["Company", "Person", "State", "Event~"])
def test_what_the_registry_knows_keeps_its_kind(name: str, show: Show) -> None:
    shown = show("Yesterday UNICEF answered.")
    assert tagged(shown, {"UNICEF": name}) == shown.found
    assert shown.found[0].actor == "unicef"


@pytest.mark.parametrize("name", ["State", "Place", "Government"])
def test_a_state_stays_a_state_whatever_its_tag(name: str, show: Show) -> None:
    shown = show("Yesterday Kenya slept.")
    assert tagged(shown, {"Kenya": name}) == shown.found
    assert shown.found[0].is_state


def test_the_tag_of_a_state_adds_none_that_the_registry_does_not_know(show: Show) -> None:
    assert tagged(show("Yesterday Atlantis slept."), {"Atlantis": "State"}) == ()


def test_a_name_that_the_tagger_calls_nothing_is_only_a_guess(show: Show) -> None:
    shown = show("The Lakes Foundation thanked UNICEF.")
    assert by_rules(shown) == [
        Seen("Lakes Foundation", Kind.CIVIL_SOCIETY),
        Seen("UNICEF", Kind.INTERNATIONAL_ORGANIZATION, "unicef"),
    ]
    assert tagged(shown, {}) == (replace(shown.found[0], weak=True), *shown.found[1:])


def test_a_name_stays_while_one_of_its_words_may_be_something(show: Show) -> None:
    shown = show("The Lakes Foundation thanked UNICEF.")
    assert tagged(shown, {}, sure=0.59) == shown.found
    doubted = FakeField(shown.tags({}), likely={(2, "O"): 0.5})
    assert refined(shown, doubted) == shown.found


@pytest.mark.parametrize("text", ["They met at the closing workshop on wells.", "Both countries slept."])
def test_what_has_no_name_stays_where_the_tagger_sees_nothing(text: str, show: Show) -> None:
    shown = show(text)
    assert shown.found
    assert tagged(shown, {}) == shown.found


def test_a_definition_stays_where_the_tagger_sees_nothing(show: Show) -> None:
    shown = show("The Lakes Alliance answered.")
    defined = tuple(replace(f, source=Source.DEFINITION) for f in shown.found)
    assert tagged(replace(shown, found=defined), {}) == defined


def test_a_thing_without_a_name_is_added_as_such(show: Show) -> None:
    shown = show("They left the yearly jamboree of Quill early.")
    (found,) = tagged(shown, {"yearly jamboree": "Event~"})
    assert (found.text, found.kind, found.source) == ("yearly jamboree", Kind.EVENT, Source.NOUN)
    assert found.unnamed
    assert found.definite


def test_a_thing_without_a_name_keeps_the_borders_that_the_rules_give_it(show: Show) -> None:
    shown = show("They left the closing workshop on wells.")
    assert by_rules(shown) == [Seen("closing workshop", Kind.EVENT)]
    assert tagged(shown, {"closing workshop on wells": "Event~"}) == shown.found


def test_a_new_name_belongs_to_the_organisation_inside_it(show: Show) -> None:
    (found,) = tagged(show("The UNICEF Water Hub answered."), {"UNICEF Water Hub": "Programme"})
    assert (found.text, found.owner, found.actor) == ("UNICEF Water Hub", "unicef", "")


def test_a_new_body_belongs_to_the_state_inside_its_name(show: Show) -> None:
    shown = show("The Royal Kenya Cabinet answered.")
    (found,) = tagged(shown, {"Royal Kenya Cabinet": "GovernmentBody"})
    assert (found.kind, found.country) == (Kind.GOVERNMENT_BODY, "kenya")
    assert tagged(shown, {"Royal Kenya Cabinet": "Company"})[0].country == ""


def test_a_new_event_gets_the_subkind_of_its_noun(show: Show) -> None:
    (found,) = tagged(show("Yesterday Blue Lagoon Retreat began."), {"Blue Lagoon Retreat": "Event"})
    assert found.subkind == "Meeting"
    (found,) = tagged(show("Ayer Encuentro Cumbre Azul empezó.", "es"), {"Encuentro Cumbre Azul": "Event"})
    assert found.subkind == "Meeting"  # a Spanish name opens with its noun


def test_a_government_without_a_state_is_refused(show: Show) -> None:
    assert tagged(show("The Royal Cabinet answered."), {"Royal Cabinet": "Government"}) == ()
    found = tagged(show("The Royal Kenya Cabinet answered."), {"Royal Kenya Cabinet": "Government"})
    assert brief(found) == [Seen("Royal Kenya Cabinet", Kind.GOVERNMENT)]


def test_a_refused_government_leaves_what_the_rules_see(show: Show) -> None:
    shown = show("The Lakes Alliance answered.")
    assert tagged(shown, {"Lakes Alliance": "Government"}) == shown.found


@pytest.mark.parametrize(
    ("text", "lang", "words", "name"),
    [
        ("Yesterday Dr. Ana Ruiz answered.", "en", "Dr. Ana Ruiz", "Ana Ruiz"),
        ("Yesterday Minister Ana Ruiz answered.", "en", "Minister Ana Ruiz", "Ana Ruiz"),
        ("Yesterday Mrs. Ambassador Ruiz answered.", "en", "Mrs. Ambassador Ruiz", "Ruiz"),
        ("Yesterday Zoraida Quintanal answered.", "en", "Zoraida Quintanal", "Zoraida Quintanal"),
        ("Ayer la Sra. Zoraida Quintanal respondió.", "es", "Sra. Zoraida Quintanal", "Zoraida Quintanal"),
    ],
)
def test_a_person_is_named_without_title(text: str, lang: str, words: str, name: str, show: Show) -> None:
    (found,) = (f for f in tagged(show(text, lang), {words: "Person"}) if not f.weak)
    assert (found.text, found.kind, found.source) == (name, Kind.PERSON, Source.PERSON)
    assert text[found.start : found.end] == name


@pytest.mark.parametrize("words", ["Dr. Ana Ruiz", "Minister Ana Ruiz"])
def test_the_title_left_out_is_no_guess(words: str, show: Show) -> None:
    assert [f.text for f in tagged(show(f"Yesterday {words} answered."), {words: "Person"})] == ["Ana Ruiz"]


def test_only_persons_are_named_without_title(show: Show) -> None:
    (found,) = tagged(show("Yesterday Ambassador Lagoon opened."), {"Ambassador Lagoon": "Company"})
    assert found.text == "Ambassador Lagoon"


def test_a_title_alone_is_left_one_word(show: Show) -> None:
    (found,) = tagged(show("Yesterday Dr. answered."), {"Dr": "Person"})
    assert found.text == "Dr"


def guessing(shown: ShownText, name: str, likely: float, nothing: float) -> FakeField:
    """Return a model that sees nothing, though the second and third word are ``name`` as likely as ``likely``."""
    table = {
        (1, f"B-{name}"): likely,
        (2, f"I-{name}"): likely,
        (1, "O"): nothing,
        (2, "O"): nothing,
    }
    return FakeField(shown.tags({}), likely=table)


def test_what_may_be_something_is_a_guess(show: Show) -> None:
    shown = show("Yesterday Blue Lagoon answered.")
    (found,) = refined(shown, guessing(shown, "Company", 0.4, 0.6))
    assert (found.text, found.kind, found.weak, found.unnamed) == ("Blue Lagoon", Kind.COMPANY, True, False)


def test_what_is_most_likely_nothing_is_no_guess(show: Show) -> None:
    shown = show("Yesterday Blue Lagoon answered.")
    assert refined(shown, guessing(shown, "Company", 0.4, 0.81)) == ()
    assert refined(shown, guessing(shown, "Company", 0.19, 0.5)) == ()


def test_a_tag_of_which_the_tagger_is_not_sure_is_a_guess(show: Show) -> None:
    shown = show("Yesterday Blue Lagoon answered.")
    assert [f.weak for f in tagged(shown, {"Blue Lagoon": "Company"}, sure=0.61)] == [False]
    (found,) = tagged(shown, {"Blue Lagoon": "Company"}, sure=0.59)
    assert (found.text, found.weak) == ("Blue Lagoon", True)


def test_one_doubtful_word_makes_the_whole_a_guess(show: Show) -> None:
    shown = show("Yesterday Blue Lagoon answered.")
    model = FakeField(shown.tags({"Blue Lagoon": "Company"}), likely={(2, "I-Company"): 0.5})
    assert [(f.text, f.weak) for f in refined(shown, model)] == [("Blue Lagoon", True)]


def test_a_guess_ends_before_a_word_that_hardly_goes_on(show: Show) -> None:
    shown = show("Yesterday Blue Lagoon answered.")
    model = guessing(shown, "Company", 0.6, 0.4)
    model.likely = {**model.likely, (2, "I-Company"): 0.29}
    assert [f.text for f in refined(shown, model)] == ["Blue"]


def test_a_guess_is_of_the_likeliest_kind(show: Show) -> None:
    shown = show("Yesterday Blue Lagoon answered.")
    model = guessing(shown, "Company", 0.3, 0.3)
    model.likely = {**model.likely, (1, "B-Forum"): 0.4, (2, "I-Forum"): 0.4}
    assert brief(refined(shown, model)) == [Seen("Blue Lagoon", Kind.FORUM)]


def test_a_guess_may_have_no_name(show: Show) -> None:
    shown = show("The yearly jamboree of Quill began.")
    (found,) = refined(shown, guessing(shown, "Event~", 0.4, 0.6))
    assert (found.text, found.kind, found.unnamed, found.weak) == ("yearly jamboree", Kind.EVENT, True, True)
    assert (found.source, found.definite) == (Source.NOUN, True)


@pytest.mark.parametrize("name", ["State", "Government"])
def test_no_state_is_guessed(name: str, show: Show) -> None:
    shown = show("Yesterday Blue Lagoon answered.")
    assert refined(shown, guessing(shown, name, 0.4, 0.6)) == ()


def test_a_guessed_person_is_named_without_title(show: Show) -> None:
    shown = show("Yesterday Minister Quintanal answered.")
    (found,) = refined(shown, guessing(shown, "Person", 0.4, 0.6))
    assert (found.text, found.weak) == ("Quintanal", True)


def test_nothing_is_guessed_of_words_that_are_named_already(show: Show) -> None:
    shown = show("The Lakes Alliance answered.")
    assert refined(shown, guessing(shown, "Company", 0.45, 0.55)) == shown.found


def test_mentions_come_in_order_without_overlaps_and_quote_the_text(show: Show) -> None:
    shown = show("Kenya and Blue Lagoon thanked UNICEF, the Lakes Alliance and Zoraida at the workshop.")
    found = tagged(shown, {"Blue Lagoon": "Company", "the Lakes Alliance": "Forum", "Zoraida": "Person"})
    assert [f.text or shown.text[f.start : f.end] for f in found] == [
        "Kenya",
        "Blue Lagoon",
        "UNICEF",
        "the Lakes Alliance",
        "Zoraida",
        "workshop",
    ]
    assert all(before.end <= behind.start for before, behind in pairwise(found))
    assert all(shown.text[f.start : f.end] == f.text for f in found if f.text)


def test_the_same_sentence_is_refined_the_same(show: Show) -> None:
    shown = show("Kenya and Blue Lagoon thanked UNICEF and the Lakes Alliance.")
    things = {"Blue Lagoon": "Company", "Lakes Alliance": "Company"}
    assert tagged(shown, things) == tagged(shown, things)


def test_words_with_a_small_letter_are_counted_in_all_sentences(finders: Finders) -> None:
    document = document_of("Water is water, says Peru.\nThe water of PERU sparkles.")
    found = small_words([one.sentence for one in mentions.by_rules(document, finders)])
    assert (found["water"], found["sparkles"], found["peru"], found["the"]) == (2, 1, 0, 0)


def test_the_finders_take_the_taggers_word(show: Show, finders: Finders) -> None:
    text = "Yesterday Blue Lagoon and Quill thanked the Lakes Foundation and UNICEF."
    tags = show(text).tags({"Blue Lagoon": "Company", "Quill": "Person"})
    (marked,) = mentions.find(document_of(text), replace(finders, tagger=tagger_of(FakeField(tags))))
    assert brief(marked.found) == [
        Seen("Blue Lagoon", Kind.COMPANY),
        Seen("Quill", Kind.PERSON),
        Seen("Lakes Foundation", Kind.CIVIL_SOCIETY),
        Seen("UNICEF", Kind.INTERNATIONAL_ORGANIZATION, "unicef"),
    ]
    assert [f.text for f in marked.found if f.weak] == ["Lakes Foundation"]
