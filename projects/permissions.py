"""Who may go through the doors of the projects app."""

from core.access import PLAN, PLAN_EDIT, Table

VERBS = ("add", "edit", "remove")

TABLE: Table = {
    "projects:projects": PLAN,
    "projects:add": PLAN_EDIT,
    "projects:project": PLAN,
    "projects:edit": PLAN_EDIT,
    "projects:remove": PLAN_EDIT,
    "projects:history": PLAN,
    "projects:procedure": PLAN,
    "projects:funding": PLAN,
    **{f"projects:{verb}-{kind}": PLAN_EDIT for kind in ("source", "ceiling") for verb in VERBS},
    "projects:lines": PLAN,
    "projects:add-line": PLAN_EDIT,
    "projects:edit-line": PLAN_EDIT,
    "projects:remove-line": PLAN_EDIT,
}
