"""A fresh memory for each test."""

from collections.abc import Iterator

import pytest

from tests.plans import forget_plans


@pytest.fixture(autouse=True)
def fresh_memory() -> Iterator[None]:
    forget_plans()
    yield
    forget_plans()
