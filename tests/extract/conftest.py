"""What the tests of the extract stage share: the stage, loaded once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.extract.reading import document_of

from coopgraph import extract
from coopgraph.model import Reading
from coopgraph.registry import Registry


@pytest.fixture(scope="session")
def registry() -> Registry:
    return Registry.load()


@pytest.fixture(scope="session")
def read_text(registry: Registry) -> Callable[..., Reading]:
    """Reads a text by the rules alone: ``read_text(text, lang="en", published="")``."""
    return reader(registry, extract.RULES)


def reader(registry: Registry, extractor: str) -> Callable[..., Reading]:
    """Return what reads a text with ``extractor``."""
    understand = extract.load(registry, extractor=extractor)

    def read(text: str, lang: str = "en", published: str = "") -> Reading:
        return understand(document_of(text, lang=lang, published=published))

    return read
