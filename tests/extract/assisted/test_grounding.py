"""Of what a language model proposes only that counts which the text bears out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from tests.extract.assisted.answers import FUNDED, TEXT, claims, end, proposal
from tests.extract.reading import document_of
from tests.extract.views import claim, edges, quoted, referent

from coopgraph.extract import reading, rules
from coopgraph.extract.assisted import grounding, proposals
from coopgraph.extract.assisted.ends import Setting
from coopgraph.extract.assisted.lines import Lines
from coopgraph.extract.assisted.refusal import Refusal
from coopgraph.extract.lexicon import LANGUAGES
from coopgraph.extract.mentions import Finders
from coopgraph.model import Attributes, Document, Kind, PassageRole, Reading, Relation, Status
from coopgraph.registry import Registry


class Reader:
    """Reads texts by the rules and proposals."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.finders = Finders.load(registry)
        self.grammars = {lang: rules.load(lang) for lang in LANGUAGES}

    def read(self, text: str | Document, *proposed: dict[str, Any]) -> tuple[Reading, Sequence[Refusal]]:
        document = document_of(text) if isinstance(text, str) else text
        drafted = reading.draft(document, self.finders, self.grammars, self.registry)
        setting = Setting(lines=Lines.of(document), drafted=drafted, finders=self.finders)
        got = grounding.ground(proposals.parse(claims(*proposed)), setting, drafted.stated)
        return reading.finish(drafted, [*drafted.stated, *got.stated], {}).reading, got.refused


@pytest.fixture(scope="module")
def reader(registry: Registry) -> Reader:
    return Reader(registry)


def added(read: Reading) -> list[Any]:
    return [one for one in read.claims if one.rule.startswith(grounding.RULE)]


def test_what_the_text_bears_out_becomes_a_claim(reader: Reader) -> None:
    read, refused = reader.read(TEXT, proposal(since="2023", until="2025"))
    assert refused == ()
    one = claim(read, Relation.FUNDS, "Denmark", "Safe Wells Project")
    assert (one.rule, one.status, one.confidence) == ("llm.funds", Status.ONGOING, 0.5)
    assert quoted(read, one) == FUNDED
    assert one.attributes == Attributes(amount="2000000", currency="EUR", start="2023", end="2025")
    assert referent(read, "Denmark").actor == "denmark"


@pytest.mark.parametrize(
    ("reason", "changed"),
    [
        (Refusal.QUOTATION, {"quotation": "Denmark pays for the Safe Wells Project."}),
        (Refusal.QUOTATION, {"quotation": FUNDED.replace("afloat", "... ")}),
        (Refusal.QUOTATION, {"quotation": ""}),
        (Refusal.LENGTH, {"quotation": "Denmark " * 100}),
        (Refusal.QUESTION, {"quotation": "Norway paying for the Clean Rivers Programme"}),
        (Refusal.NAME, {"subject": end("Sweden", "Government")}),
        (Refusal.NAME, {"object": end("", "Programme")}),
        (Refusal.PART, {"object": end("Wells", "Company")}),
        (Refusal.UNNAMED, {"subject": end("afloat", "Company")}),
        (Refusal.KINDS, {"relation": "partyTo"}),
        (Refusal.KINDS, {"relation": "represents"}),
        (Refusal.SAME, {"relation": "cooperatesWith", "object": end("Denmark", "Government")}),
        (Refusal.ELSEWHERE, {"quotation": "with EUR 2 million"}),
        (Refusal.ELSEWHERE, {"object": end("Norway", "Government")}),
    ],
)
def test_what_it_does_not_bear_out_is_refused(reader: Reader, reason: Refusal, changed: dict[str, Any]) -> None:
    text = TEXT + "Afloat was the word of the day.\n"
    before, _ = reader.read(text)
    read, refused = reader.read(text, proposal(**changed))
    assert refused == (reason,)
    assert read == before


def test_a_kind_that_the_registry_knows_prevails(reader: Reader) -> None:
    read, refused = reader.read(TEXT, proposal(relation="partOf", subject=end("Denmark", "Programme")))
    assert refused == ()
    assert referent(read, "Denmark").kind is Kind.GOVERNMENT
    _, refused = reader.read(TEXT, proposal(relation="covers", subject=end("Denmark", "Agreement")))
    assert refused == (Refusal.KINDS,)


def test_what_is_stated_already_is_not_doubled(reader: Reader) -> None:
    text = "Denmark funds the Safe Wells Project."
    again = proposal(quotation=text, sum="")
    read, refused = reader.read(text, again)
    assert refused == (Refusal.KNOWN,)
    assert [one.rule for one in read.claims if one.relation is Relation.FUNDS] == ["funds.active"]
    _, refused = reader.read(TEXT, proposal(), proposal())
    assert refused == (Refusal.KNOWN,)


def test_cooperation_turned_round_is_stated_already(reader: Reader) -> None:
    text = "Kenya cooperates with Uganda."
    turned = proposal(
        relation="cooperatesWith",
        subject=end("Uganda", "Government"),
        object=end("Kenya", "Government"),
        quotation=text,
    )
    assert reader.read(text, turned)[1] == (Refusal.KNOWN,)


