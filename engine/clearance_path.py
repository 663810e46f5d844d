"""From needs to changes: permits, the paper work that gets them, and links before the goods move.

What is there already is not drawn twice: a permit that covers a need answers it, whoever entered
it. Drafts of an earlier path that nothing asks for any more are offered to be taken out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from engine.changes import Add, Alter, Change, Remove
from engine.clearing import Need
from engine.permits import PENDING, covers_project
from engine.plan import Plan
from engine.records import Activity, Link, Permit, Project

#: Words by which a name tells that goods move, in both languages.
MOVES = ("반출", "반입", "수송", "운송", "선적", "ship", "carry", "deliver", "transport", "haul")
LIVE = PENDING | {"granted"}


@dataclass(frozen=True, slots=True)
class Step:
    """One need with what is missing to answer it; `answered_by` is the permit that is there."""

    key: str
    need: Need
    answered_by: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Obsolete:
    """A draft of an earlier path that nothing asks for any more."""

    permit: Permit
    changes: tuple[Change, ...]


def key_of_need(project: str, need: Need) -> str:
    """The key a path gives a permit: the same need has the same key."""
    basis = need.route.basis if need.route else need.lead.id
    plain = "".join(each if each.isalnum() or each in "._-" else "-" for each in basis)
    return f"{project}.{need.lead.sort}.{plain}".rstrip("-")[:58]


def steps_of(plan: Plan, project: Project, needs: Iterable[Need], target: str) -> list[Step]:
    """What is missing for every need, before the activity that moves the goods."""
    listed = list(needs)
    asked = {measure for need in listed for measure in need.measures}
    return [_step(plan, project, need, target, asked) for need in listed]


def obsolete_of(plan: Plan, project: Project, needs: Sequence[Need]) -> list[Obsolete]:
    """Drafts that an earlier path has made for the project and that no need asks for now."""
    asked = {key_of_need(project.key, need) for need in needs}
    return [
        Obsolete(permit, tuple(_removal(plan, key)))
        for key, permit in plan.permits.items()
        if permit.state == "draft"
        and key not in asked
        and key.startswith(f"{project.key}.{permit.sort}.")
        and permit.projects == (project.key,)
    ]


def movers_of(plan: Plan, project: str) -> list[Activity]:
    """The project's own work, what moves goods by its name first: where a path may lead to."""
    work = [a for a in plan.activities.values() if a.project == project and not a.permit]
    return sorted(work, key=lambda each: (not _moves(each), each.key))


def _moves(activity: Activity) -> bool:
    name = f"{activity.name_ko} {activity.name_en}".lower()
    return any(word in name for word in MOVES)


def _step(plan: Plan, project: Project, need: Need, target: str, asked: set[str]) -> Step:
    key, own = key_of_need(project.key, need), None
    there = next((p for p in plan.permits.values() if _answers(p, project, need)), None)
    if there is not None:
        work = [] if there.state == "granted" else _work(plan, project, there, need, target)
        # Somebody's own permit is answered for by whoever entered it.
        return Step(key, need, there.key, tuple(work) if there.key == key else ())
    known = plan.permits.get(key)
    if known is not None and known.state == "draft":
        own = Alter("permit", key, _widened(known, need))
        return Step(key, need, "", (own, *_work(plan, project, known, need, target)))
    if known is not None:
        key = next(name for n in range(2, 1000) if (name := f"{key}.{n}") not in plan.permits)
    made = _permit(plan, project, need, key, asked)
    return Step(key, need, "", (Add(made), *_work(plan, project, made, need, target)))


def _answers(permit: Permit, project: Project, need: Need) -> bool:
    if permit.state not in LIVE or not covers_project(permit, project):
        return False
    if need.measures and not set(need.measures) <= set(permit.measures):
        return False
    if not need.measures and permit.sort != need.lead.sort:
        return False
    if permit.whole_project:
        return True
    return not need.whole and bool(need.lines) and set(need.lines) <= set(permit.lines)


def _widened(permit: Permit, need: Need) -> dict[str, tuple[str, ...] | bool]:
    return {
        "measures": tuple(dict.fromkeys([*permit.measures, *need.measures])),
        "lines": tuple(dict.fromkeys([*permit.lines, *need.lines])),
        "whole_project": permit.whole_project or need.whole,
    }


def _permit(plan: Plan, project: Project, need: Need, key: str, asked: set[str]) -> Permit:
    """The draft. It opens a condition only where it answers all that is asked of it there."""
    lead = need.lead
    needed = dict.fromkeys(project.conditions)
    for activity in plan.activities.values():
        if activity.project == project.key:
            needed |= dict.fromkeys(activity.requires)
    return Permit(
        key,
        f"{lead.name_ko} ({project.name_ko or project.key})",
        f"{lead.name_en} ({project.name_en or project.key})",
        lead.sort,
        "draft",
        authority=lead.authority,
        measures=need.measures,
        route=need.route.basis if need.route else "",
        projects=(project.key,),
        whole_project=need.whole,
        lines=() if need.whole else need.lines,
        opens=tuple(
            condition
            for condition in needed
            if (standing := set(plan.conditions[condition].measures) & asked)
            and standing <= set(need.measures)
        ),
        lead_low=lead.low,
        lead_likely=lead.likely,
        lead_high=lead.high,
        evidence="ILLUSTRATIVE" if lead.illustrative else next(iter(lead.source), ""),
    )


def _work(
    plan: Plan, project: Project, permit: Permit, need: Need, target: str
) -> Iterator[Change]:
    """The activity that gets the permit, and its link to what waits for it, as far as missing."""
    at_work = [each.key for each in plan.activities.values() if each.permit == permit.key]
    if not at_work:
        at_work = [f"{permit.key}.work"]
        yield Add(_activity(project, permit, need, at_work[0]))
    linked = any(link.before in at_work and link.after == target for link in plan.links.values())
    if target and not linked:
        yield Add(Link(f"{at_work[0]}>{target}:FS"[:64], at_work[0], target, unit="days"))


def _activity(project: Project, permit: Permit, need: Need, key: str) -> Activity:
    lead = need.lead
    return Activity(
        key,
        f"{lead.name_ko} 신청·심사",
        f"{lead.name_en}: application and decision",
        project.key,
        lead.likely,
        "days",
        low=lead.low,
        high=lead.high,
        permit=permit.key,
    )


def _removal(plan: Plan, key: str) -> Iterator[Change]:
    for activity in plan.activities.values():
        if activity.permit == key:
            yield Remove("activity", activity.key)
    yield Remove("permit", key)
