"""Whether what is built side by side fits together (R30)."""

from collections.abc import Iterator

from engine.lint.values import Finding, Rule
from engine.lint.view import View
from engine.standards import clashes


def matching_standards(view: View, rule: Rule) -> Iterator[Finding]:
    """R30: along a chain of work, and in one zone, technical standards agree or are converted."""
    uses = view.plan.standards
    for clash in clashes(view.plan, view.catalogue.standards):
        before, after = uses[clash.before], uses[clash.after]
        yield Finding(
            rule.id,
            "standards_clash_in_zone" if clash.zone else "standards_clash",
            ("project", after.project),
            detail=f"{before.key} {after.key}",
            places=(
                ("project", before.project),
                ("standard", before.key),
                ("standard", after.key),
            ),
            values={"before": before.standard, "after": after.standard, "aspect": clash.aspect},
        )
