"""A server that gives recorded answers, and reading with its help."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from tests.extract.assisted.answers import TEXT
from tests.extract.assisted.loopback import Answer, Loopback, running
from tests.extract.reading import document_of

from coopgraph import extract
from coopgraph.extract import Settings, rules
from coopgraph.extract.assisted.cost import Ledger
from coopgraph.extract.learned import model as learned
from coopgraph.extract.lexicon import LANGUAGES
from coopgraph.extract.mentions import Finders
from coopgraph.extract.rules import Grammar
from coopgraph.model import Reading
from coopgraph.registry import Registry

Ask = Callable[..., Reading]


@pytest.fixture
def loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def loaded(registry: Registry) -> Finders:
    return Finders.load(registry)


@pytest.fixture(scope="session")
def model(loaded: Finders) -> learned.Model:
    return learned.load(loaded.persons.given)


@pytest.fixture(scope="session")
def grammars() -> dict[str, Grammar]:
    return {lang: rules.load(lang) for lang in LANGUAGES}


@pytest.fixture
def quick(loaded: Finders, model: learned.Model, grammars: dict[str, Grammar], monkeypatch: pytest.MonkeyPatch) -> None:
    """Load what every extractor needs only once: there are many here."""
    monkeypatch.setattr(Finders, "load", lambda _registry: loaded)
    monkeypatch.setattr(learned, "load", lambda _given, _precision=None: model)
    monkeypatch.setattr(rules, "load", lambda lang: grammars[lang])


@pytest.fixture
def told() -> list[str]:
    """The lines that were told."""
    return []


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def settings(loopback: Loopback, told: list[str], ledger: Ledger) -> Settings:
    return Settings(llm_url=loopback.url, llm_model="tiny", ledger=ledger, tell=told.append, retries=0)


@pytest.fixture
def ask(registry: Registry, loopback: Loopback, settings: Settings, quick: None) -> Ask:  # noqa: ARG001
    """Read ``text`` with a model that gives ``answers``, bodies of responses."""

    def read(*answers: Any, text: str = TEXT, **changed: Any) -> Reading:
        loopback.answers[:] = [one if isinstance(one, Answer) else Answer(body=one) for one in answers]
        understand = extract.load(registry, extractor=extract.LLM, settings=replace(settings, **changed))
        return understand(replace(document_of(text), source="note.txt"))

    return read
