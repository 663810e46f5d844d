"""Who may go through the doors of the supply app."""

from core.access import PLAN, PLAN_EDIT, PLAN_POST, Table

KINDS = ("capacity", "step", "demand", "calendar")

TABLE: Table = {
    "supply:supply": PLAN,
    "supply:capacity": PLAN,
    "supply:take-over-power": PLAN_POST,
    "supply:calendars": PLAN,
    "supply:update-calendars": PLAN_POST,
    "supply:take-calendar": PLAN_POST,
    **{f"supply:{verb}-{kind}": PLAN_EDIT for kind in KINDS for verb in ("add", "edit", "remove")},
}
