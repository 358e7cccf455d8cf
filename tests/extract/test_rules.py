"""A user's folder of rules works end to end; a wrong rule is one line that says where and what."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.extract.reading import document_of
from tests.extract.views import claim, edges, quoted, statuses

from coopgraph import extract
from coopgraph.errors import KnowledgeError
from coopgraph.extract import rules
from coopgraph.model import Reading, Relation, Status
from coopgraph.registry import Registry

ENGLISH = r"""
[[rule]]
id = "supports.aid"
relation = "supports"
lang = "en"
pattern = "{subject:actor+}{aside} {v}\\bc[ao]mes? to (?:the aid of|give a hand with) {n}{object:helped+}"
status = "completed"
confidence = 0.8
match = ["Norway came to the aid of the Lakes Foundation. => Government of Norway > Lakes Foundation"]
"""
SPANISH = r"""
[[rule]]
id = "supports.socorro"
relation = "supports"
lang = "es"
pattern = "{subject:actor+} {v}\\bacud(?:ió|ieron) en socorro (?:de|del) {n}{object:helped+}"
status = "completed"
confidence = 0.8
match = ["Noruega acudió en socorro de la Fundación Lagos Claros. => Gobierno de Noruega > Fundación Lagos Claros"]
no = ["Noruega acudió en nombre de la Fundación Lagos Claros."]
"""
DEFAULT = r"""
[[rule]]
id = "leads.helm"
relation = "leads"
lang = "en"
default = "object:body"
pattern = "\\b[Aa]t the helm (?:is|are) {n}{subject:party+}"
status = "ongoing"
confidence = 0.7
match = ["The Lakes Alliance grew. At the helm is Norway. => Government of Norway > Lakes Alliance"]
"""
GOOD = {
    "id": '"supports.test"',
    "relation": '"supports"',
    "lang": '"en"',
    "pattern": '"{subject:actor} backs {object:actor}"',
    "status": '"ongoing"',
    "confidence": "0.8",
    "match": "[]",
}


def folder_with(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def rule(**changes: str) -> str:
    """Return a good rule in TOML with fields changed; an empty value leaves the field out."""
    fields = {**GOOD, **changes}
    return "[[rule]]\n" + "\n".join(f"{name} = {value}" for name, value in fields.items() if value) + "\n"


def read(registry: Registry, text: str, lang: str, *folders: Path) -> Reading:
    return extract.load(registry, *folders, extractor="rules")(document_of(text, lang=lang))


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "Norway and UNICEF came to the aid of the Lakes Foundation.",
            "en",
            {("Norway", "supports", "Lakes Foundation"), ("UNICEF", "supports", "Lakes Foundation")},
        ),
        (
            "Noruega y UNICEF acudieron en socorro de la Fundación Lagos Claros.",
            "es",
            {("Noruega", "supports", "Fundación Lagos Claros"), ("UNICEF", "supports", "Fundación Lagos Claros")},
        ),
        ("The Lakes Alliance grew. At the helm is Norway.", "en", {("Norway", "leads", "Lakes Alliance")}),
    ],
)
def test_a_folder_of_rules_adds_to_what_is_read(
    text: str, lang: str, expected: set[tuple[str, str, str]], registry: Registry, tmp_path: Path
) -> None:
    folder = folder_with(tmp_path, aid=ENGLISH, socorro=SPANISH, helm=DEFAULT)
    assert not expected & edges(read(registry, text, lang))
    assert expected <= edges(read(registry, text, lang, folder))


def test_a_users_rule_knows_cues_and_quotes_its_sentence(registry: Registry, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, aid=ENGLISH)
    reading = read(registry, "It rained. Norway did not come to the aid of UNICEF.", "en", folder)
    assert statuses(reading, Relation.SUPPORTS) == {Status.DENIED}
    one = claim(reading, Relation.SUPPORTS, "Norway", "UNICEF")
    assert (one.rule, one.confidence) == ("supports.aid", 0.8)
    assert quoted(reading, one) == "Norway did not come to the aid of UNICEF."


def test_the_packaged_rules_stay(registry: Registry, tmp_path: Path) -> None:
    reading = read(registry, "Kenya and Uganda signed a treaty.", "en", folder_with(tmp_path, aid=ENGLISH))
    assert edges(reading) == {("Kenya", "partyTo", "treaty"), ("Uganda", "partyTo", "treaty")}


def test_other_files_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("[[rule", encoding="utf-8")
    folder_with(tmp_path, empty="", words='other = "table"\n')
    assert len(rules.load("en", tmp_path).rules) == len(rules.load("en").rules)


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        (rule(weight="3"), "bad.toml: rule 'supports.test': unknown field 'weight' (one of confidence, default, "),
        (rule(match=""), "bad.toml: rule 'supports.test': no 'match' (a field, macro or class that exists)"),
        (rule(id=""), "bad.toml: rule '?': no 'id' (a field, macro or class that exists)"),
        (rule(pattern='"{subject:actor} {helpz} {object:actor}"'), "rule 'supports.test': no 'helpz' (a field, macro "),
        (rule(pattern='"{subject:actorz} backs {object:actor}"'), "rule 'supports.test': no 'actorz' (a field, "),
        (rule(default='"object:thingz"'), "rule 'supports.test': no 'thingz' (a field, macro or class"),
        (rule(default='"thing:object"'), "the end of a default is 'thing' (one of subject, object)"),
        (
            rule(pattern='"{giver:actor} backs {object:actor}"'),
            "'{giver:actor}' is no slot (such as {subject:party+}, ",
        ),
        (rule(pattern='"{subject:actor} backs ({object:actor}"'), "rule 'supports.test': missing ), unterminated"),
        (rule(pattern='"{subject:actor} {subject:actor}"'), "rule 'supports.test': redefinition of group name"),
        (rule(pattern="3"), "bad.toml: rule 'supports.test': "),
        (rule(relation='"helps"'), "relation is 'helps' (one of funds, partyTo, implements, "),
        (rule(status='"done"'), "status is 'done' (one of requested, intended, "),
        (rule(lang='"fr"'), "lang is 'fr' (one of en, es)"),
        (rule(confidence='"high"'), "rule 'supports.test': could not convert string to float: 'high'"),
        (rule(confidence="[1]"), "bad.toml: rule 'supports.test': "),
        (rule() + rule(), "rule 'supports.test': duplicate id (an id of its own)"),
        (rule(id='"party.sign"'), "rule 'party.sign': duplicate id (an id of its own)"),
        (
            rule().replace("[[rule]]", "[rule]"),
            "bad.toml: 'rule' is no list of tables (each rule begins with a line [[",
        ),
        ("rule = 3\n", "bad.toml: 'rule' is no list of tables"),
        ("rule = [3]\n", "bad.toml: 'rule' is no list of tables"),
        ("[[rule]\n", "bad.toml: not valid TOML: "),
    ],
)
def test_a_wrong_rule_is_one_line(toml: str, expected: str, registry: Registry, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as caught:
        extract.load(registry, folder_with(tmp_path, bad=toml), extractor="rules")
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["nowhere", "aid.toml"])
def test_what_is_no_folder_is_one_line(name: str, registry: Registry, tmp_path: Path) -> None:
    folder_with(tmp_path, aid=ENGLISH)
    with pytest.raises(KnowledgeError, match="no such folder") as caught:
        extract.load(registry, tmp_path / name, extractor="rules")
    assert str(caught.value).startswith(str(tmp_path / name))


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_packaged_pattern_takes_both_ends(lang: str) -> None:
    ends = {"subject", "object"}
    wrong = [
        r.id
        for r in rules.load(lang).rules
        if "pair" not in r.pattern.groupindex
        and not ends <= {*r.pattern.groupindex, *([r.default.end] if r.default else [])}
    ]
    assert wrong == []
