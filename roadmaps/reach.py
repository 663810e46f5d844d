"""Where in a plan somebody acts in which roles: in all of it, or in some of its projects."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import lazy

from accounts.models import User
from core.errors import Forbidden
from engine.belonging import Scope, beyond
from engine.changes import Change
from engine.plan import Plan
from engine.problems import Problem
from engine.records import Permit
from roadmaps.models import Roadmap, Role
from roadmaps.permit_rules import MOVERS
from roadmaps.schedules import whole_plan_of


@dataclass(frozen=True, slots=True)
class Reach:
    """The role somebody has in the whole plan ("" without one), and those in parts of it."""

    plan: Plan
    role: str
    parts: tuple[tuple[str, Scope], ...] = ()

    def roles_in(self, project: str) -> frozenset[str]:
        """Every role in which they act where this project lies."""
        given = {role for role, part in self.parts if part.holds(self.plan, project)}
        return frozenset({self.role, *given} - {""})

    def roles_about(self, permit: Permit) -> frozenset[str]:
        """Every role in which they act about a permit: in all of its projects at once."""
        found = [self.roles_in(project) for project in permit.projects]
        return frozenset.intersection(*found) if found else frozenset({self.role} - {""})

    def has(self, roles: Iterable[str], projects: Iterable[str]) -> bool:
        """Whether they have one of these roles in the whole plan, or in all of these projects.

        What belongs to no project belongs to the whole plan.
        """
        wanted, found = frozenset(roles), frozenset(projects)
        if self.role in wanted:
            return True
        return bool(found) and all(self.roles_in(project) & wanted for project in found)

    def has_somewhere(self, roles: Iterable[str]) -> bool:
        """Whether they have one of these roles in the plan or in any part of it."""
        return not {self.role, *(role for role, _part in self.parts)}.isdisjoint(roles)

    def projects(self, roles: Iterable[str]) -> frozenset[str]:
        """The projects in which they have one of these roles."""
        wanted = frozenset(roles)
        return frozenset(key for key in self.plan.projects if self.has(wanted, {key}))

    def may_make(self, changes: Iterable[Change], roles: Iterable[str]) -> bool:
        """Whether edits lie where they have one of these roles."""
        wanted = frozenset(roles)
        scopes = [part for role, part in self.parts if role in wanted]
        return self.role in wanted or not beyond(self.plan, changes, scopes)

    def role_for(self, roles: Iterable[str], project: str) -> str:
        """The role in which they do in this project what takes one of these roles.

        That is their role in the plan where it fits; where none fits as well, since it is the one
        they are refused in.
        """
        fitting = self.roles_in(project) & frozenset(roles)
        return self.role if self.role in fitting else min(fitting, default=self.role)


def reach_of(roadmap: Roadmap, user: User) -> Reach:
    """Where this person acts in which roles."""
    parts = tuple((each.role, each.scope) for each in roadmap.grants.filter(user_id=user.pk))
    return Reach(whole_plan_of(roadmap), roadmap.role_of(user), parts)


def require_role(roadmap: Roadmap, by: User, roles: frozenset[str], project: str) -> None:
    """Refuse whoever has none of these roles in the plan, nor where this project lies."""
    if not reach_of(roadmap, by).has(roles, {project} - {""}):
        values = {"project": project, "roles": lazy(role_names, str)(roles)}
        raise Forbidden(
            Problem("not_your_part" if project else "not_your_role", (project,), values)
        )


def require_mover(roadmap: Roadmap, permit: str, by: User) -> None:
    """Refuse those who record nothing about this permit."""
    reach = reach_of(roadmap, by)
    found = reach.plan.permits.get(permit)
    if not reach.has(frozenset().union(*MOVERS.values()), found.projects if found else ()):
        raise Forbidden(Problem("not_an_editor", (roadmap.name,), {"plan": roadmap.name}))


def people_acting(roadmap: Roadmap, roles: Iterable[str], project: str) -> list[User]:
    """Who has one of these roles in the whole plan or where this project lies, and may sign in."""
    wanted, plan = list(roles), whole_plan_of(roadmap)
    parts = roadmap.grants.filter(role__in=wanted, user__is_active=True).select_related("user")
    found = [each.user for each in parts if each.scope.holds(plan, project)]
    return list(dict.fromkeys([*roadmap.people_with(wanted), *found]))


def role_names(roles: Iterable[str]) -> str:
    """Roles in the language of the request, in the order in which they are always told."""
    order = list(Role.values)
    return ", ".join(str(Role(each).label) for each in sorted(roles, key=order.index))
