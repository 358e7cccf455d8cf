"""Read the rules of relations: patterns over sentences in marks (see ``masking``), with what they state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from coopgraph import resources
from coopgraph.errors import KnowledgeError
from coopgraph.extract.lexicon import LANGUAGES
from coopgraph.extract.memo import Memo
from coopgraph.extract.needs import Needs, are_met, needs
from coopgraph.model import Relation, Status

_SLOT = re.compile(r"\{(?P<group>subject|object|also|pair):(?P<kinds>[a-z]+)(?P<list>\+)?\}")
_NO_SLOT = re.compile(r"\{[^\d,{}][^{}]*\}")
_MACRO = re.compile(r"\{([a-z_]+)\}")
_MACROS = "macros.toml"
_MEASURED = "confidence.toml"
CODED: Mapping[str, float] = MappingProxyType(
    {"part.name": 0.85, "represents.home": 0.6, "represents.office": 0.9, "shared.name": 0.85}
)
"""How sure the rules are, by id, that are code (``belonging``, ``offices``), unless that is measured."""
_FIELDS = frozenset({"id", "relation", "lang", "pattern", "status", "confidence", "default", "match", "no"})
MOST_MARKS = 500
"""Marks of the longest sentence that rules read; the time that lists of them take grows by the square."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """Which end of a rule the words may leave out, and what then stands for it: the last thing of these kinds."""

    end: str
    kinds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A part of a pattern that takes mentions of one class."""

    end: str
    """``subject``, ``object``, ``also`` (a further subject) or ``pair`` (both ends)."""
    kinds: str
    """Name of the class."""
    letters: str
    """Letters of the marks of the class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way in which a sentence states a relation."""

    id: str
    relation: Relation
    lang: str
    pattern: re.Pattern[str]
    status: Status
    confidence: float
    """Decides between rules that read the same in a sentence; how sure a claim is, unless that is measured."""
    default: Default | None
    match: tuple[str, ...]
    """Sentences that must match, each followed by ``=>`` and ``subject > object``."""
    no: tuple[str, ...]
    """Sentences that this rule must not match."""
    file: str
    """Name of the file that it stands in."""
    written: str
    """The pattern as it stands there, with slots and macros."""
    slots: tuple[Slot, ...]
    needs: Needs

    @property
    def macros(self) -> frozenset[str]:
        """The names of the macros that the pattern uses."""
        return frozenset(_MACRO.findall(self.written))


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
    triggers: Mapping[str, re.Pattern[str]]
    """Words that speak of cooperation, by the macro that holds them."""
    _fitting: Memo[tuple[frozenset[str], int], list[Rule]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Remember the rules for the letters that were met."""
        object.__setattr__(self, "_fitting", Memo(lambda seen: [r for r in self.rules if are_met(r.needs, *seen)]))

    def rules_for(self, letters: Sequence[str]) -> list[Rule]:
        """Return the rules that a sentence with marks of ``letters`` may fit, in order; none for a list run wild."""
        return self._fitting[frozenset(letters), len(letters)] if len(letters) <= MOST_MARKS else []


def measured() -> Mapping[str, float]:
    """Return how often each packaged rule is right, by its id, where annotated documents tell (``make confidence``)."""
    table = resources.read_toml(resources.data("rules", _MEASURED))
    return {rule: float(counted["confidence"]) for rule, counted in table.items()}


def load(lang: str, *folders: Path) -> Grammar:
    """Return the packaged rules of ``lang`` and those of the user's ``folders``; KnowledgeError for a wrong one."""
    macros = resources.read_toml(resources.data("rules", _MACROS))
    shared = {**macros["all"], **macros[lang]["macro"]}
    classes = macros["classes"]
    files = [f for f in resources.folder("rules") if f.name not in {_MACROS, _MEASURED}]
    for folder in folders:
        files += _user_files(folder)
    rules = [rule for file in files for rule in _rules(file, lang, shared, classes)]
    _check_unique(rules)
    return Grammar(
        rules=tuple(rules),
        reductions=tuple(re.compile(_expand(p, shared, classes), re.IGNORECASE) for p in macros[lang]["reductions"]),
        cues=tuple(
            Cue(status=Status(status), pattern=re.compile(_expand(pattern, shared, classes), re.IGNORECASE))
            for status, pattern in macros[lang]["cues"].items()
        ),
        tail=re.compile(_expand(macros[lang]["tail"], shared, classes)),
        triggers={name: _trigger(_expand(shared[name], shared, classes)) for name in macros[lang]["triggers"]},
    )


def _trigger(words: str) -> re.Pattern[str]:
    """Return the pattern of whole ``words``; some end with a blank before something that they look ahead to."""
    return re.compile(rf"\b(?:{words})(?:(?<= )|\b)", re.IGNORECASE)


def _user_files(folder: Path) -> Sequence[Traversable]:
    if not folder.is_dir():
        raise KnowledgeError(f"{folder}: no such folder (a folder with .toml files of rules)")
    return sorted(folder.glob("*.toml"))


def _rules(file: Traversable, lang: str, macros: Mapping[str, str], classes: Mapping[str, str]) -> Iterator[Rule]:
    """Yield the rules of ``file`` that are for ``lang``."""
    tables = resources.read_toml(file).get("rule", ())
    if not isinstance(tables, list | tuple) or not all(isinstance(raw, dict) for raw in tables):
        raise KnowledgeError(f"{file.name}: 'rule' is no list of tables (each rule begins with a line [[rule]])")
    for raw in tables:
        name = f"{file.name}: rule '{raw.get('id', '?')}'"
        unknown = set(raw) - _FIELDS
        if unknown:
            raise KnowledgeError(f"{name}: unknown field '{min(unknown)}' (one of {', '.join(sorted(_FIELDS))})")
        try:
            if _one_of(raw["lang"], LANGUAGES, "lang") == lang:
                yield _rule(raw, macros, classes, file.name)
        except KeyError as error:
            raise KnowledgeError(f"{name}: no {error} (a field, macro or class that exists)") from error
        except (ValueError, TypeError, re.error) as error:
            raise KnowledgeError(f"{name}: {error}") from error


def _rule(raw: Mapping[str, Any], macros: Mapping[str, str], classes: Mapping[str, str], file: str) -> Rule:
    return Rule(
        id=raw["id"],
        relation=Relation(_one_of(raw["relation"], tuple(Relation), "relation")),
        lang=raw["lang"],
        pattern=re.compile(_expand(raw["pattern"], macros, classes), re.IGNORECASE),
        status=Status(_one_of(raw["status"], tuple(Status), "status")),
        confidence=float(raw["confidence"]),
        default=_default(raw["default"], classes) if "default" in raw else None,
        match=tuple(raw["match"]),
        no=tuple(raw.get("no", ())),
        file=file,
        written=raw["pattern"],
        slots=tuple(
            Slot(end=match.group("group"), kinds=match.group("kinds"), letters=classes[match.group("kinds")])
            for match in _SLOT.finditer(raw["pattern"])
        ),
        needs=needs(raw["pattern"], classes),
    )


def _default(written: str, classes: Mapping[str, str]) -> Default:
    end, _, kinds = written.partition(":")
    return Default(end=_one_of(end, ("subject", "object"), "the end of a default"), kinds=classes[kinds])


def _one_of(value: str, known: Sequence[str], what: str) -> str:
    """Return ``value``; ValueError that lists what is ``known`` when it is none of it."""
    if value not in known:
        raise ValueError(f"{what} is '{value}' (one of {', '.join(known)})")
    return value


def _expand(pattern: str, macros: Mapping[str, str], classes: Mapping[str, str]) -> str:
    """Return the regular expression that ``pattern`` abbreviates: macros, then slots and lists of marks."""

    def slot(match: re.Match[str]) -> str:
        mark = f"<[{classes[match.group('kinds')]}]\\d+>"
        body = macros["list"].replace("MARK", mark) if match.group("list") else mark
        return f"(?P<{match.group('group')}>{body})"

    while _MACRO.search(pattern):
        pattern = _MACRO.sub(lambda m: f"(?:{macros[m.group(1)]})", pattern)
    expanded = _SLOT.sub(slot, pattern)
    wrong = _NO_SLOT.search(expanded)
    if wrong:
        raise ValueError(f"'{wrong.group()}' is no slot (such as {{subject:party+}}, {{object:event}})")
    return expanded


def _check_unique(rules: Sequence[Rule]) -> None:
    seen = set(CODED)
    for rule in rules:
        if rule.id in seen:
            raise KnowledgeError(f"rules: rule '{rule.id}': duplicate id (an id of its own)")
        seen.add(rule.id)
