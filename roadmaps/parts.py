"""Roles in a part of a plan: who has one where, who gives it, and what it reaches."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from accounts.models import User
from core.errors import Forbidden, Invalid
from engine.belonging import Scope, beyond
from engine.changes import Change
from engine.plan import Plan
from engine.problems import Problem
from roadmaps.models import EDITORS, Grant, Membership, Roadmap, Role
from roadmaps.schedules import whole_plan_of
from zones.models import Zone


def scopes_of(roadmap: Roadmap, user: User, roles: Iterable[str]) -> list[Scope]:
    """The parts of the plan in which this person has one of these roles."""
    return [each.scope for each in roadmap.grants.filter(user_id=user.pk, role__in=list(roles))]


def may_edit_some(roadmap: Roadmap, user: User) -> bool:
    """Whether somebody edits the plan, or a part of it."""
    return roadmap.role_of(user) in EDITORS or bool(scopes_of(roadmap, user, EDITORS))


def takes_the_whole(roadmap: Roadmap) -> Forbidden:
    """Why somebody with a part of the plan may not do what is done with all of it."""
    return Forbidden(Problem("takes_the_whole", (roadmap.name,), {"plan": roadmap.name}))


def require_part_editor(roadmap: Roadmap, by: User) -> None:
    """Refuse those who edit neither this plan nor a part of it."""
    if not may_edit_some(roadmap, by):
        raise Forbidden(Problem("not_an_editor", (roadmap.name,), {"plan": roadmap.name}))


def require_editor_of(roadmap: Roadmap, plan: Plan, changes: Sequence[Change], by: User) -> None:
    """Refuse changes of records beyond the part of the plan that this person edits.

    The refusal names each record and who could change it.
    """
    if roadmap.role_of(by) in EDITORS:
        return
    scopes = scopes_of(roadmap, by, EDITORS)
    if not scopes:
        raise Forbidden(Problem("not_an_editor", (roadmap.name,), {"plan": roadmap.name}))
    outside = beyond(plan, changes, scopes)
    if outside:
        who = ", ".join(str(each.user) for each in _editors(roadmap))
        raise Forbidden(
            *(
                Problem("beyond_your_part", (key,), {"kind": kind, "key": key, "who": who})
                for kind, key in dict.fromkeys(each.about for each in outside)
            )
        )


@transaction.atomic(durable=True)
def grant(roadmap: Roadmap, user: User, role: str, scope: Scope, *, by: User) -> Grant:
    """Give a person a role in one project or zone; who is not in the plan becomes its viewer."""
    _require_owner(roadmap, by)
    if role not in Grant.GrantRole.values:
        raise Invalid(Problem("not_one_of", ("role",), {"field": "role", "found": role}))
    if bool(scope.project) == bool(scope.zone):
        raise Invalid(Problem("grant_of_one_part", ("project",)))
    if scope.project and scope.project not in whole_plan_of(roadmap).projects:
        raise Invalid(Problem("grant_unknown_part", ("project",), {"key": scope.project}))
    if scope.zone and not Zone.objects.filter(pk=scope.zone).exists():
        raise Invalid(Problem("grant_unknown_part", ("zone",), {"key": scope.zone}))
    viewer = {"role": Role.VIEWER}
    Membership.objects.get_or_create(plan=roadmap, user=user, defaults=viewer)
    found, _ = Grant.objects.get_or_create(
        plan=roadmap, user=user, role=role, project=scope.project, zone_id=scope.zone or None
    )
    return found


@transaction.atomic(durable=True)
def revoke(roadmap: Roadmap, number: int, *, by: User) -> None:
    """Take a role in a part of the plan back; the person stays in the plan."""
    _require_owner(roadmap, by)
    roadmap.grants.filter(pk=number).delete()


def _editors(roadmap: Roadmap) -> list[Membership]:
    found = roadmap.memberships.filter(role__in=EDITORS, user__is_active=True)
    return list(found.select_related("user")[:5])


def _require_owner(roadmap: Roadmap, by: User) -> None:
    if not by.is_staff and roadmap.role_of(by) != Role.OWNER:
        raise Forbidden(Problem("not_the_owner", (roadmap.name,), {"plan": roadmap.name}))
