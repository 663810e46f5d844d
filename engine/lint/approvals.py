"""What an approval was given for, against what the plan now carries (R22)."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from engine.lint.values import Finding, Gap, Rule
from engine.lint.view import View, rounded


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