@pytest.mark.parametrize(
    ("changed", "attributes"),
    [
        ({"sum": "EUR 9 million"}, Attributes()),
        ({"sum": "2"}, Attributes(amount="2000000", currency="EUR")),
        ({"sum": "", "since": "2019"}, Attributes()),
        ({"sum": "", "since": "2023"}, Attributes(start="2023")),
        ({"sum": "", "role": "envoy of Denmark"}, Attributes()),
        ({"relation": "supports"}, Attributes()),
    ],
)
def test_sums_dates_and_offices_count_only_where_the_quotation_has_them(
    reader: Reader, changed: dict[str, Any], attributes: Attributes
) -> None:
    read, _ = reader.read(TEXT, proposal(**changed))
    (one,) = added(read)
    assert one.attributes == attributes


def test_a_status_that_asserts_nothing_is_kept(reader: Reader) -> None:
    read, _ = reader.read(TEXT, proposal(status="intended"))
    assert [one.status for one in added(read)] == [Status.INTENDED]


NEW = "Quillfeather paid for the Lagoon Days of Zarn, which Ilvo Brand of Quillfeather watched as its delegate."


def test_a_name_that_nobody_saw_becomes_a_thing(reader: Reader) -> None:
    one = proposal(subject=end("Quillfeather", "Company"), object=end("Lagoon Days", "Event"), quotation=NEW, sum="")
    read, refused = reader.read(NEW, one)
    assert refused == ()
    assert ("Quillfeather", "funds", "Lagoon Days") in edges(read)
    assert referent(read, "Quillfeather").kind is Kind.COMPANY


def test_a_person_enters_with_an_office_that_the_quotation_states_and_then_takes_part(reader: Reader) -> None:
    brand = end("Ilvo Brand", "Person")
    took_part = proposal(
        relation="participatesIn", subject=brand, object=end("Lagoon Days", "Event"), quotation=NEW, sum=""
    )
    office = proposal(
        relation="represents", subject=brand, object=end("Quillfeather", "Company"), quotation=NEW, role="delegate"
    )
    read, refused = reader.read(NEW, took_part, office)
    assert refused == ()
    assert {one.rule for one in added(read)} == {"llm.participatesIn", "llm.represents"}
    (represents,) = (one for one in added(read) if one.relation is Relation.REPRESENTS)
    assert represents.attributes.role == "delegate"
    assert reader.read(NEW, took_part)[1] == (Refusal.PERSON,)
    assert reader.read(NEW, office | {"role": "queen"})[1] == (Refusal.PERSON,)


BACK = "Quillfeather of Zarn is old. {}It digs for the Lagoon Days."


@pytest.mark.parametrize(
    ("between", "quote"),
    [
        ("", "Quillfeather of Zarn is old. It digs for the Lagoon Days"),
        ("It is rich. ", "Quillfeather of Zarn is old. It is rich. It digs for the Lagoon Days"),
        ("It is rich. It is red. ", None),
        (f"It is rich, {'very ' * 150}rich. ", None),
    ],
)
def test_the_sentence_before_is_quoted_too_where_it_alone_names_an_end(
    reader: Reader, between: str, quote: str | None
) -> None:
    one = proposal(
        relation="supports",
        subject=end("Quillfeather", "Company"),
        object=end("Lagoon Days", "Event"),
        quotation="It digs for the Lagoon Days",
    )
    read, refused = reader.read(BACK.format(between), one)
    assert [quoted(read, claim) for claim in added(read)] == ([quote] if quote else [])
    assert refused == (() if quote else (Refusal.ELSEWHERE,))


def test_nothing_is_quoted_across_a_line_that_is_not_the_documents_own(reader: Reader) -> None:
    document = document_of("Quillfeather of Zarn is old.\nMenu\nIt digs for the Lagoon Days.")
    first, menu, last = document.passages
    one = proposal(
        relation="supports",
        subject=end("Quillfeather", "Company"),
        object=end("Lagoon Days", "Event"),
        quotation="It digs for the Lagoon Days",
    )
    apart = replace(document, passages=(first, replace(menu, role=PassageRole.MENU), last))
    assert reader.read(document, one)[1] == ()
    assert reader.read(apart, one)[1] == (Refusal.ELSEWHERE,)


def test_where_something_lies_a_state_is_its_place(reader: Reader) -> None:
    text = "Quillfeather of Kenya paid. Kenya signed the Nile Treaty."
    one = proposal(
        relation="locatedIn",
        subject=end("Quillfeather", "Company"),
        object=end("Kenya", "Place"),
        quotation="Quillfeather of Kenya paid",
    )
    read, refused = reader.read(text, one, one)
    assert refused == (Refusal.KNOWN,)
    (located,) = added(read)
    (place,) = (r for r in read.referents if r.key == located.object)
    assert (place.kind, place.actor) == (Kind.PLACE, "place/kenya")
