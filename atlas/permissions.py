"""Who may go through the doors of the atlas app."""

from core.access import Table

TABLE: Table = {}
