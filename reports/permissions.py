"""Who may go through the doors of the reports app: whoever reads the plan may have it printed."""

from core.access import PLAN, PLAN_TRY, PLAN_USE, Table

TABLE: Table = {
    "reports:reports": PLAN_USE,
    "reports:state": PLAN,
    "reports:cancel": PLAN_TRY,
    "reports:retry": PLAN_TRY,
    "reports:download": PLAN,
}
