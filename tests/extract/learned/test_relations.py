"""The judge adds to what the rules read and takes from it, by scores that a test sets by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from tests.extract.learned.by_hand import linear_of, stated

from coopgraph.extract import reading
from coopgraph.extract.claims import Stated
from coopgraph.extract.learned import pairs, relations, sight
from coopgraph.extract.learned.linear import Linear
from coopgraph.extract.learned.pairs import fitting
from coopgraph.extract.learned.relations import Judge, Setting
from coopgraph.extract.mentions import Finders
from coopgraph.extract.reading import Draft
from coopgraph.extract.rules import Grammar
from coopgraph.model import NOT_ASSERTED, Attributes, Relation, Status

DraftOf = Callable[..., Draft]
Combine = Callable[..., list[Stated]]

BESIDE = "w beside"
"""The feature that judges know: the word stands between the two mentions."""
PLAIN = "The Lakes Foundation stood beside the Safe Wells Project."
BUSY = (
    "Kenya, Uganda and UNICEF fund the Safe Wells Project. Both countries cooperate with the Lakes Foundation in Lima, "
    "and UNICEF praised, in the rain, in the rain, the Lakes Foundation of Peru again. "
    "Ambassador Ana Ruiz saw UNDP and the Oak Foundation when the two parties opened the Lakes Summit for Kenya."
)


def judge_of(
    relation: Relation,
    score: int = 50,
    *,
    feature: str = BESIDE,
    way: str = ">",
    adds: int | None = 50,
    drops: int | None = None,
) -> Judge:
    """Return a judge that gives ``relation`` the score ``score`` where it sees ``feature``, else none."""
    return Judge(
        linear=linear_of({(relation.value + way, feature): score}),
        classes={},
        adds={} if adds is None else {relation: adds},
        drops={} if drops is None else {relation: drops},
    )


@pytest.fixture(scope="session")
def combine(finders: Finders, grammars: Mapping[str, Grammar]) -> Combine:
    """Lets a judge have its say: ``combine(judge, draft, stated=())``."""

    def combined(judge: Judge, one: Draft, told: Sequence[Stated] = ()) -> list[Stated]:
        setting = Setting(text=one.document.text, cast=one.cast, marked=one.marked, grammars=grammars, finders=finders)
        return relations.combine(judge, told, setting)

    return combined


def ends(found: Sequence[Stated], one: Draft) -> list[tuple[str, str, str]]:
    """Return subject, relation and object of what is stated, things by the words that first speak of them."""
    words = [thing.mentions[0].text if thing.mentions else "" for thing in one.cast.things]
    return [(words[s.subject], s.relation.value, words[s.object]) for s in found]


def quotes(found: Sequence[Stated], one: Draft) -> list[str]:
    return [one.document.text[s.start : s.end] for s in found]


def test_what_scores_enough_is_added(draft: DraftOf, combine: Combine) -> None:
    one = draft(PLAIN)
    judge = judge_of(Relation.SUPPORTS)
    (found,) = combine(judge, one)
    assert ends([found], one) == [("Lakes Foundation", "supports", "Safe Wells Project")]
    assert found.rule == "model.supports"
    assert found.confidence == judge.linear.probability(50) == 0.99
    assert (found.status, found.cue, found.attributes) == (Status.ONGOING, "", Attributes())
    assert quotes([found], one) == [PLAIN]


def test_what_scores_less_is_not_added(draft: DraftOf, combine: Combine) -> None:
    assert combine(judge_of(Relation.SUPPORTS, 49), draft(PLAIN)) == []
    assert combine(judge_of(Relation.SUPPORTS, 50, adds=51), draft(PLAIN)) == []
    assert combine(judge_of(Relation.SUPPORTS, feature="w behind"), draft(PLAIN)) == []


def test_a_relation_that_has_no_threshold_is_not_added(draft: DraftOf, combine: Combine) -> None:
    assert combine(judge_of(Relation.SUPPORTS, adds=None), draft(PLAIN)) == []


def test_a_relation_that_the_kinds_do_not_fit_is_not_added(draft: DraftOf, combine: Combine) -> None:
    assert combine(judge_of(Relation.PARTY_TO), draft(PLAIN)) == []


def test_the_label_says_which_end_is_the_subject(draft: DraftOf, combine: Combine) -> None:
    one = draft("The Safe Wells Project stood beside the Lakes Foundation.")
    assert combine(judge_of(Relation.SUPPORTS, way=">"), one) == []
    found = combine(judge_of(Relation.SUPPORTS, way="<"), one)
    assert ends(found, one) == [("Lakes Foundation", "supports", "Safe Wells Project")]


def test_what_the_rules_read_stays_and_comes_first(draft: DraftOf, combine: Combine) -> None:
    one = draft("UNICEF cooperates with the Lakes Foundation. The Lakes Foundation stood beside Kenya.")
    assert one.stated
    found = combine(judge_of(Relation.SUPPORTS), one, one.stated)
    assert found[:-1] == list(one.stated)
    assert ends(found[-1:], one) == [("Lakes Foundation", "supports", "Kenya")]


def test_what_the_rules_read_is_not_added_again(draft: DraftOf, combine: Combine) -> None:
    told = [stated(Relation.SUPPORTS, 0, 1)]
    assert combine(judge_of(Relation.SUPPORTS), draft(PLAIN), told) == told
    assert len(combine(judge_of(Relation.SUPPORTS), draft(PLAIN), [stated(Relation.FUNDS, 0, 1)])) == 2


def test_a_relation_is_added_once_by_the_pair_that_shows_it_best(draft: DraftOf, combine: Combine) -> None:
    one = draft(
        "UNICEF met the Lakes Foundation. UNICEF stood beside the Lakes Foundation. UNICEF saw the Lakes Foundation."
    )
    (found,) = combine(judge_of(Relation.SUPPORTS), one)
    assert quotes([found], one) == ["UNICEF stood beside the Lakes Foundation."]


def test_additions_come_in_the_order_of_their_ends(draft: DraftOf, combine: Combine) -> None:
    one = draft("UNICEF and Kenya stood beside Uganda and Peru.")
    found = combine(judge_of(Relation.SUPPORTS), one)
    order = [(s.subject, s.object) for s in found]
    assert len(order) == 4
    assert order == sorted(order)
    assert found == combine(judge_of(Relation.SUPPORTS), draft(one.document.text))


@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("It rained. ", ""), ("", " It rained."), ("Rain. ", " Snow.")]
)
def test_the_quotation_covers_the_sentences_of_both_mentions(
    before: str, after: str, draft: DraftOf, combine: Combine
) -> None:
    text = "Yesterday UNICEF slept. Then the Lakes Foundation woke."
    one = draft(f"{before}{text}{after}")
    found = combine(judge_of(Relation.SUPPORTS, feature="xb R woke"), one)
    assert ends(found, one) == [("UNICEF", "supports", "Lakes Foundation")]
    assert quotes(found, one) == [text]


def test_nothing_is_added_between_sentences_that_are_not_neighbours(draft: DraftOf, combine: Combine) -> None:
    judge = judge_of(Relation.SUPPORTS, feature="xb R woke")
    assert len(combine(judge, draft("Yesterday UNICEF slept. Then the Lakes Foundation woke."))) == 1
    assert combine(judge, draft("Yesterday UNICEF slept. It rained. Then the Lakes Foundation woke.")) == []


def test_of_a_long_sentence_only_the_words_from_mention_to_mention_are_quoted(draft: DraftOf, combine: Combine) -> None:
    filler = ", and the rain fell" * 40
    one = draft(f"Yesterday{filler}, the Lakes Foundation stood beside the Safe Wells Project again.")
    found = combine(judge_of(Relation.SUPPORTS), one)
    assert quotes(found, one) == ["Lakes Foundation stood beside the Safe Wells Project"]


def test_the_quotation_holds_both_mentions_whatever_the_length(draft: DraftOf, combine: Combine) -> None:
    for times in range(0, 40, 3):
        filler = " and the rain fell" * times
        one = draft(f"Yesterday{filler} the Lakes Foundation stood beside the Safe Wells Project{filler}.")
        (quote,) = quotes(combine(judge_of(Relation.SUPPORTS), one), one)
        assert "Lakes Foundation stood beside the Safe Wells Project" in quote


@pytest.mark.parametrize(
    ("text", "lang", "status", "cue"),
    [
        (PLAIN, "en", Status.ONGOING, ""),
        ("The Lakes Foundation plans to stand beside Kenya.", "en", Status.INTENDED, "plans to"),
        ("The Lakes Foundation did not stand beside Kenya.", "en", Status.DENIED, "did not"),
        ("The Lakes Foundation will stand beside Kenya.", "en", Status.DECIDED, "will"),
        ("They called on the Lakes Foundation to stand beside Kenya.", "en", Status.REQUESTED, "called on"),
        ("The Lakes Foundation stood beside Kenya, which will rest.", "en", Status.ONGOING, ""),
        ("La Fundación del Lago nunca estuvo beside Kenia.", "es", Status.DENIED, "nunca"),
    ],
)
def test_a_cue_before_or_between_the_mentions_says_how_far_it_has_come(
    text: str, lang: str, status: Status, cue: str, draft: DraftOf, combine: Combine
) -> None:
    (found,) = combine(judge_of(Relation.SUPPORTS), draft(text, lang))
    assert (found.status, found.cue) == (status, cue)


def test_between_sentences_a_relation_is_plain(draft: DraftOf, combine: Combine) -> None:
    one = draft("Yesterday UNICEF slept. Then the Lakes Foundation woke.")
    (found,) = combine(judge_of(Relation.SUPPORTS, feature="xb R woke"), one)
    assert (found.status, found.cue) == (Status.ONGOING, "")


def test_a_name_is_no_cue(draft: DraftOf, combine: Combine) -> None:
    (found,) = combine(judge_of(Relation.SUPPORTS), draft("The Commitment Foundation stood beside Kenya."))
    assert (found.status, found.cue) == (Status.ONGOING, "")


@pytest.mark.parametrize(
    ("relation", "object_", "status"),
    [
        (Relation.PARTY_TO, "Lakes Treaty", Status.SIGNED),
        (Relation.ORGANIZES, "Lakes Summit", Status.COMPLETED),
        (Relation.PARTICIPATES_IN, "Lakes Summit", Status.COMPLETED),
        (Relation.LEADS, "Lakes Summit", Status.ONGOING),
        (Relation.IMPLEMENTS, "Safe Wells Project", Status.ONGOING),
        (Relation.FUNDS, "Lakes Summit", Status.ONGOING),
    ],
)
def test_without_a_cue_the_relation_says_how_far_it_has_come(
    relation: Relation, object_: str, status: Status, draft: DraftOf, combine: Combine
) -> None:
    one = draft(f"UNICEF stood beside the {object_}.")
    found = combine(judge_of(relation), one)
    assert ends(found, one) == [("UNICEF", relation.value, object_)]
    assert found[0].status is status


def test_the_office_of_a_person_is_the_role(draft: DraftOf, combine: Combine) -> None:
    one = draft("Ambassador Ana Ruiz stood beside the Lakes Foundation.")
    (found,) = combine(judge_of(Relation.REPRESENTS), one)
    assert (found.subject, found.object, found.attributes) == (0, 1, Attributes(role="Ambassador"))
    (member,) = combine(judge_of(Relation.MEMBER_OF), one)
    assert member.attributes == Attributes()


def test_the_person_with_the_role_may_be_named_last(draft: DraftOf, combine: Combine) -> None:
    one = draft("The Lakes Foundation stood beside Ambassador Ana Ruiz.")
    found = combine(judge_of(Relation.REPRESENTS, way="<"), one)
    assert ends(found, one) == [("Ana Ruiz", "represents", "Lakes Foundation")]
    assert found[0].attributes == Attributes(role="Ambassador")


def test_a_person_without_an_office_has_no_role(draft: DraftOf, combine: Combine) -> None:
    (found,) = combine(judge_of(Relation.REPRESENTS), draft("Mr. Miller stood beside the Lakes Foundation."))
    assert found.attributes == Attributes()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("5 million euros", Attributes(amount="5000000", currency="EUR")),
        ("$5 million", Attributes(amount="5000000", currency="USD")),
        ("5 million euros and 2 million euros", Attributes()),
        ("much", Attributes()),
    ],
)
def test_the_only_sum_of_a_sentence_is_the_amount_of_a_funding(
    words: str, expected: Attributes, draft: DraftOf, combine: Combine
) -> None:
    text = f"UNICEF laid {words} beside the Safe Wells Project."
    assert [s.attributes for s in combine(judge_of(Relation.FUNDS), draft(text))] == [expected]
    assert [s.attributes for s in combine(judge_of(Relation.SUPPORTS), draft(text))] == [Attributes()]


def test_no_sum_is_taken_between_sentences(draft: DraftOf, combine: Combine) -> None:
    one = draft("Yesterday UNICEF laid 5 million euros aside. Then the Safe Wells Project woke.")
    (found,) = combine(judge_of(Relation.FUNDS, feature="xb R woke"), one)
    assert found.attributes == Attributes()


def test_a_state_known_by_its_adjective_is_mentioned_once_it_does_something(draft: DraftOf, combine: Combine) -> None:
    one = draft("Kenyan engineers stood beside the Safe Wells Project.")
    assert not one.cast.things[0].mentions
    found = combine(judge_of(Relation.SUPPORTS), one)
    assert ends(found, one) == [("Kenyan", "supports", "Safe Wells Project")]


def test_what_is_mentioned_is_not_mentioned_again(draft: DraftOf, combine: Combine) -> None:
    one = draft(PLAIN)
    combine(judge_of(Relation.SUPPORTS), one)
    assert [len(thing.mentions) for thing in one.cast.things] == [1, 1]


def test_what_the_rules_read_goes_where_it_scores_too_little(draft: DraftOf, combine: Combine) -> None:
    told = [stated(Relation.SUPPORTS, 0, 1)]
    assert combine(judge_of(Relation.SUPPORTS, -20, adds=None, drops=-19), draft(PLAIN), told) == []
    assert combine(judge_of(Relation.SUPPORTS, -20, adds=None, drops=-20), draft(PLAIN), told) == told


def test_what_the_judge_may_not_drop_stays(draft: DraftOf, combine: Combine) -> None:
    told = [stated(Relation.SUPPORTS, 0, 1)]
    assert combine(judge_of(Relation.SUPPORTS, -20, adds=None), draft(PLAIN), told) == told


def test_what_the_judge_has_not_seen_stays(draft: DraftOf, combine: Combine) -> None:
    far = [stated(Relation.SUPPORTS, 0, 1)]
    judge = judge_of(Relation.SUPPORTS, -20, drops=100)
    for rain in (" It rained.", " It rained. It rained."):
        assert combine(judge, draft(f"Yesterday UNICEF slept.{rain} Then the Lakes Foundation woke."), far) == far
    assert combine(judge, draft("Yesterday UNICEF slept. Then the Lakes Foundation woke."), far) == []
    unlabelled = [stated(Relation.FUNDS, 0, 1)]
    judge = replace(judge_of(Relation.SUPPORTS, adds=None), drops={Relation.FUNDS: 100})
    assert combine(judge, draft(PLAIN), unlabelled) == unlabelled


@pytest.mark.parametrize("status", list(Status))
def test_what_is_not_asserted_never_goes(status: Status, draft: DraftOf, combine: Combine) -> None:
    told = [stated(Relation.SUPPORTS, 0, 1, status)]
    judge = judge_of(Relation.SUPPORTS, -20, adds=None, drops=100)
    assert combine(judge, draft(PLAIN), told) == (told if status in NOT_ASSERTED else [])


def test_the_best_of_all_pairs_of_two_things_keeps_what_the_rules_read(draft: DraftOf, combine: Combine) -> None:
    one = draft("UNICEF met the Lakes Foundation. UNICEF stood beside the Lakes Foundation.")
    told = [stated(Relation.SUPPORTS, 0, 1)]
    assert combine(judge_of(Relation.SUPPORTS, 20, adds=None, drops=20), one, told) == told


def test_cooperation_read_the_other_way_round_is_not_added_again(draft: DraftOf, combine: Combine) -> None:
    one = draft("UNICEF stood beside the Lakes Foundation.")
    judge = judge_of(Relation.COOPERATES_WITH)
    assert len(combine(judge, one)) == 1
    for told in ([stated(Relation.COOPERATES_WITH, 1, 0)], [stated(Relation.COOPERATES_WITH, 0, 1)]):
        assert combine(judge, one, told) == told


def test_other_relations_may_hold_both_ways(draft: DraftOf, combine: Combine) -> None:
    told = [stated(Relation.SUPPORTS, 1, 0)]
    one = draft("UNICEF stood beside the Lakes Foundation.")
    assert [(s.subject, s.object) for s in combine(judge_of(Relation.SUPPORTS), one, told)] == [(1, 0), (0, 1)]


def test_cooperation_seen_both_ways_round_is_added_once(draft: DraftOf, combine: Combine) -> None:
    one = draft("UNICEF stood beside the Lakes Foundation. The Lakes Foundation stood beside UNICEF.")
    assert len(combine(judge_of(Relation.COOPERATES_WITH), one)) == 1


def test_cooperation_is_kept_and_dropped_by_its_better_direction(draft: DraftOf, combine: Combine) -> None:
    one = draft("UNICEF stood beside the Lakes Foundation. The Lakes Foundation praised UNICEF.")
    for told in ([stated(Relation.COOPERATES_WITH, 1, 0)], [stated(Relation.COOPERATES_WITH, 0, 1)]):
        assert combine(judge_of(Relation.COOPERATES_WITH, 20, adds=None, drops=20), one, told) == told
        assert combine(judge_of(Relation.COOPERATES_WITH, 19, adds=None, drops=20), one, told) == []


def test_the_judge_sees_what_the_rules_read(draft: DraftOf, combine: Combine) -> None:
    judge = judge_of(Relation.IMPLEMENTS, feature="rule1 some.rule>")
    told = stated(Relation.SUPPORTS, 0, 1, rule="some.rule")
    assert [s.relation for s in combine(judge, draft(PLAIN), [told])] == [Relation.SUPPORTS, Relation.IMPLEMENTS]
    assert combine(judge, draft(PLAIN), [replace(told, rule="other.rule")]) == [replace(told, rule="other.rule")]


def test_a_judge_that_sees_nothing_changes_nothing(draft: DraftOf, combine: Combine) -> None:
    one = draft("UNICEF cooperates with the Lakes Foundation. The Lakes Foundation plans to fund Kenya.")
    judge = judge_of(Relation.SUPPORTS, feature="w nowhere", drops=0)
    assert combine(judge, one, one.stated) == list(one.stated)


def test_what_is_added_becomes_a_claim_with_its_quotation(
    draft: DraftOf, finders: Finders, grammars: Mapping[str, Grammar]
) -> None:
    one = draft(PLAIN)
    told = reading.judged(one, judge_of(Relation.SUPPORTS), finders, grammars)
    (claim,) = reading.finish(one, told, {"model.supports": 0.7}).reading.claims
    assert (claim.rule, claim.relation, claim.confidence) == ("model.supports", Relation.SUPPORTS, 0.7)
    assert PLAIN[claim.evidence.start : claim.evidence.end] == PLAIN


@pytest.mark.parametrize("guessed", [0, 1])
def test_of_a_guess_the_rules_are_believed_only_where_the_judge_would_add_it(
    guessed: int, draft: DraftOf, combine: Combine
) -> None:
    one = draft(PLAIN)
    one.cast.things[guessed].weak = True
    told = [stated(Relation.SUPPORTS, 0, 1)]
    assert combine(judge_of(Relation.SUPPORTS, 50, adds=50, drops=0), one, told) == told
    assert combine(judge_of(Relation.SUPPORTS, 49, adds=50, drops=0), one, told) == []
    assert combine(judge_of(Relation.FUNDS, 50, adds=60), one, told) == []
    denied = [stated(Relation.SUPPORTS, 0, 1, Status.DENIED)]
    assert combine(judge_of(Relation.SUPPORTS, 49, adds=50, drops=0), one, denied) == denied


def test_the_best_pair_scores_what_all_its_features_together_score(draft: DraftOf) -> None:
    one = draft(BUSY)
    labels = tuple(sorted(f"{relation.value}{way}" for relation in Relation for way in "<>"))
    draw = np.random.default_rng(11)
    linear = Linear(
        labels=labels,
        weights=draw.integers(-128, 128, (1 << 12, len(labels)), dtype=np.int8),
        bias=draw.integers(-300, 300, len(labels), dtype=np.int32),
        scale=0.01,
        bits=12,
    )
    told: dict[tuple[int, int], list[Stated]] = {}
    for read in one.stated:
        told.setdefault((read.subject, read.object), []).append(read)
    assert told
    expected: dict[tuple[Relation, int, int], int] = {}
    for candidate in pairs.candidates(one.marked, one.cast, {}):
        scores = dict(zip(labels, linear.scores(sight.features(candidate, one.cast, told)), strict=True))
        for relation, forward in fitting(*(one.cast.things[i].kind for i in (candidate.a, candidate.b))):
            ends_of = (candidate.a, candidate.b) if forward else (candidate.b, candidate.a)
            score = scores[relation.value + (">" if forward else "<")]
            expected[relation, *ends_of] = max(score, expected.get((relation, *ends_of), score))
    best = relations.best_pairs(Judge(linear=linear, classes={}, adds={}, drops={}), one.marked, one.stated, one.cast)
    assert len(best) > 50
    assert {key: seen.score for key, seen in best.items()} == expected
    assert {type(seen.score) for seen in best.values()} == {int}


def test_pairs_that_score_too_little_are_left_out_unless_the_rules_read_something(draft: DraftOf) -> None:
    one = draft(BUSY)
    judge = judge_of(Relation.SUPPORTS, 50, adds=51)
    least = judge.adds
    every = relations.best_pairs(judge, one.marked, one.stated, one.cast)
    some = relations.best_pairs(judge, one.marked, one.stated, one.cast, least)
    ends = {frozenset((told.subject, told.object)) for told in one.stated}
    assert some == {key: seen for key, seen in every.items() if frozenset(key[1:]) in ends}
    assert 0 < len(some) < len(every)
    assert relations.best_pairs(judge, one.marked, (), one.cast, least) == {}
    everything = relations.best_pairs(judge, one.marked, (), one.cast)
    assert relations.best_pairs(judge, one.marked, (), one.cast, {Relation.SUPPORTS: 0}) == everything


def test_pairs_judged_before_are_not_judged_again(
    draft: DraftOf, finders: Finders, grammars: Mapping[str, Grammar]
) -> None:
    one = draft(PLAIN)
    setting = Setting(text=PLAIN, cast=one.cast, marked=one.marked, grammars=grammars, finders=finders)
    judge = judge_of(Relation.SUPPORTS)
    best = relations.best_pairs(judge, one.marked, (), one.cast)
    assert [(key, seen.score) for key, seen in best.items()] == [((Relation.SUPPORTS, 0, 1), 50)]
    assert relations.combine(judge, (), setting, best) == relations.combine(judge, (), setting)
    assert relations.combine(judge, (), setting, {}) == []


@pytest.mark.parametrize(
    "text",
    [
        "Will the Lakes Foundation stand beside Kenya?",
        "The Lakes Foundation stood beside Kenya, which has not slept.",
        "They called on us to rest, and the rain fell and fell, while the Lakes Foundation stood beside Kenya.",
    ],
)
def test_nothing_is_added_in_a_question_or_beside_words_of_doubt(text: str, draft: DraftOf, combine: Combine) -> None:
    assert combine(judge_of(Relation.SUPPORTS), draft(text)) == []


def test_who_has_an_office_speaks_for_no_other_body(draft: DraftOf, combine: Combine) -> None:
    one = draft("Ana Ruiz, Director of UNESCO, stood beside Kenya.")
    assert [told.relation for told in one.stated] == [Relation.REPRESENTS]
    assert combine(judge_of(Relation.REPRESENTS), one, one.stated) == list(one.stated)
    assert len(combine(judge_of(Relation.REPRESENTS), one)) == 1  # without the office the model would have its way
