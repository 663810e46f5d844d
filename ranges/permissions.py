"""Who may go through the doors of the ranges app: whoever reads the plan may ask how sure it is."""

from core.access import PLAN, PLAN_TRY, PLAN_USE, Table

TABLE: Table = {
    "ranges:ranges": PLAN_USE,
    "ranges:state": PLAN,
    "ranges:cancel": PLAN_TRY,
    "ranges:retry": PLAN_TRY,
    "ranges:table": PLAN,
    "ranges:spans": PLAN,
    "ranges:reversal": PLAN,
}
