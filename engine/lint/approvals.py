"""What an approval was given for and until when, against what the plan carries and does (R22)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from engine.life.clocks import Clock
from engine.lint.values import Finding, Gap, Rule
from engine.lint.view import View, months_between, rounded
from engine.records import Permit

#: The limit of R22 that each sort of permit must keep.
TERMS = {"carrying_out": "carry", "carrying_in": "carry"}

#: The clocks of a project's recorded life that R22 speaks of, and that of R23.
PERIODS = frozenset(
    {"contact", "visit", "approval", "carry", "transport_irregular", "transport_regular"}
)
TOTALS = frozenset({"amount_into", "amount_out"})
IDLE = frozenset({"idle"})


def approved_totals(view: View, rule: Rule) -> Iterator[Finding | Gap]:
    """The goods of a project and direction are worth what was approved, give or take a share.

    Only lines with an approved value count, on both sides of the comparison; a project that
    carries goods and names no approved value at all is missing it.
    """
    unknown = []
    for project in view.northern():
        lines = view.goods[project.key]
        approved = [each for each in lines if each.approved_value is not None]
        if lines and not approved and not _recorded_totals(view, project.key):
            unknown.append(("project", project.key))
        sums: dict[tuple[str, str], list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 2)
        for each in approved:
            was, now = sums[each.direction, each.currency]
            sums[each.direction, each.currency] = [
                was + (each.approved_value or 0),
                now + (each.value or 0),
            ]
        for (direction, currency), (was, now) in sorted(sums.items()):
            change = rounded(abs(now - was) / was) if was else Decimal(1)
            if change > rule.limits["total"]:
                yield Finding(
                    rule.id,
                    "total_changed",
                    ("project", project.key),
                    change,
                    rule.limits["total"],
                    "share",
                    detail=f"{direction} {currency}".strip(),
                )
    if unknown:
        yield Gap(rule.id, "approved_totals", tuple(unknown))


def granted_permits(view: View, rule: Rule) -> Iterator[Finding]:
    """A permit that was granted lasts no longer than the law lets it, and as long as the work."""
    notice = timedelta(days=int(rule.limits["notice_days"]))
    for permit in view.plan.of(Permit).values():
        if permit.state != "granted" or permit.valid_from is None:
            continue
        about, limit = ("permit", permit.key), TERMS.get(permit.sort)
        if permit.valid_until is None:
            if limit:
                most = rule.limits[limit]
                yield Finding(rule.id, "permit_without_end", about, None, most, "months")
            continue
        months = months_between(permit.valid_from, permit.valid_until + timedelta(days=1))
        if limit and months > rule.limits[limit]:
            most = rule.limits[limit]
            yield Finding(rule.id, "permit_too_long", about, Decimal(months), most, "months")
        for key in permit.projects:
            span = view.spans[key]
            if span.start is None or span.finish is None or span.start > permit.valid_until:
                continue
            if span.finish > permit.valid_until - notice:
                yield Finding(
                    rule.id,
                    "permit_lapses",
                    ("project", key),
                    Decimal((permit.valid_until - span.finish).days),
                    rule.limits["notice_days"],
                    "days",
                    detail=permit.key,
                    places=(about,),
                    values={"day": permit.valid_until},
                )


def recorded_clocks(view: View, rule: Rule) -> Iterator[Finding]:
    """What the record of a project's steps set off: periods near their end or past it, and totals.

    The days that are left grow fewer by themselves, so they are no measure: a waiver of what is
    near covers it until the day it is missed, and no longer.
    """
    notice = int(rule.limits["notice_days"])
    for project, clock in _clocks(view, PERIODS):
        if clock.days is not None and clock.days <= notice:
            yield deadline(rule, project, clock)
    for project, clock in _clocks(view, TOTALS):
        if clock.state == "breached":
            yield Finding(
                rule.id,
                "recorded_total_changed",
                ("project", project),
                Decimal(1) if clock.measured is None else rounded(abs(clock.measured)),
                rule.limits["total"],
                "share",
                detail=clock.key,
            )


def recorded_idleness(view: View, rule: Rule) -> Iterator[Finding]:
    """Years without performance since the approval that was recorded, by what the record shows."""
    for project, clock in _clocks(view, IDLE):
        if clock.state != "running":
            yield deadline(rule, project, clock)


def deadline(rule: Rule, project: str, clock: Clock) -> Finding:
    case = "deadline_missed" if clock.state == "breached" else "deadline_near"
    return Finding(rule.id, case, ("project", project), detail=clock.key, values={"day": clock.due})


def _clocks(view: View, keys: frozenset[str]) -> Iterator[tuple[str, Clock]]:
    for project in view.plan.projects:
        for clock in view.clocks.get(project, ()):
            if clock.key in keys:
                yield project, clock


def _recorded_totals(view: View, project: str) -> bool:
    return any(clock.key in TOTALS for clock in view.clocks.get(project, ()))
