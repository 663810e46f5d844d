"""Who may go through the doors of the reports app."""

from core.access import Table

TABLE: Table = {}
