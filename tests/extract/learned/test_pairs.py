"""Pairs are tried where a relation may hold, near each other, and the model sees the same of them each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from tests.extract.learned.by_hand import cast_of, features_of_a_pair, stated

from coopgraph.extract.claims import Stated
from coopgraph.extract.learned import pairs, sight
from coopgraph.extract.learned.linear import Linear
from coopgraph.extract.learned.pairs import FITS, Candidate, fitting
from coopgraph.extract.learned.tokens import Class
from coopgraph.extract.reading import Draft
from coopgraph.model import ACTOR_KINDS, Kind, Relation
from coopgraph.registry import Registry

DraftOf = Callable[..., Draft]

ROOT = Path(__file__).parents[3]
MOST = 40
"""Mentions of the longest sentence whose pairs are tried."""

BUSY = (
    "Safe Water For All\n\n"
    "UNESCO and the Rivers Foundation slept. "
    "Kenya, Uganda and UNICEF fund the Safe Wells Project. Both countries cooperate with the Lakes Foundation in Lima, "
    "and UNICEF praised, in the rain, in the rain, the Lakes Foundation of Peru again. "
    "Ambassador Ana Ruiz saw UNDP and the Oak Foundation when the two parties opened the Lakes Summit for Kenya. "
    "A workshop followed. The project helps the Kenya Border Guard, and Kenyan engineers signed an agreement with it."
)
"""Pairs of one sentence and of two with the same kinds, mentions of several things, words that come back."""


def tried(kinds: Sequence[Sequence[Kind]], registry: Registry) -> list[tuple[int, int, int]]:
    """Return the pairs, with how far apart their sentences are, of sentences that name things of ``kinds``."""
    _, marked, cast = cast_of(kinds, registry)
    places = {one.sentence.start: i for i, one in enumerate(marked)}
    return [(one.a, one.b, apart(one, places)) for one in pairs.candidates(marked, cast, {})]


def apart(one: Candidate, places: Mapping[int, int]) -> int:
    """Return how far apart the sentences of a pair are: 0 for one, 1 for neighbours; ``places`` are by their starts."""
    gap = places[one.other.marked.sentence.start] - places[one.row.marked.sentence.start]
    assert (one.row is one.other) is (gap == 0)
    return gap


def drafted(one: Draft) -> list[Candidate]:
    return list(pairs.candidates(one.marked, one.cast, {}))


def words_of(one: Draft) -> list[tuple[str, str, int]]:
    """Return the words of the pairs of a document, with how far apart their sentences are."""
    places = {marked.sentence.start: i for i, marked in enumerate(one.marked)}
    return [(pair.first.text, pair.second.text, apart(pair, places)) for pair in drafted(one)]


def only(found: Sequence[Candidate]) -> Candidate:
    (one,) = found
    return one


@pytest.mark.parametrize(("a", "b"), list(product(Kind, Kind)))
def test_what_fits_is_the_same_whichever_is_named_first(a: Kind, b: Kind) -> None:
    turned = {(relation, not forward) for relation, forward in fitting(b, a)}
    assert {one for one in fitting(a, b) if one[0] is not Relation.COOPERATES_WITH} == {
        one for one in turned if one[0] is not Relation.COOPERATES_WITH
    }


@pytest.mark.parametrize(("a", "b"), list(product(Kind, Kind)))
def test_what_fits_comes_once_with_the_kinds_of_its_ends(a: Kind, b: Kind) -> None:
    found = fitting(a, b)
    assert len(found) == len(set(found))
    for relation, forward in found:
        subjects, objects = FITS[relation]
        assert (a if forward else b) in subjects
        assert (b if forward else a) in objects


def test_cooperation_has_no_direction() -> None:
    for a, b in product(Kind, Kind):
        ways = [forward for relation, forward in fitting(a, b) if relation is Relation.COOPERATES_WITH]
        assert ways == ([True] if {a, b} <= ACTOR_KINDS else [])


def test_every_relation_that_fits_has_both_ends() -> None:
    assert all(subjects and objects for subjects, objects in FITS.values())
    assert {relation for a, b in product(Kind, Kind) for relation, _ in fitting(a, b)} == set(FITS)


@pytest.mark.parametrize(
    ("a", "b", "way"),
    [
        (Kind.GOVERNMENT, Kind.AGREEMENT, (Relation.PARTY_TO, True)),
        (Kind.AGREEMENT, Kind.GOVERNMENT, (Relation.PARTY_TO, False)),
        (Kind.PERSON, Kind.COMPANY, (Relation.REPRESENTS, True)),
        (Kind.EVENT, Kind.PLACE, (Relation.LOCATED_IN, True)),
    ],
)
def test_the_kinds_say_which_end_is_the_subject(a: Kind, b: Kind, way: tuple[Relation, bool]) -> None:
    relation, forward = way
    assert way in fitting(a, b)
    assert (relation, not forward) not in fitting(a, b)


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.PLACE])
def test_nothing_holds_between_two_persons_or_two_places(kind: Kind) -> None:
    assert fitting(kind, kind) == []


def test_all_that_may_be_related_in_a_sentence_is_tried_in_the_order_of_the_text(registry: Registry) -> None:
    actor, person, place = Kind.COMPANY, Kind.PERSON, Kind.PLACE
    assert tried([[actor, person, person, place]], registry) == [(0, 1, 0), (0, 2, 0), (0, 3, 0)]


def test_a_thing_is_not_tried_with_itself(draft: DraftOf) -> None:
    assert drafted(draft("UNICEF praised UNICEF.")) == []


def test_pairs_are_tried_in_a_sentence_and_its_neighbours_only(registry: Registry) -> None:
    actor = Kind.COMPANY
    assert tried([[actor], [actor]], registry) == [(0, 1, 1)]
    assert tried([[actor], [], [actor]], registry) == []
    assert tried([[actor], [], [], [actor]], registry) == []
    assert tried([[actor], [actor], [actor]], registry) == [(0, 1, 1), (1, 2, 1)]


def test_what_shares_a_sentence_is_not_tried_across_sentences(draft: DraftOf) -> None:
    one = draft("The Lakes Foundation slept. UNICEF praised the Lakes Foundation. UNICEF slept.")
    assert words_of(one) == [("UNICEF", "Lakes Foundation", 0)]


def test_of_things_in_different_sentences_only_the_nearest_mentions_are_tried(draft: DraftOf) -> None:
    one = draft("UNICEF slept. UNICEF woke. The Lakes Foundation slept.")
    assert words_of(one) == [("UNICEF", "Lakes Foundation", 1)]
    assert drafted(one)[0].first.start > 0


def test_things_of_several_neighbouring_sentences_are_tried_in_each_two(draft: DraftOf) -> None:
    one = draft("UNICEF slept. The Lakes Foundation slept. UNICEF woke.")
    assert words_of(one) == [("UNICEF", "Lakes Foundation", 1), ("Lakes Foundation", "UNICEF", 1)]


def test_a_pair_knows_its_sentences_and_its_places_in_them(draft: DraftOf) -> None:
    one = only(drafted(draft("Yesterday UNICEF slept. Then the Lakes Foundation slept.")))
    assert [item.text for item in one.row.items] == ["yester", "I", "slept", "."]
    assert [item.text for item in one.other.items] == ["then", "the", "C", "slept", "."]
    assert (one.start, one.end) == (1, 2)
    assert one.row.marked.found[one.row.items[one.start].position] == one.first
    assert one.other.marked.found[one.other.items[one.end].position] == one.second


def test_dates_and_sums_are_one_item_each(draft: DraftOf) -> None:
    (marked,) = draft("On 3 May 2023 UNICEF gave 5 million euros.").marked
    found = pairs.items(marked, {"gave": Class("8", "3", "1")})
    assert [item.text for item in found] == ["on", "D", "I", "gave", "V", "."]
    assert [item.position for item in found] == [-1, -1, 0, -1, -1, -1]
    assert [item.meaning.fine for item in found] == ["", "", "", "8", "", ""]


def test_a_plural_stands_for_all_it_speaks_of(draft: DraftOf) -> None:
    found = drafted(draft("Kenya and Uganda slept. Both countries praised the Lakes Foundation."))
    plural = [one for one in found if one.first.text == "Both countries"]
    assert [(one.a, one.b, one.row is one.other) for one in plural] == [(0, 2, True), (1, 2, True)]


def test_a_sentence_that_is_a_giant_list_gives_no_pairs(registry: Registry) -> None:
    actor = Kind.COMPANY
    assert len(tried([[actor] * MOST], registry)) == MOST * (MOST - 1) // 2
    assert tried([[actor] * (MOST + 1)], registry) == []


def test_two_giant_lists_side_by_side_give_no_pairs(registry: Registry) -> None:
    actor, person = Kind.COMPANY, Kind.PERSON
    assert tried([[person] * (MOST + 1), [actor] * (MOST + 1)], registry) == []
    assert len(tried([[person] * MOST, [actor] * MOST], registry)) == MOST * MOST + MOST * (MOST - 1) // 2


def test_what_is_seen_of_a_pair_tells_kinds_and_words_between_before_and_behind(draft: DraftOf) -> None:
    one = draft("Yesterday UNICEF proudly praised the Lakes Foundation again.")
    found = sight.features(only(drafted(one)), one.cast, {})
    assert {"IC", "IC n0", "= IC proudl praise the", "w praise", "w IC proudl", "p [ proudl"} <= set(found)
    assert {"t proudl praise the", "l IC yester", "r IC again .", "L yester", "R again"} <= set(found)
    assert {"as REGISTRY", "bs HEAD", "bk CivilSocietyOrganization "} <= set(found)
    assert not {"w again", "w yester", "L again", "heading IC"} & set(found)


def test_what_is_seen_of_a_pair_apart_tells_what_stands_around_either(draft: DraftOf) -> None:
    one = draft("Yesterday UNICEF slept. Then the Lakes Foundation woke.")
    found = set(sight.features(only(drafted(one)), one.cast, {}))
    assert {"x", "x IC", "xa L yester", "xa R slept", "xb L IC then", "xb R IC woke", "xbl IC then the"} <= found
    assert not any(feature.startswith(("w ", "= ", "p ", "x0", "x1", "x2")) for feature in found)


def test_meanings_of_words_are_seen(draft: DraftOf) -> None:
    classes = {"praised": Class("8", "3", "1"), "yesterday": Class("9", "4", "1"), "again": Class("7", "2", "1")}
    one = draft("Yesterday UNICEF proudly praised the Lakes Foundation again.")
    (candidate,) = pairs.candidates(one.marked, one.cast, classes)
    found = set(sight.features(candidate, one.cast, {}))
    assert {"f 8", "f IC 8", "m 3", "m IC 3", "fL IC 9", "mL IC 4", "fR IC 7", "mR IC 2"} <= found


def test_what_the_rules_read_between_a_pair_is_seen_with_its_direction(draft: DraftOf) -> None:
    one = draft("UNICEF praised the Lakes Foundation.")
    candidate = only(drafted(one))
    told = stated(Relation.SUPPORTS, candidate.a, candidate.b, rule="some.rule")
    forward = sight.features(candidate, one.cast, {(candidate.a, candidate.b): [told]})
    backward = sight.features(candidate, one.cast, {(candidate.b, candidate.a): [told]})
    neither = sight.features(candidate, one.cast, {(7, 8): [told]})
    assert set(forward) - set(neither) == {"rule1 supports>", "rule1 some.rule>", "status supports ongoing"}
    assert set(backward) - set(neither) == {"rule1 supports<", "rule1 some.rule<", "status supports ongoing"}


def test_a_body_and_its_state_show_that_they_belong_together(draft: DraftOf) -> None:
    one = draft("Kenya praised the Kenya Border Guard.")
    assert "state SB" in sight.features(only(drafted(one)), one.cast, {})
    other = draft("Peru praised the Kenya Border Guard.")
    assert not any("state" in f for f in sight.features(only(drafted(other)), other.cast, {}))


def test_a_mention_shows_how_often_what_it_names_is_named(draft: DraftOf) -> None:
    one = draft("Yesterday UNICEF praised the Lakes Foundation. UNICEF slept. " + "Then UNICEF slept. " * 3)
    found = sight.features(drafted(one)[0], one.cast, {})
    assert {"aoften I 4", "boften C 1"} <= set(found)


@pytest.mark.parametrize(
    ("likely", "step"), [(0.0, 0), (0.49, 4), (0.5, 5), (0.979, 9), (0.98, 10), (1.0, 10), (None, None)]
)
def test_a_mention_shows_how_likely_the_tagger_finds_it(likely: float | None, step: int | None, draft: DraftOf) -> None:
    one = draft("Yesterday UNICEF praised the Lakes Foundation.")
    pair = drafted(one)[0]
    found = sight.features(replace(pair, second=replace(pair.second, likely=likely)), one.cast, {})
    shown = [f for f in found if f.startswith(("alikely", "blikely"))]
    assert shown == ([] if step is None else [f"blikely {step}", f"blikely {step} C"])


def test_a_guess_shows(draft: DraftOf) -> None:
    one = draft("Yesterday UNICEF praised the Lakes Foundation.")
    pair = drafted(one)[0]
    assert "weak 00 IC" in sight.features(pair, one.cast, {})
    one.cast.things[pair.b].weak = True
    found = sight.features(pair, one.cast, {})
    assert {"weak 01 IC", "bweak 1", "bweak 1 C"} <= set(found)
    assert not [f for f in found if f.startswith("aweak")]


def test_pairs_and_features_are_the_same_each_time(draft: DraftOf) -> None:
    text = "Yesterday UNICEF and Kenya praised the Lakes Foundation. The Safe Wells Project grew. Uganda slept."
    once, again = draft(text), draft(text)
    assert drafted(once) == drafted(again)
    assert len(drafted(once)) > 5
    for one, other in zip(drafted(once), drafted(again), strict=True):
        assert sight.features(one, once.cast, {}) == sight.features(other, again.cast, {})


def test_what_is_seen_are_the_parts_one_after_another_and_nothing_twice(draft: DraftOf) -> None:
    one, told = read(draft)
    for candidate in drafted(one):
        shown = [dict.fromkeys(see()) for _, see in sight.parts(candidate, one.cast, told)]
        found = sight.features(candidate, one.cast, told)
        assert found == [feature for part in shown for feature in part]
        assert len(found) == len(set(found))


def test_features_come_in_the_order_in_which_they_first_occur(draft: DraftOf) -> None:
    one = draft("UNICEF often, often praised, often the Lakes Foundation.")
    found = sight.features(only(drafted(one)), one.cast, {})
    assert [f for f in found if f.startswith("w ") and " IC " not in f] == ["w often", "w ,", "w praise", "w the"]
    assert found[0] == "IC"
    assert found != sorted(found)


def test_what_has_the_same_key_is_seen_as_the_same(draft: DraftOf) -> None:
    one, told = read(draft)
    known: dict[Hashable, list[str]] = {}
    again = 0
    for candidate in drafted(one):
        parts = list(sight.parts(candidate, one.cast, told))
        assert [key for key, _ in parts].count(None) == 1
        for key, see in parts:
            if key is not None:
                again += key in known
                assert known.setdefault(key, list(see())) == list(see())
    assert again > 50


@pytest.mark.parametrize("by_meaning", [False, True])
def test_scores_added_up_by_key_are_those_of_the_whole(by_meaning: bool, draft: DraftOf) -> None:
    one, told = read(draft)
    classes = {"praised": Class("8", "3", "1"), "both": Class("9", "4", "1"), "again": Class("7", "2", "1")}
    draw = np.random.default_rng(3)
    linear = Linear(
        labels=("yes", "no"),
        weights=draw.integers(-128, 128, (1 << 12, 2), dtype=np.int8),
        bias=np.array([-500, 20], dtype=np.int32),
        scale=0.1,
        bits=12,
    )
    found = list(pairs.candidates(one.marked, one.cast, classes if by_meaning else {}))
    together = linear.together(sight.parts(candidate, one.cast, told) for candidate in found)
    apart = [linear.scores(sight.features(candidate, one.cast, told)) for candidate in found]
    assert together.tolist() == apart
    assert len({tuple(scores) for scores in apart}) > 30
    assert linear.bias.tolist() == [-500, 20]


def read(draft: DraftOf) -> tuple[Draft, dict[tuple[int, int], list[Stated]]]:
    """Return a document in which many mentions are in many pairs, and what the rules read in it, by its ends."""
    one = draft(BUSY)
    told: dict[tuple[int, int], list[Stated]] = {}
    for each in one.stated:
        told.setdefault((each.subject, each.object), []).append(each)
    assert told
    return one, told


def in_another_process(seed: int) -> list[str]:
    """Return what ``features_of_a_pair`` gives where sets are ordered by ``seed``."""
    code = "import json; from tests.extract.learned import by_hand; print(json.dumps(by_hand.features_of_a_pair()))"
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return [str(feature) for feature in json.loads(done.stdout)]


def test_the_model_sees_the_same_in_every_process() -> None:
    assert sorted(in_another_process(1)) == sorted(in_another_process(2)) == sorted(features_of_a_pair())


def test_features_come_in_the_same_order_in_every_process() -> None:
    assert in_another_process(1) == in_another_process(2)
