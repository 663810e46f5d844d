"""Reads shaped for the plan list and the members page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery

from accounts.models import User
from core.sight import Sight
from core.templatetags.ui import in_language
from engine.plan import Plan
from roadmaps.models import Grant, Membership, Revision, Roadmap, Role
from roadmaps.schedules import scenario_of, schedule_for
from zones.models import Zone


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan as the list shows it. `finish` is None where nothing of it can be done."""

    pk: int
    name: str
    url: str
    illustrative: bool
    role: str
    revision: int
    scenario: str
    start: date
    finish: date | None
    projects: int
    activities: int
    blocked: int
    edited_at: datetime | None
    edited_by: str


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One person in a plan."""

    username: str
    name: str
    role: str
    role_name: str
    is_active: bool
    is_you: bool
    seen: Sight


def plan_lines(user: User, language: str) -> Sequence[PlanLine]:
    """The plans this person sees, with their dates under each plan's default scenario."""
    last = Revision.objects.filter(plan=OuterRef("pk")).order_by("-number")
    mine = Membership.objects.filter(plan=OuterRef("pk"), user=user)
    plans = Roadmap.objects.visible_to(user).annotate(
        my_role=Subquery(mine.values("role")[:1]),
        edited_at=Subquery(last.values("at")[:1]),
        edited_by=Subquery(last.values("by")[:1]),
    )
    names = {each.pk: str(each) for each in User.objects.filter(revisions__plan__in=plans)}
    return [_plan_line(plan, names, language) for plan in plans]


def member_lines(roadmap: Roadmap, user: User) -> Sequence[MemberLine]:
    """Who is in the plan, in the order of what they may do, owners first."""
    order = [str(role) for role in reversed(Role.values)]
    found = roadmap.memberships.select_related("user")
    lines = [
        MemberLine(
            each.user.username,
            str(each.user),
            each.role,
            each.get_role_display(),
            each.user.is_active,
            each.user_id == user.pk,
            each.sight,
        )
        for each in found
    ]
    return sorted(lines, key=lambda line: (order.index(line.role), line.name))


@dataclass(frozen=True, slots=True)
class GrantLine:
    """One person's role in one part of the plan."""

    pk: int
    name: str
    role_name: str
    part: str


def zones_of(plan: Plan) -> list[tuple[str, str]]:
    """The zones in which the plan has projects, by name."""
    used = {each.zone for each in plan.projects.values()} - {""}
    return [(each.pk, in_language(each)) for each in Zone.objects.filter(pk__in=used)]


def grant_lines(roadmap: Roadmap, plan: Plan, language: str) -> Sequence[GrantLine]:
    """Who has a role in which part of the plan."""
    found = roadmap.grants.select_related("user", "zone")
    return [
        GrantLine(g.pk, str(g.user), g.get_role_display(), _part(g, plan, language)) for g in found
    ]


def _part(grant: Grant, plan: Plan, language: str) -> str:
    if grant.zone:
        return in_language(grant.zone)
    project = plan.projects.get(grant.project)
    return f"{grant.project} {project.name(language)}" if project else grant.project


def _plan_line(roadmap: Roadmap, names: dict[int, str], language: str) -> PlanLine:
    role: str = getattr(roadmap, "my_role", None) or ""
    plan, schedule = schedule_for(roadmap)
    scenario = plan.scenarios.get(scenario_of(plan, ""))
    return PlanLine(
        pk=roadmap.pk,
        name=roadmap.name,
        url=roadmap.get_absolute_url(),
        illustrative=roadmap.illustrative,
        role=str(Role(role).label) if role else "",
        revision=roadmap.revision,
        scenario=f"{scenario.key} · {scenario.name(language)}" if scenario else "",
        start=plan.header.start,
        finish=schedule.finish,
        projects=len(plan.projects),
        activities=len(plan.activities),
        blocked=sum(schedule.columns()["blocked"]),
        edited_at=getattr(roadmap, "edited_at", None),
        edited_by=names.get(getattr(roadmap, "edited_by", None) or 0, ""),
    )
