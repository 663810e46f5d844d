"""What the current visitor may see of a plan besides its names and dates.

Amounts of money and names of parties are separate permissions. The guard says whose eyes a request
has, a job whose it works for; where nothing was said, nothing is seen. What is read from a plan is
masked by this (`roadmaps.schedules.plan_of`), and what writes money or names out asks it again.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody may see of one plan. True means seen."""

    amounts: bool = False
    parties: bool = False

    def covers(self, other: "Sight") -> bool:
        """Whether nothing is hidden from this one that the other sees."""
        return (self.amounts or not other.amounts) and (self.parties or not other.parties)


NOTHING = Sight()
ALL = Sight(amounts=True, parties=True)

#: What somebody sees of the plan with this id.
Eyes = Callable[[int], Sight]


@dataclass(slots=True)
class _Looking:
    """Whose eyes look, and at which plan the page or job is."""

    eyes: Eyes
    plan: int | None = None


_looking: ContextVar[_Looking | None] = ContextVar("looking", default=None)


def of_plan(plan: int) -> Sight:
    """What is seen of this plan, by its id."""
    looking = _looking.get()
    return looking.eyes(plan) if looking else NOTHING


def here() -> Sight:
    """What is seen of the plan that the page, answer or job is about; nothing without one."""
    looking = _looking.get()
    if looking is None:
        return NOTHING
    if looking.plan is None:
        return ALL if looking.eyes is _all else NOTHING
    return looking.eyes(looking.plan)


def eyes() -> Eyes:
    """Whose eyes look now: for an answer that is still being written when the request is over."""
    looking = _looking.get()
    return looking.eyes if looking else _none


@contextmanager
def seeing(eyes: Eyes, plan: int | None = None) -> Iterator[None]:
    """Inside, these eyes look, at this plan if one is named."""
    token = _looking.set(_Looking(eyes, plan))
    try:
        yield
    finally:
        _looking.reset(token)


@contextmanager
def within(plan: int) -> Iterator[None]:
    """Inside, the same eyes look at this plan."""
    looking = _looking.get()
    with seeing(looking.eyes if looking else _none, plan):
        yield


def step_into(plan: int) -> None:
    """From here to the end of the request, it is about this plan."""
    looking = _looking.get()
    if looking is not None:
        looking.plan = plan


def everything() -> AbstractContextManager[None]:
    """For the product's own work: commands, imports, searches, whatever nobody reads as it is."""
    return seeing(_all)


def nothing() -> AbstractContextManager[None]:
    """For whoever has not been told apart yet."""
    return seeing(_none)


def look_with(eyes: Eyes) -> None:
    """From here to the end of the request, these eyes look."""
    looking = _looking.get()
    if looking is not None:
        looking.eyes = eyes


def _all(plan: int) -> Sight:
    return ALL


def _none(plan: int) -> Sight:
    return NOTHING
