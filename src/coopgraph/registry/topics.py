"""The known topics of cooperation and the phrases that name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Self

from coopgraph import resources
from coopgraph.errors import KnowledgeError
from coopgraph.model import Name

FILE = "topics.toml"

_KEYS = frozenset({"id", "broader", "label", "definition", "phrases", "dac", "sdg"})
_LANGUAGES = ("en", "es")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One topic, with its place among the others and in the lists of others."""

    id: str
    """Last step of its IRI."""
    broader: str
    """Id of the topic above it; empty at the top."""
    labels: tuple[Name, ...]
    definitions: tuple[Name, ...]
    phrases: tuple[Name, ...]
    purposes: tuple[str, ...]
    """Purpose codes of the OECD's DAC."""
    goals: tuple[int, ...]
    """Numbers of Sustainable Development Goals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """All topics by id, in the order of their file, and the words around phrases that matter."""

    topics: Mapping[str, Topic]
    others: tuple[str, ...]
    """Phrases that hold a topic's phrase and speak of something else."""
    leads: tuple[str, ...]
    """Words that may lead from a thing to what it is about."""
    holders: tuple[str, ...]
    """Words for offices and bodies, whose names are no topics."""
    joiners: tuple[str, ...]
    """Words between an office and its name."""

    @classmethod
    def load(cls) -> Self:
        """Return the packaged topics; raise KnowledgeError when one is not as it must be."""
        table = resources.read_toml(resources.data(FILE))
        topics = {topic.id: topic for topic in map(_topic, table["topic"])}
        for topic in topics.values():
            if topic.broader and topic.broader not in topics:
                raise KnowledgeError(f"{FILE}: topic '{topic.id}': broader '{topic.broader}' is no topic")
        words = {key: tuple(table[key]) for key in ("others", "leads", "holders", "joiners")}
        return cls(topics=MappingProxyType(topics), **words)

    def with_broader(self, topic: str) -> Iterator[Topic]:
        """Yield the topic and those above it, the nearest first; nothing for an unknown id."""
        while topic in self.topics:
            yield self.topics[topic]
            topic = self.topics[topic].broader


def _topic(raw: Mapping[str, Any]) -> Topic:
    name = raw.get("id", "")
    if unknown := sorted(raw.keys() - _KEYS):
        raise KnowledgeError(f"{FILE}: topic '{name}': unknown key '{unknown[0]}' (one of {', '.join(sorted(_KEYS))})")
    try:
        return Topic(
            id=raw["id"],
            broader=raw.get("broader", ""),
            labels=tuple(Name(text=raw["label"][lang], lang=lang) for lang in _LANGUAGES),
            definitions=tuple(Name(text=raw["definition"][lang], lang=lang) for lang in _LANGUAGES),
            phrases=tuple(Name(text=p, lang=lang) for lang in _LANGUAGES for p in raw["phrases"][lang]),
            purposes=tuple(raw.get("dac", ())),
            goals=tuple(raw.get("sdg", ())),
        )
    except KeyError as error:
        raise KnowledgeError(f"{FILE}: topic '{name}': no entry {error}") from error
