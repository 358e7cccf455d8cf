"""Of every sentence that speaks of cooperation it is told how its claims came about, or why it gave none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.extract.reading import document_of

from coopgraph import extract
from coopgraph.extract.explanation import Basis, Binding, Explained, Reason
from coopgraph.model import Relation
from coopgraph.registry import Registry

Explain = Callable[..., tuple[Explained, ...]]


@pytest.fixture(scope="session")
def explain(registry: Registry) -> Explain:
    """Explains a text: ``explain(text, lang="en")``."""
    explainer = extract.explainer(registry, extractor="rules")
    return lambda text, lang="en": explainer(document_of(text, lang=lang))


def silent(told: tuple[Explained, ...]) -> dict[Reason, Explained]:
    """Return the sentences that gave no claim, by the reason."""
    return {one.silence.reason: one for one in told if one.silence}


def basis(told: tuple[Explained, ...], relation: Relation, subject: str) -> Basis:
    """Return how the one claim of ``relation`` about ``subject`` came about."""
    (found,) = (
        b
        for one in told
        for b in one.claims
        if b.claim.relation is relation and subject in [n.text for n in b.subject.referent.names]
    )
    return found


@pytest.mark.parametrize(
    ("text", "lang", "reason", "triggers"),
    [
        ("Does Kenya fund the Clean Lakes Programme?", "en", "question", ("fund",)),
        ("¿Financia Kenia el Programa Lagos Limpios?", "es", "question", ("Financia",)),
        ("Chile said that “it will fund the Clean Lakes Programme next year.”", "en", "quotation", ("fund",)),
        ("Chile dijo que «financiará todo el Programa Lagos Limpios desde mayo».", "es", "quotation", ("financiará",)),
        ("Kenya praised Uganda (funded in May).", "en", "ornament", ("funded",)),
        ("Kenia elogió a Uganda (financiada en mayo).", "es", "ornament", ("financiada",)),
        ("The work is supported by many.", "en", "too-few", ("supported",)),
        ("Kenya is known for giving.", "en", "too-few", ("giving",)),
        ("La obra cuenta con apoyo.", "es", "too-few", ("apoyo",)),
        ("Both countries signed the agreement with Chile, Peru and Bolivia.", "en", "unbound", ("signed",)),
        ("Ana Ruiz signed the agreement.", "en", "unbound", ("signed",)),
        ("Kenya praised Uganda and its cooperation.", "en", "no-rule", ("cooperation",)),
        ("Kenia elogió a Uganda por su cooperación.", "es", "no-rule", ("cooperación",)),
    ],
)
def test_a_sentence_without_a_claim_has_a_reason(
    text: str, lang: str, reason: str, triggers: tuple[str, ...], explain: Explain
) -> None:
    (one,) = explain(text, lang)
    assert not one.claims
    assert one.silence
    assert (one.silence.reason, one.silence.triggers) == (reason, triggers)
    assert one.text == text


def test_a_sentence_without_a_word_of_cooperation_is_not_explained(explain: Explain) -> None:
    assert explain("Kenya described Uganda.") == ()


def test_a_sentence_with_a_claim_is_not_silent(explain: Explain) -> None:
    (one,) = explain("Kenya and Uganda signed an agreement.")
    assert one.claims
    assert one.silence is None


def test_an_office_alone_leaves_a_sentence_silent(explain: Explain) -> None:
    (one,) = explain("Ana Ruiz, Minister of Health of Chile, spoke of cooperation with Peru.")
    assert {b.claim.relation for b in one.claims if not b.file} == {Relation.REPRESENTS}
    assert (one.silence is None) is any(b.file for b in one.claims)


def test_words_bound_to_nothing_are_named(explain: Explain) -> None:
    silence = silent(explain("Both countries signed the agreement with Chile, Peru and Bolivia."))[
        Reason.UNBOUND
    ].silence
    assert silence
    assert silence.unbound == ("Both countries",)


def test_a_rule_that_fits_without_an_end_is_shown(explain: Explain) -> None:
    silence = silent(explain("Ana Ruiz signed the agreement."))[Reason.UNBOUND].silence
    assert silence
    assert [(near.rule, near.missing) for near in silence.near] == [("party.sign", ())]


def test_the_nearest_rules_share_a_word_with_the_sentence_and_name_what_they_lack(explain: Explain) -> None:
    (one,) = explain("Norway praised UNICEF, which will help.")
    assert one.silence
    assert 0 < len(one.silence.near) <= 3
    for near in one.silence.near:
        assert near.file.endswith(".toml")
        assert "{support}" in near.pattern or "{help}" in near.pattern
    lacking = [len(near.missing) for near in one.silence.near]
    assert lacking == sorted(lacking)


def test_a_slot_is_missed_when_its_only_mark_is_taken(explain: Explain) -> None:
    (one,) = explain("The dogs that Norway helped are named after 5 May 2023 and Ana Ruiz.")
    assert one.silence
    missing = {near.rule: near.missing for near in one.silence.near}
    assert missing["supports.verb"] == ("object:helped",)


@pytest.mark.parametrize(
    ("text", "lang", "cue"),
    [
        ("Japan hopes to fund the Clean Lakes Programme.", "en", "hopes to"),
        ("Japan has never funded the Clean Lakes Programme.", "en", "has never"),
        ("Japan funds the Clean Lakes Programme.", "en", ""),
        ("Japón ya no financia el Programa Lagos Limpios.", "es", "ya no"),
    ],
)
def test_the_cue_is_in_the_words_of_the_text(text: str, lang: str, cue: str, explain: Explain) -> None:
    found = basis(explain(text, lang), Relation.FUNDS, "Japan" if lang == "en" else "Japón")
    assert found.cue == cue
    assert found.file == "funds.toml"
    assert "{" in found.pattern


@pytest.mark.parametrize(
    ("text", "relation", "subject", "ends"),
    [
        (
            "Kenya and Uganda signed an agreement.",
            Relation.PARTY_TO,
            "Kenya",
            [(Binding.NAMED, "Kenya"), (Binding.DESCRIBED, "agreement")],
        ),
        (
            "The Clean Lakes Programme began in May. Japan funds the programme.",
            Relation.FUNDS,
            "Japan",
            [(Binding.NAMED, "Japan"), (Binding.REFERRING, "programme")],
        ),
        (
            "Minister Ana Ruiz of Chile came. Ana Ruiz signed a treaty with Peru.",
            Relation.PARTY_TO,
            "Chile",
            [(Binding.REPRESENTED, "Ana Ruiz"), (Binding.DESCRIBED, "treaty")],
        ),
        (
            "Kenya praised Uganda. Both countries signed a treaty.",
            Relation.PARTY_TO,
            "Kenya",
            [(Binding.REFERRING, "Both countries"), (Binding.DESCRIBED, "treaty")],
        ),
    ],
)
def test_it_is_told_how_a_sentence_leads_to_both_ends(
    text: str, relation: Relation, subject: str, ends: list[tuple[Binding, str]], explain: Explain
) -> None:
    found = basis(explain(text), relation, subject)
    assert [(end.binding, end.words) for end in (found.subject, found.object)] == ends


def test_an_end_that_only_the_rule_supplies_is_a_default(explain: Explain) -> None:
    told = explain("The workshop on lakes began in May. Officials from Norway attended.")
    ends = [(end.binding, end.words) for one in told for b in one.claims for end in (b.subject, b.object)]
    assert (Binding.DEFAULT, "workshop") in ends


def test_every_mark_of_a_sentence_stands_in_its_legend(explain: Explain) -> None:
    (one,) = explain("On 3 May 2023 Kenya gave 5 million euros to UNICEF.")
    assert one.in_marks == "On <D0> <S0> gave <V0> to <I1>."
    assert [(m.mark, m.words, m.kind) for m in one.marks] == [
        ("<D0>", "3 May 2023", "date"),
        ("<S0>", "Kenya", "Government"),
        ("<V0>", "5 million euros", "sum"),
        ("<I1>", "UNICEF", "InternationalOrganization"),
    ]


def test_the_marks_of_a_plural_have_short_numbers_of_their_own(explain: Explain) -> None:
    one = explain("Kenya praised Uganda. Both countries signed a treaty.")[-1]
    assert one.in_marks == "<S2> and <S3> signed <T1>."
    assert [(m.words, m.name) for m in one.marks[:2]] == [("Both countries", "Kenya"), ("Both countries", "Uganda")]


def test_the_claims_are_those_of_the_reading(explain: Explain, registry: Registry) -> None:
    text = "Japan will fund the Clean Lakes Programme. Ana Ruiz, Minister of Health of Chile, met UNICEF in Kenya."
    reading = extract.load(registry, extractor="rules")(document_of(text))
    explained = [b.claim for one in explain(text) for b in one.claims]
    assert {(c.relation, c.subject, c.object, c.status, c.confidence) for c in explained} == {
        (c.relation, c.subject, c.object, c.status, c.confidence) for c in reading.claims
    }
    assert len(explained) == len(reading.claims)


def test_a_rule_of_a_users_folder_is_told_with_its_file(registry: Registry, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        "[[rule]]\n"
        'id = "supports.cheer"\nrelation = "supports"\nlang = "en"\nstatus = "ongoing"\nconfidence = 0.9\n'
        'pattern = "{subject:actor} cheers {object:actor}"\n'
        'match = ["Kenya cheers Uganda. => Government of Kenya > Government of Uganda"]\n',
        encoding="utf-8",
    )
    found = basis(
        extract.explainer(registry, tmp_path, extractor="rules")(document_of("Kenya cheers Uganda.")),
        Relation.SUPPORTS,
        "Kenya",
    )
    assert (found.file, found.pattern) == ("own.toml", "{subject:actor} cheers {object:actor}")
