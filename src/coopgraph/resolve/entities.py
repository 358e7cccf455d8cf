"""Groups of referents become entities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coopgraph.model import TOPICAL_KINDS, Entity, Fact, Kind, Name, Relation, TopicMention
from coopgraph.registry import Registry
from coopgraph.resolve import dates
from coopgraph.resolve.labels import Maker, aliases, labels
from coopgraph.resolve.nodes import Group, most_said, path


def describe(groups: Iterable[Group], facts: Iterable[Fact], registry: Registry) -> tuple[Entity, ...]:
    """Return the entities of ``groups``, sorted by id; labels of unnamed ones are made from ``facts``."""
    groups = tuple(groups)
    named = {g.id: (g, labels(g, registry)) for g in groups if not g.nodes[0].unnamed}
    subjects = _subjects(facts)
    maker = Maker.load(registry, named)
    found = []
    for group in groups:
        subkind = _subkind(group, registry)
        start, end = _period(group)
        made = group.id not in named
        ends = subjects.get(group.id, {})
        chosen = maker.labels(group, subkind, start, ends) if made else named[group.id][1]
        entity = _entity(group, registry, chosen, subkind=subkind, start=start, end=end, unnamed=made)
        found.append(entity)
    return tuple(sorted(found, key=lambda entity: entity.id))


def _entity(
    group: Group,
    registry: Registry,
    chosen: tuple[Name, ...],
    *,
    subkind: str,
    start: str,
    end: str,
    unnamed: bool,
) -> Entity:
    return Entity(
        id=group.id,
        kind=group.kind,
        subkind=subkind,
        labels=tuple(sorted(chosen)),
        aliases=aliases(group, registry, chosen),
        documents=tuple(sorted({node.document.id for node in group.nodes})),
        start=start,
        end=end,
        country=path(Kind.GOVERNMENT, group.country) if group.country else "",
        identifiers=registry.actors[group.actor].identifiers if group.actor else (),
        unnamed=unnamed,
        topics=_topics(group),
    )


def _topics(group: Group) -> tuple[TopicMention, ...]:
    if group.kind not in TOPICAL_KINDS:
        return ()
    return tuple(sorted({topic for node in group.nodes for topic in node.referent.topics}))


def _subkind(group: Group, registry: Registry) -> str:
    if group.actor:
        return registry.actors[group.actor].subkind
    fitting = [n for n in group.nodes if n.referent.kind is group.kind and n.referent.subkind]
    return most_said((n.document.id, n.referent.subkind) for n in fitting)


def _period(group: Group) -> tuple[str, str]:
    return dates.period((n.document.id, n.referent.start, n.referent.end) for n in group.nodes)


def _subjects(facts: Iterable[Fact]) -> Mapping[str, Mapping[Relation, list[str]]]:
    """Return the subjects of facts by object and relation; a planned event has hosts too."""
    found: dict[str, dict[Relation, list[str]]] = {}
    for fact in facts:
        found.setdefault(fact.object, {}).setdefault(fact.relation, []).append(fact.subject)
    return found
