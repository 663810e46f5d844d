"""Who may go through the doors of the trade figures."""

from core.access import PLAN_EDIT, Table

TABLE: Table = {"trade:figures": PLAN_EDIT}
