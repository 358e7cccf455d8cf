"""What sentences state: between whom, how far it has come, how much it costs, and in which words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.extract.views import claim, edges, pairs, quoted, statuses

from coopgraph.model import Reading, Relation, Status

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "lang", "status"),
    [
        ("Kenya and Uganda signed an agreement.", "en", "signed"),
        ("Kenya announced that it has signed an agreement with Uganda.", "en", "signed"),
        ("Kenya, which plans elections in May, signed an agreement with Uganda.", "en", "signed"),
        ("In May, Kenya signed an agreement with Uganda.", "en", "signed"),
        ("Kenya will sign an agreement with Uganda in May.", "en", "decided"),
        ("Kenya has decided to sign an agreement with Uganda.", "en", "decided"),
        ("Kenya plans to sign an agreement with Uganda.", "en", "intended"),
        ("Kenya hopes to sign an agreement with Uganda.", "en", "intended"),
        ("Kenya may sign an agreement with Uganda.", "en", "hypothetical"),
        ("If Kenya signs an agreement with Uganda, trade grows.", "en", "hypothetical"),
        ("Kenya should sign an agreement with Uganda.", "en", "requested"),
        ("UNICEF urged Kenya to sign an agreement with Uganda.", "en", "requested"),
        ("Kenya did not sign an agreement with Uganda.", "en", "denied"),
        ("Kenya has not signed the agreement with Uganda.", "en", "denied"),
        ("Kenya refused to sign the agreement with Uganda.", "en", "denied"),
        ("Kenia y Uganda firmaron un acuerdo.", "es", "signed"),
        ("Kenia anunció que ha firmado un acuerdo con Uganda.", "es", "signed"),
        ("Kenia informó que firmó un acuerdo con Uganda.", "es", "signed"),
        ("Kenia firmará un acuerdo con Uganda en mayo.", "es", "decided"),
        ("Kenia decidió firmar un acuerdo con Uganda.", "es", "decided"),
        ("Kenia espera firmar un acuerdo con Uganda.", "es", "intended"),
        ("Kenia tiene previsto firmar un acuerdo con Uganda.", "es", "intended"),
        ("Si Kenia firma un acuerdo con Uganda, crece el comercio.", "es", "hypothetical"),
        ("Kenia podría firmar un acuerdo con Uganda.", "es", "hypothetical"),
        ("Kenia debe firmar un acuerdo con Uganda.", "es", "requested"),
        ("Kenia no firmó el acuerdo con Uganda.", "es", "denied"),
        ("Kenia no ha firmado el acuerdo con Uganda.", "es", "denied"),
        ("Kenia se negó a firmar el acuerdo con Uganda.", "es", "denied"),
    ],
)
def test_the_words_say_how_far_a_signature_has_come(text: str, lang: str, status: str, read_text: Read) -> None:
    reading = read_text(text, lang)
    word = "agreement" if lang == "en" else "acuerdo"
    kenya = "Kenya" if lang == "en" else "Kenia"
    assert claim(reading, Relation.PARTY_TO, kenya, word).status == status


@pytest.mark.parametrize(
    ("text", "lang", "status"),
    [
        ("Japan has funded the Clean Lakes Programme since 2019.", "en", "ongoing"),
        ("Japan will fund the Clean Lakes Programme.", "en", "decided"),
        ("Japan has pledged to fund the Clean Lakes Programme.", "en", "pledged"),
        ("Japan hopes to fund the Clean Lakes Programme.", "en", "intended"),
        ("Japan would fund the Clean Lakes Programme.", "en", "hypothetical"),
        ("UNICEF called on Japan to fund the Clean Lakes Programme.", "en", "requested"),
        ("UNICEF asked Japan to fund the Clean Lakes Programme.", "en", "requested"),
        ("Japan has never funded the Clean Lakes Programme.", "en", "denied"),
        ("Japan no longer funds the Clean Lakes Programme.", "en", "ended"),
        ("Japan is negotiating to fund the Clean Lakes Programme.", "en", "negotiating"),
        ("Japan gave 5 million euros to the Clean Lakes Programme.", "en", "completed"),
        ("Japón financia el Programa Lagos Limpios desde 2019.", "es", "ongoing"),
        ("Japón financiará el Programa Lagos Limpios.", "es", "decided"),
        ("Japón se comprometió a aportar 5 millones de euros al Programa Lagos Limpios.", "es", "pledged"),
        ("Japón prometió 5 millones de euros al Programa Lagos Limpios.", "es", "pledged"),
        ("Si Japón financia el Programa Lagos Limpios, las obras empiezan.", "es", "hypothetical"),
        ("Japón nunca financió el Programa Lagos Limpios.", "es", "denied"),
        ("Japón ya no financia el Programa Lagos Limpios.", "es", "ended"),
        ("Japón aportó 5 millones de euros al Programa Lagos Limpios.", "es", "completed"),
        ("El taller fue posible gracias al apoyo de Japón.", "es", "completed"),
    ],
)
def test_the_words_say_how_far_funding_has_come(text: str, lang: str, status: str, read_text: Read) -> None:
    assert statuses(read_text(text, lang), Relation.FUNDS) == {Status(status)}


@pytest.mark.parametrize(
    ("text", "lang", "amount", "currency"),
    [
        ("Norway contributed 3,000,000 euros to UNICEF.", "en", "3000000", "EUR"),
        ("Norway gave $5 million to UNICEF.", "en", "5000000", "USD"),
        ("Canada gave $5 million to UNICEF.", "en", "5000000", "CAD"),
        ("Norway gave 2 million pesos to UNICEF.", "en", "2000000", ""),
        ("Norway gave 2 million euros and 3 million euros to UNICEF.", "en", "", ""),
        ("Norway has funded UNICEF since 2019.", "en", "", ""),
        ("Noruega aportó 3.000.000 euros a UNICEF.", "es", "3000000", "EUR"),
        ("Noruega aportó 5 millones de dólares a UNICEF.", "es", "5000000", "USD"),
        ("Canadá aportó 5 millones de dólares a UNICEF.", "es", "5000000", "CAD"),
        ("Noruega aportó 2 millones de pesos a UNICEF.", "es", "2000000", ""),
    ],
)
def test_funding_carries_the_one_sum_of_its_words(
    text: str, lang: str, amount: str, currency: str, read_text: Read
) -> None:
    (one,) = read_text(text, lang).claims
    assert one.relation is Relation.FUNDS
    assert (one.attributes.amount, one.attributes.currency) == (amount, currency)


@pytest.mark.parametrize(
    ("text", "lang", "organisers"),
    [
        ("UNICEF, UNESCO, and IOM organized a seminar.", "en", {"UNICEF", "UNESCO", "IOM"}),
        ("UNICEF; UNESCO; and IOM organized a seminar.", "en", {"UNICEF", "UNESCO", "IOM"}),
        ("UNICEF, together with IOM, organized a seminar.", "en", {"UNICEF", "IOM"}),
        ("UNICEF/IOM organized a seminar.", "en", {"UNICEF", "IOM"}),
        ("UNICEF as well as IOM organized a seminar.", "en", {"UNICEF", "IOM"}),
        ("UNICEF, UNESCO y la OIM organizaron un seminario.", "es", {"UNICEF", "UNESCO", "OIM"}),
        ("UNICEF junto con la OIM organizaron un seminario.", "es", {"UNICEF", "OIM"}),
        ("UNICEF e IOM organizaron un seminario.", "es", {"UNICEF", "IOM"}),
        ("UNICEF, así como la UNESCO, organizaron un seminario.", "es", {"UNICEF", "UNESCO"}),
    ],
)
def test_every_member_of_a_list_is_one_end(text: str, lang: str, organisers: set[str], read_text: Read) -> None:
    assert {s for s, _ in pairs(read_text(text, lang), Relation.ORGANIZES)} == organisers


@pytest.mark.parametrize(
    ("text", "lang", "edge"),
    [
        ("Director Ana Ruiz of UNICEF signed an agreement with Kenya.", "en", ("UNICEF", "partyTo", "agreement")),
        ("President Ana Ruiz of Chile signed a treaty with UNESCO.", "en", ("Chile", "partyTo", "treaty")),
        ("Ana Ruiz, directora de UNICEF, firmó un acuerdo con Kenia.", "es", ("UNICEF", "partyTo", "acuerdo")),
        ("El presidente Juan Molina de Chile firmó un tratado con la UNESCO.", "es", ("Chile", "partyTo", "tratado")),
    ],
)
def test_who_signs_does_so_for_whom_he_or_she_represents(
    text: str, lang: str, edge: tuple[str, str, str], read_text: Read
) -> None:
    found = edges(read_text(text, lang))
    assert edge in found
    assert not [e for e in found if e[0].startswith(("Ana", "Juan")) and e[1] == "partyTo"]


@pytest.mark.parametrize(
    ("text", "lang", "thing"),
    [
        ("The seminar began. It was made possible with the support of Canada.", "en", "seminar"),
        (
            "UNICEF runs the Safe Wells Project. It was made possible thanks to a grant from Canada.",
            "en",
            "Safe Wells Project",
        ),
        ("El seminario empezó. Fue posible gracias al apoyo de Canadá.", "es", "seminario"),
    ],
)
def test_an_end_left_out_is_what_was_spoken_of_last(text: str, lang: str, thing: str, read_text: Read) -> None:
    assert {o for _, o in pairs(read_text(text, lang), Relation.FUNDS)} == {thing}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("It rained. It was made possible with the support of Canada.", "en"),
        ("The seminar began. One. Two. Three. Four. Five. It was made possible with the support of Canada.", "en"),
        ("Llovió. Fue posible gracias al apoyo de Canadá.", "es"),
    ],
)
def test_an_end_left_out_is_not_sought_far_back(text: str, lang: str, read_text: Read) -> None:
    assert pairs(read_text(text, lang), Relation.FUNDS) == set()


@pytest.mark.parametrize(
    ("text", "lang", "edge"),
    [
        ("They praised Kenya-Uganda cooperation.", "en", ("Kenya", "cooperatesWith", "Uganda")),
        ("The cooperation between Kenya, Uganda and Ghana grew.", "en", ("Uganda", "cooperatesWith", "Ghana")),
        ("La cooperación entre Kenia, Uganda y Ghana creció.", "es", ("Uganda", "cooperatesWith", "Ghana")),
    ],
)
def test_cooperation_joins_every_two_of_its_partners(
    text: str, lang: str, edge: tuple[str, str, str], read_text: Read
) -> None:
    found = edges(read_text(text, lang))
    assert edge in found
    assert all(subject != object_ for subject, _, object_ in found)


@pytest.mark.parametrize(
    ("text", "lang", "place"),
    [
        ("UNESCO held a workshop in Kenya.", "en", "Kenya"),
        ("Lima – UNESCO held a workshop on archives.", "en", "Lima"),
        ("Ambassador John Miller visited Kenya.", "en", "Kenya"),
        ("La UNESCO organizó un taller en Kenia.", "es", "Kenia"),
        ("El embajador Juan Molina visitó Kenia.", "es", "Kenia"),
    ],
)
def test_an_event_lies_in_the_place_of_a_state(text: str, lang: str, place: str, read_text: Read) -> None:
    reading = read_text(text, lang)
    places = {r.key: r for r in reading.referents if r.kind == "Place"}
    objects = {c.object for c in reading.claims if c.relation is Relation.LOCATED_IN}
    assert {places[o].mentions[0].text for o in objects} == {place}


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("It rained. Kenya and Uganda signed an agreement. It rained again.", "en"),
        ("Llovió. Kenia y Uganda firmaron un acuerdo. Llovió otra vez.", "es"),
    ],
)
def test_the_evidence_is_the_sentence(text: str, lang: str, read_text: Read) -> None:
    reading = read_text(text, lang)
    assert {quoted(reading, c) for c in reading.claims} == {text.split(". ")[1] + "."}


def test_the_evidence_of_a_long_sentence_is_what_was_matched(read_text: Read) -> None:
    tail = " and many more people came to look at the lakes" * 10
    reading = read_text(f"On a day of rain Kenya and Uganda signed an agreement{tail}.")
    assert (
        quoted(reading, claim(reading, Relation.PARTY_TO, "Uganda", "agreement"))
        == "Kenya and Uganda signed an agreement"
    )


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("UNICEF said “Japan has funded the whole of the Clean Lakes Programme since last May”.", "en"),
        ("UNICEF dijo «Japón siempre ha financiado todo el Programa Lagos Limpios desde mayo».", "es"),
    ],
)
def test_what_is_only_quoted_is_not_stated(text: str, lang: str, read_text: Read) -> None:
    assert pairs(read_text(text, lang), Relation.FUNDS) == set()


def test_a_language_that_is_not_read_is_read_as_english(read_text: Read) -> None:
    assert pairs(read_text("Kenya signed an agreement with Uganda.", "fr"), Relation.PARTY_TO) == {
        ("Kenya", "agreement"),
        ("Uganda", "agreement"),
    }


def test_two_rules_for_one_statement_give_one_claim(read_text: Read) -> None:
    reading = read_text("The treaty signed by Chile is a treaty between Chile and Peru.")
    keys = [(c.relation, c.subject, c.object, c.evidence, c.status) for c in reading.claims]
    assert len(keys) == len(set(keys))
