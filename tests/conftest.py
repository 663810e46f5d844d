"""The cast, and how hard the property tests try. Imports no Django: the engine needs none."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from accounts.models import User

settings.register_profile(
    "default", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("nightly", parent=settings.get_profile("default"), max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A test that speaks English leaves the next one the product's own language."""
    yield
    if "django" in sys.modules:
        from django.utils import translation

        translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def _sees_everything() -> Iterator[None]:
    """A test is the product itself; the visitors it sends see what the guard lets them."""
    from core.sight import everything

    with everything():
        yield


@pytest.fixture
def jin(db: Any) -> User:
    """Jin plans."""
    return _person("jin")


@pytest.fixture
def mina(db: Any) -> User:
    """Mina approves."""
    return _person("mina")


@pytest.fixture
def olga(db: Any) -> User:
    """Olga is a stranger to every plan."""
    return _person("olga")


@pytest.fixture
def reference_data(db: Any) -> None:
    """Zones, industries, measures and the rest, as the product ships them."""
    _command("load_reference")


@pytest.fixture
def reference_plan(reference_data: None) -> None:
    """The NKPEI reference plan on top of the reference data."""
    _command("load_nkpei")


def _person(name: str) -> User:
    from accounts.models import User

    return User.objects.create_user(name)


def _command(name: str) -> None:
    from django.core.management import call_command

    call_command(name, verbosity=0)
