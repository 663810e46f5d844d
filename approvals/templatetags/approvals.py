"""The mark in a plan's title row: whether the plan is still what was approved."""

from typing import Any

from django import template

from approvals.queries.standing import standing_of
from engine.screening import Verdict
from screening.sentences import VERDICTS

register = template.Library()


@register.inclusion_tag("approvals/_chip.html", takes_context=True)
def approval_chip(context: dict[str, Any]) -> dict[str, Any]:
    """Nothing where there is no plan, or nothing was ever approved."""
    plan = getattr(context.get("request"), "plan", None)
    return {"standing": standing_of(plan) if plan else None, "plan": plan}


@register.filter
def verdict_word(verdict: Verdict) -> str:
    return str(VERDICTS[verdict])
