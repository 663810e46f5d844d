"""Who may go through the doors of the roadmaps app."""

from core.access import Table

TABLE: Table = {}
