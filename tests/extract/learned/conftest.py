"""What the tests of the learned package share: finders and grammars, loaded once, without any model."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from tests.extract.learned.by_hand import ShownText
from tests.extract.reading import document_of

from coopgraph.extract import mentions, reading, rules
from coopgraph.extract.lexicon import LANGUAGES
from coopgraph.extract.mentions import Finders
from coopgraph.extract.reading import Draft
from coopgraph.extract.rules import Grammar
from coopgraph.registry import Registry


@pytest.fixture(scope="session")
def finders(registry: Registry) -> Finders:
    return Finders.load(registry)


@pytest.fixture(scope="session")
def grammars() -> Mapping[str, Grammar]:
    return {lang: rules.load(lang) for lang in LANGUAGES}


@pytest.fixture(scope="session")
def draft(finders: Finders, grammars: Mapping[str, Grammar], registry: Registry) -> Callable[..., Draft]:
    """Drafts a text by the rules alone, anew at each call: ``draft(text, lang="en")``."""
    return lambda text, lang="en": reading.draft(document_of(text, lang=lang), finders, grammars, registry)


@pytest.fixture(scope="session")
def show(finders: Finders) -> Callable[..., ShownText]:
    """Gives the one sentence of a text with what a tagger is shown of it: ``show(text, lang="en")``."""

    def shown(text: str, lang: str = "en") -> ShownText:
        (one,) = mentions.by_rules(document_of(text, lang=lang), finders)
        return ShownText(text=text, sentence=one.sentence, found=one.found, words=one.words)

    return shown
