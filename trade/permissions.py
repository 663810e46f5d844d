"""Who may go through the doors of the trade figures."""

from core.access import WHOLE_EDIT, Table

TABLE: Table = {"trade:figures": WHOLE_EDIT}
