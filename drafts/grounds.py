"""What an adoption may rest on besides the word of whoever adopts: an approval of the draft.

The app that approves stands above this one and registers itself; asked is only what is needed here.
"""

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Protocol, cast

from accounts.models import User
from drafts.models import Draft
from drafts.queries.trying import base_of
from roadmaps.schedules import whole_plan_of


@dataclass(frozen=True, slots=True)
class Ground:
    """An approval that covers a draft exactly as it is now, on the plan as it stands."""

    title: str
    by: str
    at: datetime
    address: str


class Approving(Protocol):
    """What the app that approves knows of drafts."""

    def ground_of(self, draft: Draft) -> Ground | None:
        """The approval of the draft as it is now, if there is one."""

    def put_to_approval(self, draft: Draft) -> list[tuple[str, str, str]]:
        """Title, state and address of everything that put the draft to approval."""

    def adopted(self, draft: Draft, *, by: User) -> None:
        """The draft has become the plan on that ground; part of the same commit."""


_modules: list[str] = []


def register(module: str) -> None:
    """Let `module` (see `Approving`) say what was approved."""
    if module not in _modules:
        _modules.append(module)


def approving() -> list[Approving]:
    return [cast("Approving", import_module(each)) for each in _modules]


def ground_of(draft: Draft) -> Ground | None:
    """None where nobody approved the draft as it is, or the plan has moved on since its base."""
    if whole_plan_of(draft.plan) != base_of(draft):
        return None
    return next((found for each in approving() if (found := each.ground_of(draft))), None)
