"""The topics: their file, the SKOS scheme made of it, and the codes they point to."""

from __future__ import annotations

import csv
import importlib
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
import rdflib
from rdflib import RDF, SKOS, Literal, URIRef

from coopgraph import resources, vocab
from coopgraph.errors import KnowledgeError
from coopgraph.registry.topics import Topic, Topics

TOPICS = Topics.load()
EACH = pytest.mark.parametrize("topic", TOPICS.topics.values(), ids=list(TOPICS.topics))
CODES = rdflib.Graph().parse(data=resources.ontology("codelists.ttl").read_bytes(), format="turtle")
SCHEME = URIRef(vocab.TOPIC_SCHEME)


@pytest.fixture
def make_topics(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "tools"))
    for name in ("common", "make_topics"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module("make_topics")


def test_the_scheme_is_what_the_generator_writes(make_topics: ModuleType) -> None:
    written = resources.ontology("codelists.ttl").read_text(encoding="utf-8")
    assert make_topics.MARK in written
    assert make_topics.render() == written


def test_there_are_sixty_to_a_hundred_and_twenty_topics() -> None:
    assert 60 <= len(TOPICS.topics) <= 120
    assert set(CODES.subjects(SKOS.inScheme, SCHEME)) == {URIRef(vocab.TOPIC + name) for name in TOPICS.topics}


@EACH
def test_a_topic_has_a_slug_and_short_words_in_both_languages(topic: Topic) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", topic.id)
    for names in (topic.labels, topic.definitions):
        assert [name.lang for name in names] == ["en", "es"]
        assert all(name.text.strip() == name.text != "" for name in names)
    assert all(len(definition.text) <= 110 for definition in topic.definitions)


@EACH
def test_a_topic_has_phrases_in_both_languages(topic: Topic) -> None:
    for lang in ("en", "es"):
        phrases = [phrase.text for phrase in topic.phrases if phrase.lang == lang]
        assert phrases
        assert all(re.fullmatch(r"[\w',*+ -]+", phrase) for phrase in phrases)


@EACH
def test_going_up_from_a_topic_ends_at_the_top(topic: Topic) -> None:
    seen: list[str] = []
    name = topic.id
    while name:
        assert name not in seen
        seen.append(name)
        name = TOPICS.topics[name].broader
    assert len(seen) <= 3
    assert [above.id for above in TOPICS.with_broader(topic.id)] == seen


@EACH
def test_a_topic_is_a_concept_below_another_or_at_the_top(topic: Topic) -> None:
    concept = URIRef(vocab.TOPIC + topic.id)
    assert (concept, RDF.type, SKOS.Concept) in CODES
    assert (concept, SKOS.notation, Literal(topic.id)) in CODES
    assert ((concept, SKOS.topConceptOf, SCHEME) in CODES) == (not topic.broader)
    above = [URIRef(vocab.TOPIC + topic.broader)] if topic.broader else []
    assert list(CODES.objects(concept, SKOS.broader)) == above


@EACH
def test_a_topic_points_to_purposes_and_goals(topic: Topic) -> None:
    found = {str(iri) for iri in CODES.objects(URIRef(vocab.TOPIC + topic.id), SKOS.closeMatch)}
    goals = {f"{vocab.SDG}{goal}" for goal in topic.goals}
    assert goals
    assert found == goals | {vocab.DAC + code for code in topic.purposes}
    for code in topic.purposes:
        assert CODES.value(URIRef(vocab.DAC + code), SKOS.notation) == Literal(code)


def test_no_label_and_no_phrase_belongs_to_two_topics() -> None:
    for kind in ("labels", "phrases"):
        owners: dict[str, set[str]] = {}
        for topic in TOPICS.topics.values():
            for name in getattr(topic, kind):
                owners.setdefault(name.text.casefold(), set()).add(topic.id)
        assert {text: ids for text, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(("file", "field"), [("dac_purpose_codes.csv", "purposes"), ("sdg_goals.csv", "goals")])
def test_every_code_is_in_use_in_the_reference_lists(shared: Path, file: str, field: str) -> None:
    with (shared / "data" / file).open(encoding="utf-8", newline="") as lines:
        known = {row["code"] for row in csv.DictReader(lines) if row["status"] in {"active", ""}}
    used = {str(code) for topic in TOPICS.topics.values() for code in getattr(topic, field)}
    assert used
    assert used <= known


GOOD = """
others = []
leads = []
holders = []
joiners = []
[[topic]]
id = "a"
label = { en = "a", es = "a" }
definition = { en = "a", es = "a" }
phrases = { en = ["alpha"], es = ["alfa"] }
"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD + 'broader = "b"\n', r"^topics.toml: topic 'a': broader 'b' is no topic$"),
        (GOOD + "goal = 1\n", r"^topics.toml: topic 'a': unknown key 'goal' \(one of broader, dac, "),
        (GOOD.replace(', es = "a"', ""), r"^topics.toml: topic 'a': no entry 'es'$"),
    ],
)
def test_a_faulty_file_is_told_in_one_line(
    text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "topics.toml"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(resources, "data", lambda *_: file)
    with pytest.raises(KnowledgeError, match=message):
        Topics.load()
