"""Sums of money are found where the text writes them, exact to the last digit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopgraph.extract import money

WORDS = money.load()


def found(text: str, lang: str = "en", dollar: str = "") -> list[tuple[str, str, str]]:
    """Return words, amount and currency of each sum in ``text``."""
    mentions = money.find(text, lang, words=WORDS, dollar=dollar)
    return [(text[m.start : m.end], m.amount, m.currency) for m in mentions]


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("US$ 1.5 million", "1500000", "USD"),
        ("US$20 million", "20000000", "USD"),
        ("US $20 million", "20000000", "USD"),
        ("U.S.$ 20 million", "20000000", "USD"),
        ("USD 3,000,000", "3000000", "USD"),
        ("USD 3 000 000", "3000000", "USD"),
        ("3.5 million USD", "3500000", "USD"),
        ("20 million US dollars", "20000000", "USD"),
        ("20 million U.S. dollars", "20000000", "USD"),
        ("two million US dollars", "2000000", "USD"),
        ("twenty-five million US dollars", "25000000", "USD"),
        ("one hundred and fifty thousand US dollars", "150000", "USD"),
        ("€2.5 billion", "2500000000", "EUR"),
        ("€ 2.5 bn", "2500000000", "EUR"),
        ("€3M", "3000000", "EUR"),
        ("EUR 1.5 m", "1500000", "EUR"),
        ("EUR 1.125 million", "1125000", "EUR"),
        ("EUR 1,500 million", "1500000000", "EUR"),
        ("EUR 1,5 million", "1500000", "EUR"),
        ("EUR 1.500", "1500", "EUR"),
        ("EUR 1.234.567,89", "1234567.89", "EUR"),
        ("a million euros", "1000000", "EUR"),
        ("half a million euros", "500000", "EUR"),
        ("1,234.50 euros", "1234.5", "EUR"),
        ("100 €", "100", "EUR"),
        ("£300,000", "300000", "GBP"),
        ("£0.125 million", "125000", "GBP"),
        ("300,000 pounds sterling", "300000", "GBP"),
        ("100 million yen", "100000000", "JPY"),
        ("CAD 5 million", "5000000", "CAD"),
        ("C$5 million", "5000000", "CAD"),
        ("$5 million Canadian dollars", "5000000", "CAD"),
        ("A$ 750,000", "750000", "AUD"),
        ("CHF 3m", "3000000", "CHF"),
        ("SEK 40 million", "40000000", "SEK"),
        ("40 million Swedish kronor", "40000000", "SEK"),
        ("5 billion Colombian pesos", "5000000000", "COP"),
        ("5 million COP", "5000000", "COP"),
        ("¥300 million", "300000000", ""),
        ("2 million pesos", "2000000", ""),
    ],
)
def test_english_sums_are_read_exactly(written: str, amount: str, currency: str) -> None:
    assert found(f"The donor gave {written} for the plan.") == [(written, amount, currency)]


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("1,5 millones de euros", "1500000", "EUR"),
        ("1.5 millones de euros", "1500000", "EUR"),
        ("1.500 millones de euros", "1500000000", "EUR"),
        ("1,250 millones de euros", "1250000000", "EUR"),
        ("1,125 millones de euros", "1125000", "EUR"),
        ("12 mil euros", "12000", "EUR"),
        ("mil euros", "1000", "EUR"),
        ("mil quinientos euros", "1500", "EUR"),
        ("mil millones de euros", "1000000000", "EUR"),
        ("20 mil millones de euros", "20000000000", "EUR"),
        ("un millón de euros", "1000000", "EUR"),
        ("medio millón de euros", "500000", "EUR"),
        ("treinta y cinco millones de euros", "35000000", "EUR"),
        ("ciento veinte mil euros", "120000", "EUR"),
        ("3 billones de euros", "3000000000000", "EUR"),
        ("20 millones de dólares estadounidenses", "20000000", "USD"),
        ("20 millones de dólares de los Estados Unidos", "20000000", "USD"),
        ("US$ 1,500", "1500", "USD"),
        ("US$1.500.000", "1500000", "USD"),
        ("US$1,500,000.75", "1500000.75", "USD"),
        ("5 millones de dólares canadienses", "5000000", "CAD"),
        ("2.000.000 de pesos colombianos", "2000000", "COP"),
        ("300.000 libras esterlinas", "300000", "GBP"),
        ("100 millones de yenes", "100000000", "JPY"),
        ("40 millones de coronas suecas", "40000000", "SEK"),
        ("B/. 2,500.00", "2500", "PAB"),
        ("RD$ 15 millones", "15000000", "DOP"),
        ("12.5 millones de pesos", "12500000", ""),
    ],
)
def test_spanish_sums_are_read_exactly(written: str, amount: str, currency: str) -> None:
    assert found(f"El donante aportó {written} al plan.", "es") == [(written, amount, currency)]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("$20 million", "en"),
        ("20 million dollars", "en"),
        ("a 20-million-dollar plan", "en"),
        ("20 millones de dólares", "es"),
        ("$20 millones", "es"),
        ("$20.000.000", "es"),
    ],
)
def test_a_bare_dollar_is_the_one_the_caller_names(text: str, lang: str) -> None:
    assert [(amount, currency) for _, amount, currency in found(text, lang)] == [("20000000", "")]
    assert [currency for *_, currency in found(text, lang, dollar="AUD")] == ["AUD"]


def test_a_named_currency_is_not_changed_by_the_callers_dollar() -> None:
    text = "It cost CAD 5, US$ 6, €7 and 8 million pesos."
    assert [currency for *_, currency in found(text, dollar="AUD")] == ["CAD", "USD", "EUR", ""]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("In 2023 20 million people moved.", "en"),
        ("COP 28 and COP28 were held.", "en"),
        ("Millions of dollars and several million euros were lost.", "en"),
        ("It costs $2-3 million.", "en"),
        ("It costs between $2 and $3 million.", "en"),
        ("It costs 2 to 3 million euros.", "en"),
        ("Cuesta entre 2 y 3 millones de euros.", "es"),
        ("Cuesta de 2 a 3 millones de euros.", "es"),
        ("dos mil quinientos millones de euros", "es"),
        ("€1,23,456 was written.", "en"),
        ("€1.234,567.890 was written.", "en"),
        ("€12345678901234567890 is no sum.", "en"),
        ("A euro zone; not worth a dollar.", "en"),
        ("Un euro digital.", "es"),
        ("300 pounds of rice", "en"),
        ("€ and $ signs, USD alone", "en"),
        ("the share of $5 % and the code XUSD 5", "en"),
        ("20 million\neuros", "en"),
        ("", "es"),
    ],
)
def test_what_is_no_sum_or_no_certain_one_is_left_out(text: str, lang: str) -> None:
    assert found(text, lang) == []


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("in 2018 USD 5 million came, in 2019 € 3 million", [("5000000", "USD"), ("3000000", "EUR")]),
        ("from $2 million to $3 million", [("2000000", ""), ("3000000", "")]),
        ("20 million dollars (€18 million)", [("20000000", ""), ("18000000", "EUR")]),
        ("$5 and 20 million euros.", [("5", ""), ("20000000", "EUR")]),
        ("It gave $100,000 (of its own) and SDG 5 pins.", [("100000", "")]),
        ("It gave €5, £6.", [("5", "EUR"), ("6", "GBP")]),
    ],
)
def test_neighbouring_figures_are_kept_apart(text: str, sums: list[tuple[str, str]]) -> None:
    assert [(amount, currency) for _, amount, currency in found(text)] == sums


def test_the_words_of_a_sum_end_with_it() -> None:
    assert found("It gave USD 5 (five).") == [("USD 5", "5", "USD")]


def test_a_language_without_words_is_read_as_english() -> None:
    assert found("EUR 1,500", "fr") == [("EUR 1,500", "1500", "EUR")]


PIECES_OF_SUMS = """
$ US$ € EUR CAD 1 20 500 2023 1.5 1,5 1,500 1.500.000 million millones mil de dollars dólares euros m bn
two un veinte treinta y and to - a between entre % . ,
"""
PIECES = st.sampled_from(PIECES_OF_SUMS.split())
TEXTS = st.lists(PIECES, max_size=10).flatmap(lambda p: st.sampled_from([" ".join(p), "".join(p)]))


@given(text=st.one_of(TEXTS, st.text()), lang=st.sampled_from(["en", "es"]))
def test_every_sum_lies_in_the_text_and_its_words_alone_say_the_same(text: str, lang: str) -> None:
    end = 0
    for mention in money.find(text, lang, words=WORDS, dollar="USD"):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        (again,) = money.find(text[mention.start : mention.end], lang, words=WORDS, dollar="USD")
        assert (again.amount, again.currency) == (mention.amount, mention.currency)


@given(amount=st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10) ** 12, places=2))
def test_amounts_come_back_whatever_the_separators(amount: Decimal) -> None:
    english = f"{amount:,.2f}"
    spanish = english.translate(str.maketrans(",.", ".,"))
    for text, lang in ((f"EUR {english}", "en"), (f"{spanish} euros", "es")):
        ((_, value, currency),) = found(text, lang)
        assert (Decimal(value), currency) == (amount, "EUR")
        assert set(value) <= set("0123456789.")
