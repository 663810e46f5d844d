"""The rest of the procedure as ordinary work in the plan: activities, links and conditions.

What is offered is a list of single changes a person may leave out; what the plan has already is not
offered again, so taking all of them twice changes nothing the second time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from engine.changes import Add, Alter, Change
from engine.life.values import Titled
from engine.plan import Plan
from engine.records import Activity, Condition, Link, Unit

LEGAL = "law"
Sort = Literal["work", "wait", "condition"]


@dataclass(frozen=True, slots=True)
class Work(Titled):
    """A piece of the procedure with its durations; `until` is the share from which it is done.

    `when` says for which projects ("" = all), `requires` which conditions it waits for.
    """

    low: int
    duration: int
    high: int
    unit: Unit
    until: Decimal
    when: str = ""
    requires: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class LegalCondition(Titled):
    """A decision from outside that some of the procedure waits for."""

    when: str = ""
    origin: tuple[str, ...] = ()
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that may be put into the plan; `ticked` unless it would hold work without end."""

    key: str
    sort: Sort
    about: str
    ticked: bool = True


@dataclass(frozen=True, slots=True)
class Remaining:
    """The works and conditions that a project still has before it, and what is offered of them."""

    project: str
    works: Sequence[Work]
    conditions: Mapping[str, LegalCondition] = field(default_factory=dict, hash=False)


def remaining(
    project: str,
    share: Decimal,
    traits: frozenset[str],
    works: Sequence[Work],
    conditions: Mapping[str, LegalCondition],
) -> Remaining:
    """What is left from this share of the procedure on; `traits` are what `when` may name."""
    left = [w for w in works if share < w.until and (not w.when or w.when in traits)]
    asked = {key for work in left for key in work.requires}
    kept = {
        key: each
        for key, each in conditions.items()
        if key in asked and (not each.when or each.when in traits)
    }
    return Remaining(project, left, kept)


def offers(plan: Plan, left: Remaining) -> list[Offer]:
    """What of it the plan has not got yet."""
    found = [
        Offer(f"work:{work.key}", "work", work.key)
        for work in left.works
        if key_of(left, work) not in plan.activities
    ]
    if not left.works:
        return found
    last = key_of(left, left.works[-1])
    found += [
        Offer(f"wait:{key}", "wait", key)
        for key in _beginnings(plan, left)
        if _link(last, key).key not in plan.links
    ]
    found += [
        Offer(f"condition:{key}", "condition", key, ticked=key in plan.conditions)
        for work in left.works
        for key in work.requires
        if key in left.conditions and not _waits(plan, left, work, key)
    ]
    return found


def changes_of(plan: Plan, left: Remaining, chosen: frozenset[str]) -> list[Change]:
    """The edit that puts the chosen offers into the plan, in an order that can be applied."""
    asked = [each for each in offers(plan, left) if each.key in chosen]
    works = {each.about for each in asked if each.sort == "work"}
    # A condition is moved only where its own step is there to wait for it.
    placed = {key for w in _there(plan, left, works) for key in w.requires}
    needed = {each.about for each in asked if each.sort == "condition"} & placed
    waiting = [each.about for each in asked if each.sort == "wait"]
    return [
        *_new_conditions(plan, left, needed),
        *_activities(plan, left, works, needed),
        *_chain(plan, left, works),
        *_waits_for_start(plan, left, works, waiting),
        *_let_go(plan, left, needed),
    ]


def key_of(left: Remaining, work: Work) -> str:
    return f"{left.project}.{LEGAL}.{work.key}"


def _there(plan: Plan, left: Remaining, works: set[str]) -> list[Work]:
    """The works that the plan has or gets."""
    return [w for w in left.works if w.key in works or key_of(left, w) in plan.activities]


def _new_conditions(plan: Plan, left: Remaining, needed: set[str]) -> Iterator[Change]:
    for key, each in left.conditions.items():
        if key in needed and key not in plan.conditions:
            yield Add(
                Condition(
                    key, each.name_ko, each.name_en, "legal",
                    source=each.origin, confidence=each.confidence,
                )
            )  # fmt: skip


def _activities(plan: Plan, left: Remaining, works: set[str], needed: set[str]) -> Iterator[Change]:
    for work in left.works:
        key, wanted = key_of(left, work), [each for each in work.requires if each in needed]
        there = plan.activities.get(key)
        if work.key in works:
            found = Activity(
                key, work.name_ko, work.name_en, left.project, work.duration, work.unit,
                low=work.low, high=work.high, requires=tuple(wanted),
            )  # fmt: skip
            yield Add(found if work.duration else replace(found, low=None, high=None))
        elif there and (more := [each for each in wanted if each not in there.requires]):
            yield Alter("activity", key, {"requires": (*there.requires, *more)})


def _chain(plan: Plan, left: Remaining, works: set[str]) -> Iterator[Change]:
    """Each waits for the one before it that is in the plan or comes into it."""
    there = _there(plan, left, works)
    for before, after in pairwise(there):
        link = _link(key_of(left, before), key_of(left, after))
        if link.key not in plan.links and {before.key, after.key} & works:
            yield Add(link)


def _waits_for_start(
    plan: Plan, left: Remaining, works: set[str], waiting: Sequence[str]
) -> Iterator[Change]:
    """The project's own work waits for the last of the procedure that is there."""
    there = _there(plan, left, works)
    for key in waiting if there else ():
        link = _link(key_of(left, there[-1]), key)
        if link.key not in plan.links:
            yield Add(link)


def _let_go(plan: Plan, left: Remaining, needed: set[str]) -> Iterator[Change]:
    """A condition that now holds back its own step no longer holds back the whole project."""
    project = plan.projects[left.project]
    kept = tuple(key for key in project.conditions if key not in needed)
    if kept != project.conditions:
        yield Alter("project", left.project, {"conditions": kept})


def _waits(plan: Plan, left: Remaining, work: Work, condition: str) -> bool:
    there = plan.activities.get(key_of(left, work))
    held = condition in plan.projects[left.project].conditions
    return there is not None and condition in there.requires and not held


def _beginnings(plan: Plan, left: Remaining) -> list[str]:
    """The project's own activities that wait for none of the project's own."""
    mark = f"{left.project}.{LEGAL}."
    own = {
        key
        for key, each in plan.activities.items()
        if each.project == left.project and not key.startswith(mark)
    }
    later = {link.after for link in plan.links.values() if link.before in own}
    return sorted(own - later)


def _link(before: str, after: str) -> Link:
    return Link(f"{before}>{after}:FS", before, after)
