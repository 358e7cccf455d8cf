"""Mentions of one thing are gathered; what may mean two things is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.extract.views import claim, mentioned, pairs, quoted, referent

from coopgraph.model import Kind, Reading, Relation

Read = Callable[..., Reading]


def parties(reading: Reading) -> set[str]:
    return {subject for subject, _ in pairs(reading, Relation.PARTY_TO)}


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Kenya and Uganda held talks. Both countries signed an agreement.", "en", {"Kenya", "Uganda"}),
        ("UNICEF and UNESCO agree. Both organizations signed an agreement.", "en", {"UNICEF", "UNESCO"}),
        ("Kenya praised Uganda, and the two governments signed a treaty.", "en", {"Kenya", "Uganda"}),
        ("Kenia y Uganda conversaron. Ambos países firmaron un acuerdo.", "es", {"Kenia", "Uganda"}),
        ("UNICEF y UNESCO coinciden. Ambas organizaciones firmaron un acuerdo.", "es", {"UNICEF", "UNESCO"}),
        ("Kenia elogió a Uganda, y los dos gobiernos firmaron un tratado.", "es", {"Kenia", "Uganda"}),
    ],
)
def test_both_means_the_two_named_before(text: str, lang: str, expected: set[str], read_text: Read) -> None:
    assert parties(read_text(text, lang)) == expected


def test_both_means_the_two_spoken_of_most(read_text: Read) -> None:
    text = "Kenya praised Uganda. Uganda praised Kenya. Ghana listened. Both countries signed a treaty."
    assert parties(read_text(text)) == {"Kenya", "Uganda"}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Kenya, Uganda and Ghana held talks. Both countries signed an agreement.", "en"),
        ("Kenya held talks. Both countries signed an agreement.", "en"),
        ("The two ministers signed a treaty.", "en"),
        ("Kenia, Uganda y Ghana conversaron. Ambos países firmaron un acuerdo.", "es"),
        ("Kenia conversó. Ambos países firmaron un acuerdo.", "es"),
    ],
)
def test_both_means_nobody_where_it_may_mean_several(text: str, lang: str, read_text: Read) -> None:
    assert parties(read_text(text, lang)) == set()


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "Minister Ana Ruiz of Chile met with Minister John Miller of Ghana. The two ministers visited Nairobi.",
            "en",
            {"Ana Ruiz", "John Miller"},
        ),
        ("Minister Ana Ruiz came to Lima. She visited Nairobi.", "en", {"Ana Ruiz"}),
        (
            "La ministra Ana Ruiz se reunió con el ministro Juan Molina. Ambos ministros visitaron Nairobi.",
            "es",
            {"Ana Ruiz", "Juan Molina"},
        ),
        ("La ministra Ana Ruiz llegó a Lima. Ella visitó Nairobi.", "es", {"Ana Ruiz"}),
    ],
)
def test_persons_are_known_again_by_pronoun_and_office(
    text: str, lang: str, expected: set[str], read_text: Read
) -> None:
    visits = {
        s for s, o in pairs(read_text(text, lang), Relation.PARTICIPATES_IN) if o in {"visited", "visitó", "visitaron"}
    }
    assert visits == expected


def test_she_is_somebody_named_before_and_never_behind(read_text: Read) -> None:
    reading = read_text("Minister Ana Ruiz came to Lima. She met with Ambassador John Miller.")
    assert pairs(reading, Relation.PARTICIPATES_IN) == {("Ana Ruiz", "met"), ("John Miller", "met")}


def test_the_spanish_article_is_no_pronoun(read_text: Read) -> None:
    text = "La ministra Ana Ruiz llegó. UNICEF firmó un convenio con el Ministerio del Agua."
    assert parties(read_text(text, "es")) == {"UNICEF", "Ministerio del Agua"}


@pytest.mark.parametrize(("text", "lang"), [("He visited Nairobi.", "en"), ("Ella visitó Nairobi.", "es")])
def test_a_pronoun_without_anybody_before_it_is_nobody(text: str, lang: str, read_text: Read) -> None:
    assert pairs(read_text(text, lang), Relation.PARTICIPATES_IN) == set()


@pytest.mark.parametrize(
    ("text", "lang", "word"),
    [
        ("UNESCO organized a workshop. Chile and Peru attended the workshop.", "en", "workshop"),
        ("La UNESCO organizó un taller. Chile y Perú participaron en el taller.", "es", "taller"),
    ],
)
def test_the_workshop_is_the_one_spoken_of(text: str, lang: str, word: str, read_text: Read) -> None:
    reading = read_text(text, lang)
    assert len(referent(reading, word).mentions) == 2
    assert {o for _, o in pairs(reading, Relation.PARTICIPATES_IN)} == {word}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("UNESCO held a workshop on 3 March 2023. UNICEF held a second workshop on 4 April 2024.", "en"),
        (
            "UNESCO celebró un taller el 3 de marzo de 2023. UNICEF celebró un segundo taller el 4 de abril de 2024.",
            "es",
        ),
    ],
)
def test_a_thing_told_apart_by_its_adjective_is_another_one(text: str, lang: str, read_text: Read) -> None:
    events = [r for r in read_text(text, lang).referents if r.kind is Kind.EVENT]
    assert [e.start for e in events] == ["2023-03-03", "2024-04-04"]


@pytest.mark.parametrize(
    ("text", "lang", "full", "word"),
    [
        ("The Lakes Treaty holds. Kenya signed the treaty.", "en", "Lakes Treaty", "treaty"),
        ("UNESCO held a summit in Lima. Chile attended the event.", "en", "summit", "event"),
        ("El Tratado de los Lagos rige. Kenia firmó el tratado.", "es", "Tratado de los Lagos", "tratado"),
        ("La UNESCO organizó una cumbre en Lima. Chile participó en el evento.", "es", "cumbre", "evento"),
    ],
)
def test_a_common_noun_means_the_thing_of_its_kind_before_it(
    text: str, lang: str, full: str, word: str, read_text: Read
) -> None:
    reading = read_text(text, lang)
    assert referent(reading, full) == referent(reading, word)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The Lakes Treaty holds. Kenya signed the protocol.", "en"),
        ("The Lakes Treaty holds. Kenya signed a treaty.", "en"),
        ("El Tratado de los Lagos rige. Kenia firmó el protocolo.", "es"),
    ],
)
def test_another_noun_or_an_indefinite_one_means_another_thing(text: str, lang: str, read_text: Read) -> None:
    agreements = [r for r in read_text(text, lang).referents if r.kind is Kind.AGREEMENT]
    assert [r.unnamed for r in agreements] == [False, True]


@pytest.mark.parametrize(
    ("text", "lang", "party"),
    [
        (
            "The Ministry of Water of Kenya opened. The Ministry signed an agreement with UNICEF.",
            "en",
            "Ministry of Water of Kenya",
        ),
        ("The Lakes Foundation opened. The Foundation signed an agreement with UNICEF.", "en", "Lakes Foundation"),
        (
            "El Ministerio del Agua de Kenia abrió. El Ministerio firmó un convenio con UNICEF.",
            "es",
            "Ministerio del Agua de Kenia",
        ),
        ("La Fundación Lagos Claros abrió. La Fundación firmó un convenio con UNICEF.", "es", "Fundación Lagos Claros"),
    ],
)
def test_the_head_noun_alone_means_the_body_named_before(text: str, lang: str, party: str, read_text: Read) -> None:
    reading = read_text(text, lang)
    assert parties(reading) == {party, "UNICEF"}
    (object_,) = {o for _, o in pairs(reading, Relation.PARTY_TO)}
    assert party not in quoted(reading, claim(reading, Relation.PARTY_TO, party, object_))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The Ministry signed an agreement with UNICEF.", "en"),
        ("The Lakes Council opened. The Foundation signed an agreement with UNICEF.", "en"),
        ("El Ministerio firmó un convenio con UNICEF.", "es"),
    ],
)
def test_the_head_noun_alone_means_nobody_where_no_name_has_it(text: str, lang: str, read_text: Read) -> None:
    assert parties(read_text(text, lang)) == {"UNICEF"}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("In Panama it rained. Panama signed a treaty with UNESCO.", "en"),
        ("Experts flew to Chad, Mali and Panama. Panama signed a treaty with UNESCO.", "en"),
        ("En Panamá llovió. Panamá firmó un tratado con la UNESCO.", "es"),
        ("El trabajo sigue en Chad, Malí y Panamá. Panamá firmó un tratado con la UNESCO.", "es"),
    ],
)
def test_a_state_is_a_place_where_something_happens_and_a_government_where_it_acts(
    text: str, lang: str, read_text: Read
) -> None:
    reading = read_text(text, lang)
    panama = [(kind, actor) for _, kind, actor in mentioned(reading) if actor.endswith("panama")]
    assert panama == [("Place", "place/panama"), ("Government", "panama")]
    assert ("Panam" in " ".join(parties(reading))) is True


@pytest.mark.parametrize(
    ("text", "lang"), [("Kenya – UNESCO opened a desk.", "en"), ("Kenia – La UNESCO abrió una oficina.", "es")]
)
def test_a_state_in_a_dateline_is_a_place(text: str, lang: str, read_text: Read) -> None:
    assert [kind for _, kind, actor in mentioned(read_text(text, lang)) if actor.endswith("kenya")] == ["Place"]


@pytest.mark.parametrize(
    ("text", "lang", "short", "full"),
    [
        (
            "The National Lakes Research Foundation opened. The Lakes Research Foundation grew.",
            "en",
            "Lakes Research Foundation",
            "National Lakes Research Foundation",
        ),
        (
            "La Fundación Lagos Claros del Norte abrió. La Fundación Lagos Claros creció.",
            "es",
            "Fundación Lagos Claros",
            "Fundación Lagos Claros del Norte",
        ),
    ],
)
def test_a_shorter_form_of_a_name_means_the_same(text: str, lang: str, short: str, full: str, read_text: Read) -> None:
    reading = read_text(text, lang)
    assert referent(reading, short) == referent(reading, full)


def test_bodies_of_two_states_with_one_name_stay_two(read_text: Read) -> None:
    text = "El Ministerio de Pesca de Kenia y el Ministerio de Pesca de Ghana firmaron un acuerdo."
    reading = read_text(text, "es")
    assert referent(reading, "Ministerio de Pesca de Kenia").country == "kenya"
    assert referent(reading, "Ministerio de Pesca de Ghana").country == "ghana"
