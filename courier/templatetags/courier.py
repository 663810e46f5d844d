"""The mark in a plan's title row: that it came in a package, and from where."""

from typing import Any

from django import template

from courier.queries.standing import origin_of

register = template.Library()


@register.inclusion_tag("courier/_chip.html", takes_context=True)
def courier_chip(context: dict[str, Any]) -> dict[str, Any]:
    """Nothing where there is no plan, or it is one of our own."""
    plan = getattr(context.get("request"), "plan", None)
    return {"origin": origin_of(plan) if plan else None, "plan": plan}
