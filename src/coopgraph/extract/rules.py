"""Read the rules of relations: patterns over sentences in marks (see ``masking``), with what they state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from coopgraph import resources
from coopgraph.errors import KnowledgeError
from coopgraph.model import Relation, Status

_SLOT = re.compile(r"\{(?P<group>subject|object|also|pair):(?P<kinds>[a-z]+)(?P<list>\+)?\}")
_MACRO = re.compile(r"\{([a-z_]+)\}")
_MACROS = "macros.toml"
_FIELDS = frozenset({"id", "relation", "lang", "pattern", "status", "confidence", "default", "match", "no"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """Which end of a rule the words may leave out, and what then stands for it: the last thing of these kinds."""

    end: str
    kinds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way in which a sentence states a relation."""

    id: str
    relation: Relation
    lang: str
    pattern: re.Pattern[str]
    status: Status
    confidence: float
    default: Default | None
    match: tuple[str, ...]
    """Sentences that must match, each followed by ``=>`` and ``subject > object``."""
    no: tuple[str, ...]
    """Sentences that this rule must not match."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that say how far a fact has come."""

    status: Status
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The rules of one language, and what they share."""

    rules: tuple[Rule, ...]
    reductions: tuple[re.Pattern[str], ...]
    cues: tuple[Cue, ...]
    tail: re.Pattern[str]
    """What stands behind a statement and makes it hypothetical: "an agreement between A and B would ..."."""


def load(lang: str, *folders: Path) -> Grammar:
    """Return the packaged rules of ``lang`` and those of the user's ``folders``; KnowledgeError for a wrong one."""
    macros = resources.read_toml(resources.data("rules", _MACROS))
    shared = {**macros["all"], **macros[lang]["macro"]}
    files = [f for f in resources.folder("rules") if f.name != _MACROS]
    for folder in folders:
        files += _user_files(folder)
    rules = [rule for file in files for rule in _rules(file, lang, shared, macros["classes"])]
    _check_unique(rules)
    classes = macros["classes"]
    return Grammar(
        rules=tuple(rules),
        reductions=tuple(re.compile(_expand(p, shared, classes)) for p in macros[lang]["reductions"]),
        cues=tuple(
            Cue(status=Status(status), pattern=re.compile(_expand(pattern, shared, classes), re.IGNORECASE))
            for status, pattern in macros[lang]["cues"].items()
        ),
        tail=re.compile(_expand(macros[lang]["tail"], shared, classes)),
    )


def _user_files(folder: Path) -> Sequence[Traversable]:
    if not folder.is_dir():
        raise KnowledgeError(f"{folder}: no such folder (a folder with .toml files of rules)")
    return sorted(folder.glob("*.toml"))


def _rules(file: Traversable, lang: str, macros: Mapping[str, str], classes: Mapping[str, str]) -> Iterator[Rule]:
    """Yield the rules of ``file`` that are for ``lang``."""
    for raw in resources.read_toml(file).get("rule", ()):
        name = f"{file.name}: rule '{raw.get('id', '?')}'"
        unknown = set(raw) - _FIELDS
        if unknown:
            raise KnowledgeError(f"{name}: unknown field '{min(unknown)}' (one of {', '.join(sorted(_FIELDS))})")
        try:
            if raw["lang"] == lang:
                yield _rule(raw, macros, classes)
        except KeyError as error:
            raise KnowledgeError(f"{name}: no {error} (a field, macro or class that exists)") from error
        except (ValueError, re.error) as error:
            raise KnowledgeError(f"{name}: {error}") from error


def _rule(raw: Mapping[str, Any], macros: Mapping[str, str], classes: Mapping[str, str]) -> Rule:
    default = None
    if "default" in raw:
        end, kinds = raw["default"].split(":")
        default = Default(end=end, kinds=classes[kinds])
    return Rule(
        id=raw["id"],
        relation=Relation(raw["relation"]),
        lang=raw["lang"],
        pattern=re.compile(_expand(raw["pattern"], macros, classes)),
        status=Status(raw["status"]),
        confidence=float(raw["confidence"]),
        default=default,
        match=tuple(raw["match"]),
        no=tuple(raw.get("no", ())),
    )


def _expand(pattern: str, macros: Mapping[str, str], classes: Mapping[str, str]) -> str:
    """Return the regular expression that ``pattern`` abbreviates; a blank stands for one or more."""

    def slot(match: re.Match[str]) -> str:
        mark = f"<[{classes[match.group('kinds')]}]\\d+>"
        body = macros["list"].replace("MARK", mark) if match.group("list") else mark
        return f"(?P<{match.group('group')}>{body})"

    while _MACRO.search(pattern):
        pattern = _MACRO.sub(lambda m: f"(?:{macros[m.group(1)]})", pattern)
    return _SLOT.sub(slot, pattern)


def _check_unique(rules: Sequence[Rule]) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise KnowledgeError(f"rules: rule '{rule.id}': duplicate id (an id of its own)")
        seen.add(rule.id)
