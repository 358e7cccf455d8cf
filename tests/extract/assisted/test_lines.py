"""Lines that are shown to a language model are the document's own, and talk to no model."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.extract.reading import document_of

from coopgraph import resources
from coopgraph.extract.assisted import lines
from coopgraph.extract.assisted.lines import Lines
from coopgraph.model import PassageRole

ENTRIES = resources.read_toml(resources.data("llm", "orders.toml"))["order"]
PATTERNS = dict(zip([entry["name"] for entry in ENTRIES], lines.orders(), strict=True))


def lines_of(text: str) -> Lines:
    return Lines.of(document_of(text))


def shown(one: Lines, words: str) -> list[str]:
    return [one.text[place.start : place.end] for place in one.places(words)]


@pytest.mark.parametrize(("name", "line"), [(e["name"], line) for e in ENTRIES for line in e["match"]])
def test_an_order_is_known_as_one(name: str, line: str) -> None:
    assert PATTERNS[name].search(line)
    assert lines_of(f"Norway funds UNICEF.\n{line}\n").give_orders(lines.orders())


@pytest.mark.parametrize(("name", "line"), [(e["name"], line) for e in ENTRIES for line in e["no_match"]])
def test_what_only_sounds_like_an_order_is_none(name: str, line: str) -> None:
    assert not PATTERNS[name].search(line)
    assert not lines_of(line).give_orders(lines.orders())


def test_menus_and_contacts_are_not_shown_and_not_found() -> None:
    document = document_of("Norway funds UNICEF.\nWrite to Ana Ruiz.\n")
    body, contact = document.passages
    one = Lines.of(replace(document, passages=(body, replace(contact, role=PassageRole.CONTACT))))
    assert list(one.pieces()) == ["Norway funds UNICEF."]
    assert shown(one, "Ana Ruiz") == []
    assert shown(one, "UNICEF. Write") == []
    assert shown(one, "UNICEF.") == ["UNICEF."]


def test_white_space_may_differ_and_nothing_else() -> None:
    one = lines_of("Norway  funds\nthe wells (and more).")
    assert shown(one, "Norway funds the\twells (and more).") == ["Norway  funds\nthe wells (and more)."]
    for other in ("norway funds", "Norway fund", "orway funds", "Norway ... wells", "Norway funds, the", "", " "):
        assert shown(one, other) == []


def test_long_documents_are_shown_in_pieces_without_loss() -> None:
    text = "\n".join(f"Line {i} {'word ' * 300}." for i in range(30)) + "\n" + "x" * 30_000
    pieces = list(lines_of(text).pieces())
    assert len(pieces) > 5
    assert max(map(len, pieces)) <= 6_000 + 100
    assert "".join("".join(pieces).split()) == "".join(text.split())
