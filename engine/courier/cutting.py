"""What of a plan goes to a partner: one scenario, and what the mask lets through.

Nothing else is needed for the engine to find the same dates there, and for the dates to say why.
"""

from dataclasses import replace

from engine.changes import Remove, apply_all, expand
from engine.masking import Mask, masked
from engine.plan import Plan
from engine.records import Scenario

#: What people wrote in their own words. No mask knows what stands in it: it goes out as written.
FREE_TEXT = ("note", "notes", "policy_hook", "text", "decides", "steps", "terms")


def cut(plan: Plan, mask: Mask, scenario: str) -> Plan:
    """The plan as the partner gets it: in this scenario ("" = it has none), behind the mask."""
    others = [Remove(Scenario.kind, key) for key in plan.scenarios if key != scenario]
    left = apply_all(plan, expand(plan, others))
    left = left.with_record(replace(left.header, default_scenario=scenario))
    return masked(left, mask)


def free_texts(plan: Plan) -> int:
    """How many texts of the plan people wrote in their own words."""
    return sum(
        1
        for record in (plan.header, *plan.all())
        for name in FREE_TEXT
        for field in (f"{name}_ko", f"{name}_en")
        if getattr(record, field, "")
    )
