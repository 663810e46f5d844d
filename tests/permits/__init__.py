"""Exemptions and licences: their scope, their moves, their pages and their reminders."""
