"""What resolve keeps, leaves out, and owes to no order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph.model import Kind, Mention, Reading, Referent, Relation, Span
from coopgraph.resolve import resolve
from resolve.hand_made import document, name, reading, ref, registry, says

REGISTRY = registry()

_REFERENTS = st.builds(
    ref,
    st.sampled_from(["Sea Rescue Union", "SRU", "Ministry of Health", "Lucía Ferrer", "IOM", "Blue Horizon"]),
    st.sampled_from(["Lifeboat League", "SRU", "Ministerio de Salud", "IOM", "BH", "UN Migration"]),
    kind=st.sampled_from([Kind.GOVERNMENT_BODY, Kind.CIVIL_SOCIETY, Kind.PERSON, Kind.PLACE, Kind.PROGRAMME]),
    country=st.sampled_from(["", "panama", "costa-rica"]),
    unnamed=st.booleans(),
    start=st.sampled_from(["", "2023", "2023-10-18", "2024-01"]),
)


@st.composite
def _readings(draw: st.DrawFn) -> Reading:
    drawn = draw(st.lists(_REFERENTS, min_size=1, max_size=4))
    referents = [replace(r, key=str(i)) for i, r in enumerate(drawn)]
    keys = st.sampled_from([r.key for r in referents])
    relations = st.sampled_from([Relation.PARTY_TO, Relation.ORGANIZES, Relation.COOPERATES_WITH])
    claims = draw(st.lists(st.builds(says, keys, relations, keys), max_size=4))
    return reading(draw(st.sampled_from(["One.", "Two.", "Three.", "Four."])), referents, claims)


@settings(deadline=None, max_examples=150)
@given(st.lists(_readings(), max_size=6).flatmap(lambda r: st.tuples(st.just(r), st.permutations(r))))
def test_the_order_of_the_readings_changes_nothing(both: tuple[list[Reading], list[Reading]]) -> None:
    readings, shuffled = _one_for_each_text(both[0]), both[1]
    shuffled = [r for r in shuffled if r in readings]
    assert resolve(readings, REGISTRY) == resolve([*shuffled, *shuffled[:2]], REGISTRY)


@settings(deadline=None, max_examples=100)
@given(st.lists(_readings(), max_size=6))
def test_ids_are_unique_sorted_and_those_of_facts_are_known(readings: list[Reading]) -> None:
    knowledge = resolve(readings, REGISTRY)
    for ids in (
        [d.id for d in knowledge.documents],
        [e.id for e in knowledge.entities],
        [f.id for f in knowledge.facts],
    ):
        assert ids == sorted(set(ids))
    known = {entity.id for entity in knowledge.entities}
    assert all({fact.subject, fact.object} <= known for fact in knowledge.facts)
    assert all(entity.labels and entity.documents for entity in knowledge.entities)


def _one_for_each_text(readings: list[Reading]) -> list[Reading]:
    return list({r.document.id: r for r in readings}.values())


def test_a_document_that_holds_nothing_is_kept() -> None:
    knowledge = resolve([reading("Nothing here.", [])], REGISTRY)
    assert len(knowledge.documents) == 1
    assert knowledge.entities == knowledge.facts == ()


def test_the_same_text_twice_is_one_document_with_the_richer_source() -> None:
    bare = reading("News.", [ref("Sea Rescue Union")])
    rich = replace(bare, document=replace(bare.document, title="News", url="https://example.org/1"))
    for order in ([bare, rich], [rich, bare]):
        knowledge = resolve(order, REGISTRY)
        assert [d.title for d in knowledge.documents] == ["News"]
        assert [e.documents for e in knowledge.entities] == [(bare.document.id,)]


def test_what_only_boilerplate_mentions_is_no_entity() -> None:
    doc = document("Ports met.", boilerplate="About the Harbour Fund")

    def mentioned(at: str) -> Referent:
        start = doc.text.index(at)
        span = Span(document=doc.id, start=start, end=start + len(at))
        mention = Mention(span=span, text=at, kind=Kind.COMPANY)
        return Referent(key=at, kind=Kind.COMPANY, mentions=(mention,), names=(name(at),))

    own, foreign = mentioned("Ports"), mentioned("Harbour Fund")
    claim = replace(says("Harbour Fund", Relation.FUNDS, "Ports"), evidence=Span(document=doc.id, start=0, end=10))
    knowledge = resolve([Reading(document=doc, referents=(own, foreign), claims=(claim,))], REGISTRY)
    assert [e.labels[0].text for e in knowledge.entities] == ["Ports"]
    assert knowledge.facts == ()


def test_without_persons_nothing_touches_a_person() -> None:
    person, body = ref("Lucía Ferrer", kind=Kind.PERSON), ref("Ministry of Health", country="panama")
    text = reading("News.", [person, body], [says(person.key, Relation.REPRESENTS, body.key)])
    assert len(resolve([text], REGISTRY).facts) == 1
    without = resolve([text], REGISTRY, persons=False)
    assert [e.kind for e in without.entities] == [Kind.GOVERNMENT_BODY]
    assert without.facts == ()


def test_dates_of_named_events_come_from_all_documents() -> None:
    starts = ["2023", "2023-10-18"]
    texts = [reading(f"Text {i}.", [ref("Blue Summit", kind=Kind.EVENT, start=s)]) for i, s in enumerate(starts)]
    (entity,) = resolve(texts, REGISTRY).entities
    assert entity.start == "2023-10-18"
