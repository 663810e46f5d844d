"""What an approval was given for and until when, against what the plan carries and does (R22)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from engine.lint.values import Finding, Gap, Rule
from engine.lint.view import View, months_between, rounded
from engine.records import Permit

#: The limit of R22 that each sort of permit must keep.
TERMS = {"carrying_out": "carry", "carrying_in": "carry"}


def approved_totals(view: View, rule: Rule) -> Iterator[Finding | Gap]:
    """The goods of a project and direction are worth what was approved, give or take a share.

    Only lines with an approved value count, on both sides of the comparison; a project that
    carries goods and names no approved value at all is missing it.
    """
    unknown = []
    for project in view.northern():
        lines = view.goods[project.key]
        approved = [each for each in lines if each.approved_value is not None]
        if lines and not approved:
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
