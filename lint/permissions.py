"""Who may go through the doors of the plan check. Who may waive what is asked by the service."""

from core.access import PLAN, PLAN_EDIT, PLAN_TRY, PLAN_USE, Table

TABLE: Table = {
    "lint:lint": PLAN,
    "lint:findings": PLAN,
    "lint:overlaps": PLAN,
    "lint:ledger": PLAN,
    "lint:evidence": PLAN,
    "lint:waivers": PLAN_TRY,
    "lint:swings": PLAN,
    "lint:gates": PLAN,
    "lint:terms": PLAN,
    "lint:term-check": PLAN_USE,
    "lint:plan-terms": PLAN,
    "lint:thresholds": PLAN_EDIT,
}
