"""How sure rules are: the file that tools/confidence.py writes, and how it comes by it."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopgraph.evaluation.counts import Counts
from coopgraph.evaluation.reliability import bands
from coopgraph.evaluation.scoring import Stated
from coopgraph.extract import rules

ROOT = Path(__file__).parents[1]

counts = st.builds(Counts, tp=st.integers(0, 500), fp=st.integers(0, 500))
shares = st.floats(0, 1)


@pytest.fixture(scope="module")
def tool() -> Iterator[ModuleType]:
    """The script in tools/, imported by its name."""
    before = sys.path.copy()
    sys.path.insert(0, str(ROOT / "tools"))
    import confidence

    yield confidence
    sys.path[:] = before
    for name in ("confidence", "common", "measured"):
        sys.modules.pop(name, None)


@pytest.mark.parametrize(
    ("seen", "prior", "expected"),
    [
        (Counts(), 0.8, 0.8),
        (Counts(tp=10), 0.8, 0.9),
        (Counts(fp=10), 0.8, 0.4),
        (Counts(tp=45, fp=45), 0.9, 0.54),
    ],
)
def test_ten_relations_seen_weigh_as_much_as_what_was_set_by_hand(
    tool: ModuleType, seen: Counts, prior: float, expected: float
) -> None:
    assert tool.smoothed(seen, prior) == pytest.approx(expected)


@pytest.mark.parametrize(("seen", "nearer"), [(9, "prior"), (11, "share")])
def test_the_weight_is_where_what_was_seen_begins_to_outweigh(tool: ModuleType, seen: int, nearer: str) -> None:
    prior, share = 0.5, 1.0
    smoothed = tool.smoothed(Counts(tp=seen), prior)
    assert ("prior" if smoothed - prior < share - smoothed else "share") == nearer


@given(seen=counts, prior=shares)
def test_a_confidence_lies_between_what_was_set_and_what_was_seen(tool: ModuleType, seen: Counts, prior: float) -> None:
    low, high = sorted((prior, seen.precision if seen.tp + seen.fp else prior))
    assert low - 1e-9 <= tool.smoothed(seen, prior) <= high + 1e-9


def test_the_file_is_sorted_and_read_back_as_it_was_counted(tool: ModuleType) -> None:
    seen = {"b.two": Counts(tp=3, fp=1), "a.one": Counts(tp=1)}
    written = tool.toml(seen, tool.confidences(seen, {"a.one": 0.5, "b.two": 0.9}))
    assert list(tomllib.loads(written).items()) == [
        ("a.one", {"right": 1, "wrong": 0, "confidence": 0.55}),
        ("b.two", {"right": 3, "wrong": 1, "confidence": 0.86}),
    ]
    assert "`make confidence`" in written


def test_the_table_has_a_row_for_each_band_and_cells_for_each_set(tool: ModuleType) -> None:
    right, wrong = (Stated(confidence=0.75, rules=(), right=right) for right in (True, False))
    sets = {"train": bands([right, right, wrong]), "dev": bands([])}
    lines = tool.table(sets).splitlines()
    assert lines[0].count("|") == lines[1].count("|") == 8
    assert "| 0.7 to 0.8 | 3 | 0.75 | 0.67 | 0 |  |  |" in lines
    assert len(lines) == 2 + len(sets["train"])
    before = {name: bands([wrong]) for name in sets}
    assert tool.errors(sets, before) == (
        "Expected calibration error: 0.083 on train (0.750 with hand-set confidences), "
        "0.000 on dev (0.750 with hand-set confidences)."
    )


def test_every_rule_of_the_packaged_file_exists(tool: ModuleType) -> None:
    gone = sorted(set(rules.measured()) - set(tool.priors()))
    assert not gone, f"no rule has the id {', '.join(gone)}: run make confidence"


def test_the_packaged_file_says_what_follows_from_its_counts(tool: ModuleType) -> None:
    table = tomllib.loads(tool.FILE.read_text(encoding="utf-8"))
    seen = {rule: Counts(tp=row["right"], fp=row["wrong"]) for rule, row in table.items()}
    assert all(number.tp + number.fp for number in seen.values())
    assert list(table) == sorted(table)
    # what was set by hand may have changed since: at most all of its weight
    for rule, number in seen.items():
        low, high = (tool.smoothed(number, prior) for prior in (0, 1))
        assert low - 0.005 <= table[rule]["confidence"] <= high + 0.005


def test_the_page_has_a_place_for_the_table(tool: ModuleType) -> None:
    page = tool.PAGE.read_text(encoding="utf-8")
    put = tool.measured.put(page, "new table", "reliability")
    assert "reliability: begin -->\nnew table\n<!-- reliability: end" in put
    assert tool.measured.put(put, "old", "nowhere") == put
