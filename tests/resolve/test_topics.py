"""What things and facts are about, from all documents."""

from __future__ import annotations

from dataclasses import replace

from coopgraph.model import Kind, Reading, Relation, Span, TopicMention
from coopgraph.resolve import resolve
from resolve.hand_made import called, reading, ref, registry, says

REGISTRY = registry()


def about(whole: Reading, key: str, *names: str) -> Reading:
    """``whole`` with topics of one of its referents and of all its claims, named by the first words."""
    found = tuple(TopicMention(topic=n, span=Span(document=whole.document.id, start=0, end=4)) for n in names)
    return replace(
        whole,
        referents=tuple(replace(r, topics=found) if r.key == key else r for r in whole.referents),
        claims=tuple(replace(c, topics=found) for c in whole.claims),
    )


def two_readings(kind: Kind) -> tuple[Reading, Reading]:
    plan, iom = ref("Harbour Light Plan", kind=kind), ref("IOM", kind=Kind.INTERNATIONAL_ORGANIZATION)
    claim = says("IOM", Relation.SUPPORTS, "Harbour Light Plan")
    one, other = (reading(opening, [plan, iom], [claim]) for opening in ("News one.", "News two."))
    return about(one, plan.key, "health", "water"), about(other, plan.key, "health")


def test_topics_of_all_documents_come_together_sorted() -> None:
    readings = two_readings(Kind.PROGRAMME)
    knowledge = resolve(readings, REGISTRY)
    entity = called(knowledge, "Harbour Light Plan")
    assert [t.topic for t in entity.topics] == ["health", "health", "water"]
    assert {t.span.document for t in entity.topics} == {r.document.id for r in readings}
    (fact,) = knowledge.facts
    assert fact.topics == entity.topics
    assert resolve(reversed(readings), REGISTRY) == knowledge


def test_what_turns_out_to_be_an_actor_is_about_nothing() -> None:
    knowledge = resolve(two_readings(Kind.FORUM), REGISTRY)
    assert called(knowledge, "Harbour Light Plan").topics == ()
