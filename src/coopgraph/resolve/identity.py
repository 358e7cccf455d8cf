"""Which named referents are one thing, and what identifies it.

In this order, each step final for the next:

1. the registry's actor, by the id that extraction set or by a name that means one actor only;
2. a shared full name with the same context (state);
3. what has no state joins the thing with a state or an actor that shares a full name, if there is just one;
4. an acronym without a full name joins the thing it was defined for, in its document or else in all of them,
   if there is just one.

Names that any state or organisation may use ("Ministry of Health", "Steering Committee"), names of persons in
one word, and acronyms with several meanings identify within their document only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from coopgraph.model import Kind, Referent, content_id
from coopgraph.resolve.names import Names, fits, full_names, is_acronym
from coopgraph.resolve.nodes import Group, Node, kind_of, most_said, path
from coopgraph.resolve.union import Item, Union

_ACTOR = "!actor"
"""Begins the item of a registry's actor; smaller than ids of documents, so that it stands for its set."""

_DOCUMENT = "document "
"""Begins a context that is a document, not a state."""


def identify(nodes: Iterable[Node], names: Names) -> tuple[Group, ...]:
    """Return the groups of named ``nodes`` that are one thing, sorted by id."""
    matcher = _Matcher(names=names)
    whole = [node for node in nodes if not node.unnamed]
    short = [node for node in whole if not matcher.actor(node) and _only_acronyms(node.referent)]
    spelled = [node for node in whole if node.id not in {n.id for n in short}]
    for node in spelled:
        matcher.join_by_name(node)
    matcher.join_by_rank(spelled)
    definitions = matcher.definitions(spelled)
    for node in short:
        matcher.join_acronym(node, definitions)
    return tuple(sorted((matcher.group(g) for g in matcher.gather(whole)), key=lambda group: group.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matcher:
    """The sets of nodes that are one thing so far."""

    names: Names
    union: Union = field(default_factory=Union)
    contexts: dict[Item, str] = field(default_factory=dict)
    """What tells each node's name from the same name elsewhere: a state, a document or nothing."""
    actors: dict[Item, str] = field(default_factory=dict)

    def actor(self, node: Node) -> str:
        """Return the id of the registry's actor for ``node``, if a full name or the extraction tells it."""
        if node.id not in self.actors:
            given = node.referent.actor
            known = given in self.names.registry.actors
            self.actors[node.id] = given if known else self._known(node.referent)
        return self.actors[node.id]

    def join_by_name(self, node: Node) -> None:
        """Join ``node`` with what is the same actor, or has a full name and the context in common."""
        referent = node.referent
        if actor := self.actor(node):
            self.union.join(node.id, (_ACTOR, actor))
            return
        self.contexts[node.id] = context = self._context(node)
        keys = {self._key(referent, _first(referent)), *self._full_keys(referent)}
        for key in sorted(keys):
            self.union.join(node.id, _name_item(referent, key, context))

    def join_by_rank(self, nodes: Sequence[Node]) -> None:
        """Join each group to the one of better rank (0 actor, 1 state, 2 neither) that shares a full name."""
        index: dict[Item, set[Item]] = {}
        groups = self.gather(nodes)
        for rank in range(3):
            ranked = [group for group in groups if self._rank(group) == rank]
            for group in ranked:
                found = {self.union.find(i) for key in self._group_keys(group) for i in index.get(key, ())}
                fitting = [item for item in sorted(found) if self._fits(item, group)]
                if len(fitting) == 1:
                    self.union.join(group[0].id, fitting[0])
            for group in ranked:
                for key in self._group_keys(group):
                    index.setdefault(key, set()).add(self.union.find(group[0].id))

    def definitions(self, nodes: Iterable[Node]) -> dict[str, list[Node]]:
        """Return the nodes with a full name by the acronyms they have besides."""
        found: dict[str, list[Node]] = {}
        for node in nodes:
            for name in node.referent.names:
                if is_acronym(name.text):
                    found.setdefault(name.text, []).append(node)
        return found

    def join_acronym(self, node: Node, definitions: dict[str, list[Node]]) -> None:
        """Join ``node``, which has acronyms only, to what they were defined for, if that is one thing."""
        meant = [n for name in node.referent.names for n in definitions.get(name.text, ()) if _agree(n, node)]
        near = {self.union.find(n.id) for n in meant if n.document.id == node.document.id}
        far = {self.union.find(n.id) for n in meant} | set(self._registered(node))
        context = self.contexts[node.id] = self._context(node)
        if len(near) == 1 or (not near and len(far) == 1):
            self.union.join(node.id, min(near or far))
            return
        if near or far:
            context = self.contexts[node.id] = _DOCUMENT + node.document.id
        key = self._key(node.referent, _first(node.referent))
        self.union.join(node.id, _name_item(node.referent, key, context))

    def gather(self, nodes: Iterable[Node]) -> tuple[tuple[Node, ...], ...]:
        """Return the groups of ``nodes`` so far."""
        groups: dict[Item, list[Node]] = {}
        for node in nodes:
            groups.setdefault(self.union.find(node.id), []).append(node)
        return tuple(tuple(sorted(groups[root], key=lambda node: node.id)) for root in sorted(groups))

    def group(self, nodes: tuple[Node, ...]) -> Group:
        """Return ``nodes`` with what identifies them."""
        root = self.union.find(nodes[0].id)
        if root[0] == _ACTOR:
            actor = self.names.registry.actors[root[1]]
            entity = path(actor.kind, actor.id)
            return Group(nodes=nodes, actor=actor.id, country=actor.country, id=entity, kind=actor.kind)
        kind = kind_of(nodes)
        key, context = self._identifier(nodes)
        country = "" if context.startswith(_DOCUMENT) else context
        stated = most_said((n.document.id, n.referent.country) for n in nodes if n.referent.country)
        slug = content_id("named", _realm(kind), key, context)
        return Group(nodes=nodes, country=country or stated, id=path(kind, slug), kind=kind)

    def _identifier(self, nodes: tuple[Node, ...]) -> tuple[str, str]:
        """Return the name and the context that most documents give: with a state rather than without."""
        spelled = [n for n in nodes if not _only_acronyms(n.referent)] or list(nodes)
        contexts = {n.id: self.contexts[n.id] for n in spelled}
        placed = [n for n in spelled if contexts[n.id]] or spelled
        context = most_said((n.document.id, contexts[n.id]) for n in placed)
        alike = [n for n in placed if contexts[n.id] == context]
        return most_said((n.document.id, self._key(n.referent, _first(n.referent))) for n in alike), context

    def _known(self, referent: Referent) -> str:
        """Return the one actor whom the names that say enough mean, or an acronym of like words."""
        spelled = [n.text for n in (*full_names(referent), *referent.names[:1]) if not is_acronym(n.text)]
        found = {self.names.actor(name, referent.kind, referent.country) for name in spelled} - {""}
        if not found and (full := full_names(referent)):
            acronyms = [n.text for n in referent.names if is_acronym(n.text)]
            meant = {self.names.actor(name, referent.kind, referent.country) for name in acronyms} - {""}
            found = {actor for actor in meant if self.names.shares_words(actor, full)}
        return min(found) if len(found) == 1 else ""

    def _registered(self, node: Node) -> Iterator[Item]:
        """Yield the actors that the registry knows by an acronym of ``node``."""
        for name in node.referent.names:
            if actor := self.names.actor(name.text, node.referent.kind, node.referent.country):
                yield self.union.find((_ACTOR, actor))

    def _context(self, node: Node) -> str:
        referent = node.referent
        first = _first(referent)
        if referent.kind is Kind.PERSON:
            return "" if " " in first.strip() else _DOCUMENT + node.document.id
        if not referent.country and self.names.is_common(first, referent.kind):
            return _DOCUMENT + node.document.id
        return referent.country

    def _key(self, referent: Referent, name: str) -> str:
        return self.names.key(name, referent.kind, referent.country)

    def _full_keys(self, referent: Referent) -> set[str]:
        """Return the full names of ``referent`` as keys, with and without the name of its state."""
        full = [name.text for name in full_names(referent)]
        if not referent.country:
            full = [name for name in full if not self.names.is_common(name, referent.kind)]
        plain = {self.names.key(name, referent.kind, "") for name in full}
        return {self._key(referent, name) for name in full} | plain

    def _group_keys(self, group: Sequence[Node]) -> list[Item]:
        keys = {(_realm(n.referent.kind), key) for n in group for key in self._full_keys(n.referent)}
        return sorted(keys)

    def _rank(self, group: Sequence[Node]) -> int:
        if any(self.actor(node) for node in group):
            return 0
        context = self.contexts[group[0].id]
        return 3 if context.startswith(_DOCUMENT) else 1 if context else 2

    def _fits(self, item: Item, group: Sequence[Node]) -> bool:
        """Tell whether a group may belong to the set of ``item``, if that is an actor's."""
        if item[0] != _ACTOR:
            return True
        actor = self.names.registry.actors[item[1]]
        country = self.contexts[group[0].id]
        return fits(actor.kind, kind_of(group)) and (not country or actor.country in {"", country})


def _name_item(referent: Referent, key: str, context: str) -> Item:
    return ("name", _realm(referent.kind), key, context)


def _realm(kind: Kind) -> str:
    """Return what keeps a place and those who act in its name apart; other kinds do not tell things apart."""
    return "place" if kind is Kind.PLACE else ""


def _first(referent: Referent) -> str:
    """Return the fullest name, an acronym only when there is no other."""
    return next((n.text for n in referent.names if not is_acronym(n.text)), referent.names[0].text)


def _only_acronyms(referent: Referent) -> bool:
    return all(is_acronym(name.text) for name in referent.names)


def _agree(one: Node, other: Node) -> bool:
    """Tell whether kinds and states of two referents allow that they are one."""
    countries = {one.referent.country, other.referent.country} - {""}
    return fits(one.referent.kind, other.referent.kind) and len(countries) < 2
