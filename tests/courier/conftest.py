"""Two stations in one test: two key rings, and what each knows of the other.

Both live in one database, since a test has one. They are kept apart by hand: `at` puts one
station's ring into use and retires the other's, and each has its own plan. What one writes, the
other gets only as a file. (Between two installations the same was tried by hand.)
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import pytest

from accounts.models import User
from courier.models import KeyRing, Station
from courier.queries.standing import ring_in_use
from courier.services import stations
from roadmaps.models import Roadmap, Role
from tests.courier.planting import MORE
from tests.plans import RECORDS, a_plan, let_in

At = Callable[[KeyRing], AbstractContextManager[None]]


@dataclass(frozen=True)
class Two:
    """Both rings, and each as the other knows it: a trusted station."""

    home: KeyRing
    away: KeyRing
    home_station: Station
    away_station: Station


@contextmanager
def at(ring: KeyRing) -> Iterator[None]:
    """As the installation whose keys these are."""
    before = ring_in_use()
    _use(ring)
    yield
    _use(before)


@pytest.fixture
def plan(jin: User, mina: User) -> Roadmap:
    made = a_plan(jin, (*RECORDS, *MORE))
    let_in(made, mina, Role.APPROVER)
    return made


@pytest.fixture
def two(plan: Roadmap, jin: User) -> Two:
    """Home is in use."""
    root = User.objects.create_user("root", is_staff=True)
    home = stations.make_ring("통일부", by=jin)
    home_card = stations.card_text(home)
    away = stations.make_ring("개성공단 재단", by=root)
    home_station = trusted(home_card, jin)
    away_card = stations.card_text(away)
    _use(home)
    return Two(KeyRing.objects.get(pk=home.pk), away, home_station, trusted(away_card, jin))


def trusted(card: str, by: User) -> Station:
    """Its card was taken in and its fingerprint heard, by whoever is in use now."""
    station = stations.add_station(card, by=by)
    return stations.confirm_station(station, station.groups, "전화 02-0000-0000", by=by)


def _use(ring: KeyRing | None) -> None:
    KeyRing.objects.filter(retired_at=None).update(retired_at="2027-01-01T00:00:00Z")
    if ring:
        KeyRing.objects.filter(pk=ring.pk).update(retired_at=None)
