"""Stage 2, extract: a Document becomes a Reading, what its sentences state.

First the mentions: names the registry knows (``gazetteer``), names with a head noun (``names``), acronyms the text
defines (``definitions``), persons with their offices (``persons``, ``titles``), unnamed events, agreements and
programmes (``nouns``), dates and sums. Mentions of one thing are gathered (``referents``). Then the claims: rules over
sentences in marks (``masking``, ``rules``, ``claims``), offices (``offices``) and belonging (``belonging``). Last,
what all this is about (``topics``). Why a sentence gave what it gave, or nothing, is told by ``explain``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from coopgraph.extract import explain, reading, rules, topics
from coopgraph.extract.explanation import Explained
from coopgraph.extract.lexicon import LANGUAGES
from coopgraph.extract.mentions import Finders
from coopgraph.model import Document, Reading
from coopgraph.registry import Registry

Extractor = Callable[[Document], Reading]
Explainer = Callable[[Document], tuple[Explained, ...]]


def load(registry: Registry, *rule_folders: Path, measured: Mapping[str, float] | None = None) -> Extractor:
    """Return what reads documents with the names of ``registry``, the packaged rules and those of ``rule_folders``.

    ``measured`` says by id how often packaged rules are right; without it, what the package knows of that.
    """
    understand = _understanding(registry, rule_folders, rules.measured() if measured is None else measured)
    known = topics.load()
    return lambda document: topics.mark(understand(document).reading, known)


def explainer(registry: Registry, *rule_folders: Path) -> Explainer:
    """Return what tells of the sentences of a document how their claims came about, or why they gave none."""
    understand = _understanding(registry, rule_folders, rules.measured())
    return lambda document: explain.explain(understand(document))


def _understanding(
    registry: Registry, rule_folders: Sequence[Path], measured: Mapping[str, float]
) -> Callable[[Document], reading.Understood]:
    finders = Finders.load(registry)
    grammars = {lang: rules.load(lang, *rule_folders) for lang in LANGUAGES}
    return lambda document: reading.read(document, finders, grammars, registry, measured)


__all__ = ["EXTRACTORS", "Explained", "Explainer", "Extractor", "explainer", "load"]

EXTRACTORS: Mapping[str, Callable[..., Extractor]] = {"rules": load}
"""Ways of reading documents, by name; each is called with the registry and folders of rules."""
