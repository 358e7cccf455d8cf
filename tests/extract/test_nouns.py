"""Things without a name are read only where something is stated of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.extract.views import edges, kinds, referent

from coopgraph.model import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "lang", "words", "kind", "subkind"),
    [
        ("UNESCO held a two-day workshop on archives.", "en", "two-day workshop", "Event", "Workshop"),
        ("UNESCO held a training for archivists.", "en", "training", "Event", "Training"),
        ("UNESCO organized a summit on lakes.", "en", "summit", "Event", "Conference"),
        ("UNESCO organized a ceremony in Lima.", "en", "ceremony", "Event", "Ceremony"),
        (
            "UNESCO and Chile signed a memorandum of understanding.",
            "en",
            "memorandum",
            "Agreement",
            "MemorandumOfUnderstanding",
        ),
        ("UNESCO and Chile signed a treaty.", "en", "treaty", "Agreement", "Treaty"),
        ("UNESCO and Chile signed an agreement.", "en", "agreement", "Agreement", ""),
        ("La UNESCO organizó un taller sobre archivos.", "es", "taller", "Event", "Workshop"),
        ("La UNESCO organizó una capacitación para archivistas.", "es", "capacitación", "Event", "Training"),
        ("La UNESCO organizó una cumbre sobre lagos.", "es", "cumbre", "Event", "Conference"),
        ("La UNESCO organizó una ceremonia en Lima.", "es", "ceremonia", "Event", "Ceremony"),
        (
            "La UNESCO y Chile firmaron un memorando de entendimiento.",
            "es",
            "memorando",
            "Agreement",
            "MemorandumOfUnderstanding",
        ),
        ("La UNESCO y Chile firmaron un tratado.", "es", "tratado", "Agreement", "Treaty"),
        ("La UNESCO y Chile firmaron un convenio.", "es", "convenio", "Agreement", ""),
    ],
)
def test_a_common_noun_of_which_something_is_stated_is_a_thing(
    text: str, lang: str, words: str, kind: str, subkind: str, read_text: Read
) -> None:
    found = referent(read_text(text, lang), words)
    assert (found.kind.value, found.subkind, found.unnamed) == (kind, subkind, True)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("A workshop rarely helps, and an agreement is not a programme.", "en"),
        ("The meeting, the treaty and the campaign were dull.", "en"),
        ("Un taller rara vez ayuda, y un acuerdo no es un programa.", "es"),
        ("La reunión, el tratado y la campaña fueron aburridos.", "es"),
        ("She never met the deadline of the visit.", "en"),
    ],
)
def test_a_thing_of_which_nothing_is_stated_is_left_out(text: str, lang: str, read_text: Read) -> None:
    reading = read_text(text, lang)
    assert (reading.referents, reading.claims) == ((), ())


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("UNESCO will visit Chile's archives.", "en"),
        ("UNESCO organized workshop materials.", "en"),
        ("UNESCO attended project manager Hall.", "en"),
        ("UNESCO held the exchange of information dear.", "en"),
        ("UNESCO signed a memorandum.", "en"),
        ("La UNESCO realizó el intercambio de datos.", "es"),
    ],
)
def test_a_noun_that_only_modifies_or_means_an_act_is_no_thing(text: str, lang: str, read_text: Read) -> None:
    assert set(kinds(read_text(text, lang)).values()).isdisjoint({"Agreement", "Programme"})
    assert not [e for e in edges(read_text(text, lang)) if e[1] in {"organizes", "partyTo"}]


@pytest.mark.parametrize(
    ("text", "lang", "words", "subkind"),
    [
        ("Minister Ana Ruiz met with Ambassador John Miller.", "en", "met", "Meeting"),
        ("Minister Ana Ruiz spoke with Ambassador John Miller.", "en", "spoke", "Call"),
        ("Minister Ana Ruiz visited Nairobi.", "en", "visited", "Visit"),
        ("La ministra Ana Ruiz se reunió con el embajador Juan Molina.", "es", "se reunió", "Meeting"),
        ("La ministra Ana Ruiz conversó con el embajador Juan Molina.", "es", "conversó", "Call"),
        ("La ministra Ana Ruiz visitó Nairobi.", "es", "visitó", "Visit"),
    ],
)
def test_a_verb_may_itself_be_an_event(text: str, lang: str, words: str, subkind: str, read_text: Read) -> None:
    found = referent(read_text(text, lang), words)
    assert (found.kind.value, found.subkind) == ("Event", subkind)
    assert ("Ana Ruiz", "participatesIn", words) in edges(read_text(text, lang))


@pytest.mark.parametrize(
    "text",
    [
        "The demands of Kenya were met with the support of UNICEF.",
        "UNICEF attended a workshop in Nairobi. This workshop was convened with the aim of finding partners.",
    ],
)
def test_a_verb_in_the_passive_is_no_meeting(text: str, read_text: Read) -> None:
    assert "Meeting" not in {r.subkind for r in read_text(text, "en").referents}
