"""Who may go through the doors of the projects app."""

from core.access import Table

TABLE: Table = {}
