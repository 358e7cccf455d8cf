"""One date from several documents."""

from __future__ import annotations

import pytest

from coopgraph.resolve.dates import period, settle


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([], ""),
        (["", "2023"], "2023"),
        (["2023", "2023-10", "2023-10-18"], "2023-10-18"),
        (["2023-10-18", "2023-11-02"], "2023-10-18"),
        (["2022", "2023-10"], "2023-10"),
        (["2022", "2022", "2023-10-18"], "2022"),
        (["2023-10", "2023-10-18", "2024-01-01"], "2023-10-18"),
    ],
    ids=["none", "one", "agree", "earlier", "more precise", "more documents", "agreement counts"],
)
def test_the_date_is_what_most_documents_agree_with(stated: list[str], expected: str) -> None:
    assert settle((f"document {i}", date) for i, date in enumerate(stated)) == expected


def test_a_document_counts_once() -> None:
    assert settle([("a", "2022"), ("a", "2022"), ("b", "2021"), ("b", "2021"), ("c", "2021")]) == "2021"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([("2023-10-18", "2023-10-19")], ("2023-10-18", "2023-10-19")),
        ([("2023-10-18", ""), ("2023-10-18", "2023-10-20")], ("2023-10-18", "2023-10-20")),
        ([("2023-10-18", ""), ("2023-11-02", "2023-11-04")], ("2023-10-18", "")),
        ([("2023-10-18", "2023-10-01")], ("2023-10-18", "")),
        ([("", "2024")], ("", "2024")),
        ([("2023-10-18", "2023")], ("2023-10-18", "2023")),
    ],
    ids=["both", "end from another", "end of another start", "end before start", "end only", "vague end"],
)
def test_an_end_belongs_to_the_start(stated: list[tuple[str, str]], expected: tuple[str, str]) -> None:
    assert period((f"document {i}", *dates) for i, dates in enumerate(stated)) == expected
