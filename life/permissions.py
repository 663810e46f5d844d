"""Who may go through the doors of the procedure. Which step is whose is asked by the service."""

from core.access import PLAN, PLAN_EDIT, PLAN_TRY, PLAN_USE, Table

TABLE: Table = {
    "life:board": PLAN,
    "life:deadlines": PLAN,
    "life:step-project": PLAN_USE,
    "life:take-back-project": PLAN_TRY,
    "life:schedule-project": PLAN_EDIT,
}
