"""Who may go through the doors of the scenarios app."""

from core.access import PLAN, PLAN_EDIT, PLAN_POST, Table

KINDS = ("stage", "gate", "criterion", "condition", "scenario", "window")

TABLE: Table = {
    "scenarios:stages": PLAN,
    "scenarios:conditions": PLAN,
    "scenarios:condition": PLAN,
    "scenarios:scenarios": PLAN,
    "scenarios:scenario": PLAN,
    "scenarios:comparison": PLAN,
    "scenarios:copy": PLAN_EDIT,
    "scenarios:shift": PLAN_POST,
    "scenarios:suspend": PLAN_POST,
    **{
        f"scenarios:{verb}-{kind}": PLAN_EDIT
        for kind in KINDS
        for verb in ("add", "edit", "remove")
    },
}
