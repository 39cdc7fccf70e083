"""Charts are tried in Polish, the longer of the two languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.unit.speaking import speaking


@pytest.fixture(autouse=True, scope="module")
def polish() -> Iterator[None]:
    """Polish, for all tests of a module."""
    with speaking("pl"):
        yield
