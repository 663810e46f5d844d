"""Who may go through the doors of the accounts app."""

from core.access import Table

TABLE: Table = {}
