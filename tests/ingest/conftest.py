"""What the tests of ingest share: one loaded language classifier."""

from __future__ import annotations

import pytest

from coopgraph.ingest.language import Identify, identifier


@pytest.fixture(scope="session")
def identify() -> Identify:
    return identifier()
