"""People are told of deadlines, once for each period, and of steps that make it their turn."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.clock import today
from core.templatetags.ui import day, in_language
from life.models import LifeStep
from life.naming import event_name, state_name
from life.procedure import procedure
from life.queries.board import NEAR
from life.queries.standing import life_of, lives_of
from life.vocabulary import CLOCK_NAMES
from roadmaps.models import Roadmap, Role
from roadmaps.reach import people_acting
from roadmaps.schedules import whole_plan_of
from talk.models import Occasion
from talk.topics import Due

DEADLINE, STEP = "life_deadline", "life_step"
#: Who answers for the deadlines of a plan, or of a project.
ANSWERABLE = (Role.PLANNER, Role.OWNER, Role.COMPLIANCE)


def due(on: date) -> Iterator[Due]:
    """Every deadline that is near or was missed."""
    with_steps = LifeStep.objects.values("plan").distinct()
    for roadmap in Roadmap.objects.filter(pk__in=with_steps).order_by("pk"):
        for key, life in lives_of(roadmap, whole_plan_of(roadmap), on).items():
            for clock in life.clocks:
                if clock.state in NEAR:
                    people = people_acting(roadmap, ANSWERABLE, key)
                    until = clock.due.isoformat() if clock.due else ""
                    values = {"clock": clock.key, "due": until, "identity": clock.identity}
                    name = f"{key}:{clock.identity}"
                    yield Due(roadmap, DEADLINE, name, people, f"project:{key}", values)


def of_step(row: LifeStep) -> Due:
    """Who records what may follow is told that it is their turn."""
    ways = procedure().leaving(row.track, row.to_state)
    roles = {role for way in ways for role in procedure().actors[way.actor].roles}
    return Due(
        row.plan,
        STEP,
        str(row.pk),
        people_acting(row.plan, roles, row.project),
        f"project:{row.project}",
        {"track": row.track, "event": row.event, "state": row.to_state, "name": row.project_name},
        row.by,
    )


def sentence(occasion: Occasion) -> str:
    project = whole_plan_of(occasion.plan).projects.get(occasion.key)
    given = occasion.values
    values = {"project": f"{occasion.key} {in_language(project)}" if project else occasion.key}
    if occasion.topic == STEP:
        values |= {
            "who": str(occasion.by) if occasion.by else _("The system"),
            "event": event_name(given["track"], given["event"]),
            "state": state_name(given["track"], given["state"]),
        }
        return _("%(project)s: %(who)s recorded “%(event)s”; it now stands at “%(state)s”") % values
    values["clock"] = str(CLOCK_NAMES[given["clock"]])
    if not given["due"]:
        return _("%(project)s: %(clock)s is exceeded; apply anew before carrying") % values
    values["day"] = str(day(date.fromisoformat(given["due"])))
    return _("%(project)s: %(clock)s, deadline %(day)s") % values


def place(occasion: Occasion) -> str:
    if occasion.topic == DEADLINE:
        return reverse("life:deadlines", args=[occasion.plan_id])
    return reverse("projects:procedure", args=[occasion.plan_id, occasion.key])


def stands(occasion: Occasion, person: User) -> bool:
    plan = whole_plan_of(occasion.plan)
    if occasion.key not in plan.projects:
        return False
    if occasion.topic == STEP:
        rows = LifeStep.objects.filter(
            plan=occasion.plan, project=occasion.key, track=occasion.values["track"]
        )
        return str(rows.values_list("pk", flat=True).last()) == occasion.identity
    life = life_of(occasion.plan, plan, occasion.key, today())
    near = (clock.identity for clock in life.clocks if clock.state in NEAR)
    return occasion.values["identity"] in near
