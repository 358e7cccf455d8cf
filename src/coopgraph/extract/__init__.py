"""Stage 2, extract: a Document becomes a Reading, what its sentences state.

First the mentions: names the registry knows (``gazetteer``), names with a head noun (``names``), acronyms the text
defines (``definitions``), persons with their offices (``persons``, ``titles``), unnamed events, agreements and
programmes (``nouns``), dates and sums. Mentions of one thing are gathered (``referents``). Then the claims: rules over
sentences in marks (``masking``, ``rules``, ``claims``), offices (``offices``) and belonging (``belonging``). A model
(``learned``) corrects the mentions, adds to the claims and takes from them, unless the rules are asked for alone. Last,
what all this is about (``topics``). Why a sentence gave what it gave, or nothing, is told by ``explain``; of which the
model is unsure, by ``doubter``, and of which documents most, by ``rank``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from coopgraph.extract import explain, reading, rules, topics
from coopgraph.extract.doubt import Doubted
from coopgraph.extract.explanation import Explained
from coopgraph.extract.learned import model as learned
from coopgraph.extract.learned import relations, uncertain
from coopgraph.extract.learned.model import Model
from coopgraph.extract.lexicon import LANGUAGES
from coopgraph.extract.mentions import Finders
from coopgraph.extract.ranking import Ranked, rank
from coopgraph.extract.rules import Grammar
from coopgraph.model import Document, Reading
from coopgraph.registry import Registry

BOTH, RULES = "both", "rules"
Extractor = Callable[[Document], Reading]
Explainer = Callable[[Document], tuple[Explained, ...]]
Doubter = Callable[[Document], Doubted]


def load(
    registry: Registry, *rule_folders: Path, measured: Mapping[str, float] | None = None, extractor: str = BOTH
) -> Extractor:
    """Return what reads documents with the names of ``registry``, the packaged rules and those of ``rule_folders``.

    ``measured`` says by id how often packaged rules are right; without it, what the package knows of that.
    ``extractor`` is one of ``EXTRACTORS``.
    """
    return EXTRACTORS[extractor](registry, *rule_folders, measured=measured)


def explainer(registry: Registry, *rule_folders: Path, extractor: str = BOTH) -> Explainer:
    """Return what tells of the sentences of a document how their claims came about, or why they gave none."""
    understand = _understanding(registry, rule_folders, rules.measured(), with_model=extractor != RULES)
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
    registry: Registry, *rule_folders: Path, measured: Mapping[str, float] | None, with_model: bool
) -> Extractor:
    sure = rules.measured() if measured is None else measured
    understand = _understanding(registry, rule_folders, sure, with_model=with_model)
    known = topics.load()
    return lambda document: topics.mark(understand(document).reading, known)


def _understanding(
    registry: Registry, rule_folders: Sequence[Path], measured: Mapping[str, float], *, with_model: bool
) -> Callable[[Document], reading.Understood]:
    finders, grammars = _knowledge(registry, rule_folders)
    model = learned.load(finders.persons.given) if with_model else None
    if model is not None:
        finders = replace(finders, tagger=model.tagger)

    def understand(document: Document) -> reading.Understood:
        drafted = reading.draft(document, finders, grammars, registry)
        told = drafted.stated if model is None else reading.judged(drafted, model.judge, finders, grammars)
        return reading.finish(drafted, told, measured)

    return understand


def _knowledge(registry: Registry, rule_folders: Sequence[Path]) -> tuple[Finders, Mapping[str, Grammar]]:
    return Finders.load(registry), {lang: rules.load(lang, *rule_folders) for lang in LANGUAGES}


EXTRACTORS: Mapping[str, Callable[..., Extractor]] = MappingProxyType(
    {BOTH: partial(_extractor, with_model=True), RULES: partial(_extractor, with_model=False)}
)
"""Ways of reading documents, by name; each is called with the registry, folders of rules and ``measured``."""

__all__ = [
    "BOTH",
    "EXTRACTORS",
    "RULES",
    "Doubted",
    "Doubter",
    "Explained",
    "Explainer",
    "Extractor",
    "Ranked",
    "doubter",
    "explainer",
    "load",
    "rank",
]
