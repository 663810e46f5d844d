"""Who may go through the doors of the scenarios app."""

from core.access import Table

TABLE: Table = {}
