"""The mark in a plan's title row: whether the plan is still what was approved."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from approvals.queries.standing import approved_version, baseline_of, standing_of
from approvals.queries.turns import reached
from engine.screening import Verdict
from roadmaps.models import Roadmap
from screening.sentences import VERDICTS

register = template.Library()


@register.inclusion_tag("approvals/_chip.html", takes_context=True)
def approval_chip(context: dict[str, Any]) -> dict[str, Any]:
    """Nothing where there is no plan, or nothing was ever approved."""
    plan = getattr(context.get("request"), "plan", None)
    return {"standing": standing_of(plan) if plan else None, "plan": plan}


@register.simple_tag
def compare_choices(plan: Roadmap, chosen: str) -> list[tuple[str, str]]:
    """Earlier states as the roadmap's “compare” takes them: approved, baseline, the one before."""
    number = chosen.removeprefix("r")
    choices: dict[str, str] = {}
    if number != chosen and number.isdecimal():
        choices[chosen] = _("revision %(number)s") % {"number": number}
    if plan.revision > 1:
        choices[f"r{plan.revision - 1}"] = _("the revision before")
    baseline = baseline_of(plan)
    named = (
        (_("baseline"), baseline.version if baseline else None),
        (_("last approved version"), approved_version(plan)),
    )
    for name, version in named:
        if version is not None and reached(version) < plan.revision:
            choices[f"r{reached(version)}"] = f"{name} ({version})"
    return list(choices.items())


@register.filter
def verdict_word(verdict: Verdict) -> str:
    return str(VERDICTS[verdict])
