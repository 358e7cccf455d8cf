"""The order in which documents teach."""

from __future__ import annotations

import pytest
from tests.extract.reading import document_of

from coopgraph.extract import Doubted, rank
from coopgraph.extract.doubt import MentionDoubt, Unsure
from coopgraph.extract.ranking import SHOWN
from coopgraph.model import Kind, Reading, Span

DOUBT = MentionDoubt(words="Kelp", kind=Kind.COMPANY, probability=0.4, weight=1.0)


def doubted(*sentences: tuple[str, float], filler: str = "") -> Doubted:
    """Return a document of these sentences with their scores, the highest first, and a text that is not doubted."""
    document = document_of("\n".join([*(text for text, _ in sentences), filler]))
    unsure = []
    for text, score in sentences:
        start = document.text.index(text)
        span = Span(document=document.id, start=start, end=start + len(text))
        unsure.append(Unsure(span=span, text=text, score=score, doubts=(DOUBT,)))
    return Doubted(reading=Reading(document=document, referents=(), claims=()), sentences=tuple(unsure))


def shown(documents: list[Doubted], most: int = 10) -> list[list[str]]:
    return [[sentence.text for sentence in one.sentences] for one in rank(documents, most)]


LOUD = doubted(("Gulls met the mayor of Tarn.", 3.0), ("A reef was leased to Oyster Bay.", 2.0))
MILD = doubted(("The quay got a lamp from Sweden.", 1.5))


def test_the_document_that_teaches_most_comes_first_whatever_their_order() -> None:
    assert shown([MILD, LOUD]) == shown([LOUD, MILD])
    assert [one.rank for one in rank([MILD, LOUD], 10)] == [1, 2]
    assert [one.score for one in rank([MILD, LOUD], 10)] == [1.67, 0.5]


def test_no_more_are_listed_than_asked_for() -> None:
    assert shown([MILD, LOUD], 1) == [["Gulls met the mayor of Tarn.", "A reef was leased to Oyster Bay."]]


def test_a_long_document_does_not_win_by_its_length() -> None:
    names = ["alpha", "beta", "gamma", "delta", "epsilon"]
    long = doubted(*((f"{name} {name}er {name}ish {name}ly", 1.0) for name in names))
    assert [one.score for one in rank([long, LOUD], 10)] == [1.67, 1.0]
    assert len(rank([long], 1)[0].sentences) == SHOWN


def test_documents_without_a_doubt_are_left_out() -> None:
    assert rank([doubted(filler="It rained.")], 10) == ()


NOTICE = "Tarn Trust pays for this letter and its 40 readers."


@pytest.mark.parametrize(
    ("other", "listed"),
    [
        (NOTICE.replace("40", "55"), False),
        ("Tarn Trust pays for a poster and its makers.", True),
    ],
)
def test_a_sentence_like_one_further_up_is_not_asked_of_again(other: str, listed: bool) -> None:
    first, second = doubted((NOTICE, 2.0)), doubted((other, 1.0))
    assert ([other] in shown([first, second])) is listed


def test_sentences_alike_in_one_document_are_asked_of_once() -> None:
    assert shown([doubted((NOTICE, 2.0), (NOTICE.replace("40", "41"), 1.0))]) == [[NOTICE]]


def test_of_equal_scores_the_order_does_not_depend_on_that_of_the_files() -> None:
    one, other = doubted(("Crabs signed in Tarn.", 1.0)), doubted(("Whelks paid for nets.", 1.0))
    assert shown([one, other]) == shown([other, one])
