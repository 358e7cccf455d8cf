"""Every rule finds what its own sentences say, and stays silent where it must."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.extract.reading import document_of

from coopgraph import extract
from coopgraph.extract import rules
from coopgraph.extract.lexicon import LANGUAGES
from coopgraph.extract.rules import Rule
from coopgraph.model import Reading
from coopgraph.registry import Registry, normalise

RULES = [rule for lang in LANGUAGES for rule in rules.load(lang).rules]


@pytest.fixture(scope="session")
def registry() -> Registry:
    return Registry.load()


@pytest.fixture(scope="session")
def read(registry: Registry) -> Callable[[str, str], Reading]:
    extractor = extract.load(registry, extractor="rules")
    return lambda text, lang: extractor(document_of(text, lang=lang))


def found(reading: Reading, rule: Rule, registry: Registry) -> set[tuple[str, str]]:
    """Return the normalised names, written and known, of both ends of what was stated of the rule's relation."""
    names = {
        r.key: {normalise(n.text) for n in (*r.names, *(registry.actors[r.actor].names if r.actor else ()))}
        for r in reading.referents
    }
    return {
        (subject, object_)
        for claim in reading.claims
        if claim.relation is rule.relation
        for subject in names[claim.subject]
        for object_ in names[claim.object]
    }


@pytest.mark.parametrize(
    ("rule", "sentence"), [pytest.param(r, s, id=f"{r.id}-{i}") for r in RULES for i, s in enumerate(r.match)]
)
def test_a_rule_finds_what_its_sentence_says(
    rule: Rule, sentence: str, read: Callable[..., Reading], registry: Registry
) -> None:
    text, _, ends = sentence.partition(" => ")
    subject, _, object_ = ends.partition(" > ")
    reading = read(text, rule.lang)
    assert any(c.rule == rule.id for c in reading.claims), "another rule or none"
    assert (normalise(subject), normalise(object_)) in found(reading, rule, registry)


@pytest.mark.parametrize(
    ("rule", "sentence"), [pytest.param(r, s, id=f"{r.id}-{i}") for r in RULES for i, s in enumerate(r.no)]
)
def test_a_rule_stays_silent_where_it_must(rule: Rule, sentence: str, read: Callable[..., Reading]) -> None:
    assert not [c for c in read(sentence, rule.lang).claims if c.rule == rule.id]


def test_every_rule_has_sentences_on_both_sides() -> None:
    assert [r.id for r in RULES if not r.match or not r.no] == []
