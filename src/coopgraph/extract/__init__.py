"""Stage 2, extract: a Document becomes a Reading, what its sentences state.

First the mentions: names the registry knows (``gazetteer``), names with a head noun (``names``), acronyms the text
defines (``definitions``), persons with their offices (``persons``, ``titles``), unnamed events, agreements and
programmes (``nouns``), dates and sums. Mentions of one thing are gathered (``referents``). Then the claims: rules over
sentences in marks (``masking``, ``rules``, ``claims``), offices (``offices``) and belonging (``belonging``). A model
(``learned``) corrects the mentions, adds to the claims and takes from them, unless the rules are asked for alone.
Optional readers (``assisted``) add to both where they are asked for. Last, what all this is about (``topics``). Why a
sentence gave what it gave, or nothing, is told by ``explain``; of which the model is unsure, by ``doubter``, and of
which documents most, by ``rank``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from coopgraph.extract import explain, reading, rules, topics
from coopgraph.extract.assisted import gliner, llm
from coopgraph.extract.assisted.settings import Settings
from coopgraph.extract.doubt import Doubted
from coopgraph.extract.explanation import Explained
from coopgraph.extract.learned import model as learned
from coopgraph.extract.learned import relations, uncertain
from coopgraph.extract.learned.model import Model
from coopgraph.extract.learned.relations import Judge
from coopgraph.extract.lexicon import LANGUAGES
from coopgraph.extract.mentions import Finders
from coopgraph.extract.ranking import Ranked, rank
from coopgraph.extract.rules import Grammar
from coopgraph.model import Document, Reading
from coopgraph.registry import Registry

BOTH, RULES, LLM, GLINER = "both", "rules", "llm", "gliner"
Extractor = Callable[[Document], Reading]
Explainer = Callable[[Document], tuple[Explained, ...]]
Doubter = Callable[[Document], Doubted]


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """What documents are read with beside the rules."""

    finders: Finders
    judge: Judge | None = None
    assist: llm.Assist | None = None


def load(
    registry: Registry,
    *rule_folders: Path,
    measured: Mapping[str, float] | None = None,
    extractor: str = BOTH,
    settings: Settings | None = None,
) -> Extractor:
    """Return what reads documents with the names of ``registry``, the packaged rules and those of ``rule_folders``.

    ``measured`` says by id how often packaged rules are right; without it, what the package knows of that.
    ``extractor`` is one of ``EXTRACTORS``; ``settings`` are for the optional ones among them.
    """
    return EXTRACTORS[extractor](registry, *rule_folders, measured=measured, settings=settings)


def explainer(
    registry: Registry, *rule_folders: Path, extractor: str = BOTH, settings: Settings | None = None
) -> Explainer:
    """Return what tells of the sentences of a document how their claims came about, or why they gave none."""
    understand = _understanding(registry, rule_folders, rules.measured(), _EQUIP[extractor], settings)
    return lambda document: explain.explain(understand(document))


def doubter(registry: Registry, *rule_folders: Path) -> Doubter:
    """Return what reads documents and tells of which of their sentences the model is unsure."""
    finders, grammars = _knowledge(registry, rule_folders)
    model = learned.load(finders.persons.given)
    finders = replace(finders, tagger=model.tagger)
    return lambda document: _doubted(document, model, finders, grammars, registry)


def _doubted(
    document: Document, model: Model, finders: Finders, grammars: Mapping[str, Grammar], registry: Registry
) -> Doubted:
    drafted = reading.draft(document, finders, grammars, registry)
    best = relations.best_pairs(model.judge, drafted.marked, drafted.stated, drafted.cast)
    setting = reading.setting(drafted, finders, grammars)
    unsure = uncertain.find(document, model, setting, drafted.stated, best)  # before the judge adds mentions
    told = reading.judged(drafted, model.judge, finders, grammars, best)
    return Doubted(reading=reading.finish(drafted, told, rules.measured()).reading, sentences=unsure)


def _extractor(
    registry: Registry,
    *rule_folders: Path,
    measured: Mapping[str, float] | None,
    equip: Equip,
    settings: Settings | None = None,
) -> Extractor:
    sure = rules.measured() if measured is None else measured
    understand = _understanding(registry, rule_folders, sure, equip, settings)
    known = topics.load()
    return lambda document: topics.mark(understand(document).reading, known)


def _understanding(
    registry: Registry,
    rule_folders: Sequence[Path],
    measured: Mapping[str, float],
    equip: Equip,
    settings: Settings | None,
) -> Callable[[Document], reading.Understood]:
    finders, grammars = _knowledge(registry, rule_folders)
    with_ = equip(finders, settings or Settings())

    def understand(document: Document) -> reading.Understood:
        drafted = reading.draft(document, with_.finders, grammars, registry)
        told = drafted.stated
        if with_.judge:
            told = tuple(reading.judged(drafted, with_.judge, with_.finders, grammars))
        if with_.assist:
            told = tuple(with_.assist(drafted, told))
        return reading.finish(drafted, told, measured)

    return understand


def _knowledge(registry: Registry, rule_folders: Sequence[Path]) -> tuple[Finders, Mapping[str, Grammar]]:
    return Finders.load(registry), {lang: rules.load(lang, *rule_folders) for lang in LANGUAGES}


Equip = Callable[[Finders, Settings], Equipment]


def _rules(finders: Finders, _settings: Settings) -> Equipment:
    return Equipment(finders=finders)


def _both(finders: Finders, settings: Settings) -> Equipment:
    model = learned.load(finders.persons.given, settings.precision)
    return Equipment(finders=replace(finders, tagger=model.tagger), judge=model.judge)


def _llm(finders: Finders, settings: Settings) -> Equipment:
    with_model = _both(finders, settings)
    return replace(with_model, assist=llm.load(settings, with_model.finders))


def _gliner(finders: Finders, settings: Settings) -> Equipment:
    model = learned.load(finders.persons.given, settings.precision)
    return Equipment(finders=replace(finders, tagger=gliner.load(settings, model.tagger)), judge=model.judge)


_EQUIP: Mapping[str, Equip] = MappingProxyType({BOTH: _both, RULES: _rules, LLM: _llm, GLINER: _gliner})

EXTRACTORS: Mapping[str, Callable[..., Extractor]] = MappingProxyType(
    {name: partial(_extractor, equip=equip) for name, equip in _EQUIP.items()}
)
"""Ways of reading documents, by name; each is called with the registry, folders of rules, ``measured`` and
``settings``."""

__all__ = [
    "BOTH",
    "EXTRACTORS",
    "GLINER",
    "LLM",
    "RULES",
    "Doubted",
    "Doubter",
    "Explained",
    "Explainer",
    "Extractor",
    "Ranked",
    "Settings",
    "doubter",
    "explainer",
    "load",
    "rank",
]
