"""A small stored plan with the people who record a project's life."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from accounts.models import User
from core.clock import today
from life import services
from life.models import LifeStep
from life.procedure import procedure
from life.queries.standing import life_of
from roadmaps.models import Roadmap, Role
from roadmaps.schedules import plan_of
from tests.life.table import MET
from tests.plans import a_plan, forget_plans, let_in

#: What a step is filled in with, where a test does not care.
FILLED: Mapping[str, Any] = {
    "text": "1호",
    "amount": "1",
    "count": 9,
    "answers": MET,
}


@pytest.fixture
def roadmap(jin: User, mina: User) -> Roadmap:
    """Jin draws it, Mina approves; both record their steps."""
    forget_plans()
    plan = a_plan(jin)
    let_in(plan, mina, Role.APPROVER)
    return plan


@pytest.fixture
def lena(roadmap: Roadmap) -> User:
    """Lena is the compliance officer."""
    return let_in(roadmap, User.objects.create_user("lena"), Role.COMPLIANCE)


class Clerk:
    """Records steps of one project, each by somebody who may."""

    def __init__(self, roadmap: Roadmap, project: str, *people: User) -> None:
        self.roadmap, self.project = roadmap, project
        self.people = {roadmap.role_of(each): each for each in people}

    def take(self, event: str, track: str = "procedure", **given: Any) -> LifeStep:
        life = life_of(self.roadmap, plan_of(self.roadmap), self.project, today())
        (row,) = (
            each for each in procedure().leaving(track, life.states[track]) if each.key == event
        )
        facts = {name: self._fact(name) for name in row.required}
        roles = procedure().actors[row.actor].roles
        values: dict[str, Any] = {
            "on": today(),
            "facts": {**facts, **given.pop("facts", {})},
            "documents": dict.fromkeys(row.documents, "제1호"),
            "note": "",
            "seen": life.next_number(track) - 1,
            "by": next(each for role, each in self.people.items() if role in roles),
        }
        return services.take_step(self.roadmap, self.project, track, event, **{**values, **given})

    def to(self, *events: str) -> None:
        for event in events:
            self.take(event)

    def state(self, track: str = "procedure") -> str:
        plan = plan_of(self.roadmap)
        return life_of(self.roadmap, plan, self.project, today()).states[track]

    def _fact(self, name: str) -> Any:
        kind = procedure().facts[name]
        if kind.sort == "choice":
            return kind.choices[0].key
        return _far().isoformat() if kind.sort == "day" else FILLED[kind.sort]


def _far() -> date:
    """A day that is late enough for every notice and early enough for every validity."""
    return date.fromordinal(today().toordinal() + 20)


@pytest.fixture
def clerk(roadmap: Roadmap, jin: User, mina: User, lena: User) -> Clerk:
    """Records steps of P1, the office."""
    return Clerk(roadmap, "P1", jin, mina, lena)
