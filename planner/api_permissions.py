"""Who may go through the doors of the REST interface."""

from core.access import (
    PLAN,
    PLAN_EDIT,
    PLAN_LIST,
    PLAN_POST,
    PLAN_TRY,
    PUBLIC,
    SIGNED_IN,
    Rule,
    Table,
    Who,
)

#: Read by everybody who is signed in, written by nobody.
CATALOGUE = (
    "zones",
    "regions",
    "belts",
    "infrastructure",
    "industries",
    "strategies",
    "sources",
    "measures",
    "instruments",
    "hs-chapters",
    "hs-headings",
    "trade-figures",
    "trade-uploads",
)
#: Records of plans: a list holds what the caller sees, a record belongs to the plan it is in.
RECORDS = (
    "stages",
    "gates",
    "criteria",
    "projects",
    "activities",
    "links",
    "conditions",
    "scenarios",
    "windows",
    "partners",
    "funding-sources",
    "ceilings",
    "costs",
    "goods",
    "benefits",
    "capacities",
    "capacity-steps",
    "demands",
    "thresholds",
    "calendars",
)

TABLE: Table = {
    "api-root": PUBLIC,
    "api-schema": PUBLIC,
    "api-docs": PUBLIC,
    "api-problems": PUBLIC,
    "api-plans-list": Rule(Who.SIGNED_IN, Who.SIGNED_IN),  # a new plan is its maker's
    "api-plans-detail": PLAN_EDIT,
    "api-plans-schedule": PLAN,
    "api-plans-edits": PLAN_POST,
    "api-plans-undo": PLAN_POST,
    "api-plans-redo": PLAN_POST,
    "api-plans-what-if": PLAN_TRY,
    "api-revisions-list": SIGNED_IN,
    "api-revisions-detail": PLAN,
    "api-revisions-undo": PLAN_POST,
    "api-activities-why": PLAN,
    "api-reports-list": Rule(Who.SIGNED_IN, Who.MEMBER),
    "api-reports-detail": PLAN,
    "api-reports-pdf": PLAN,
    "api-reports-cancel": PLAN_TRY,
    "api-reports-retry": PLAN_TRY,
    "api-screenings-list": Rule(None, Who.SIGNED_IN),  # lines that belong to no plan
    "api-screenings-plan": PLAN,
    **{f"api-{name}-list": PLAN_LIST for name in RECORDS},
    **{f"api-{name}-detail": PLAN_EDIT for name in RECORDS},
    **{f"api-{name}-{part}": SIGNED_IN for name in CATALOGUE for part in ("list", "detail")},
}
