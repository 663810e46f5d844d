"""Exemptions and licences: what is held, what is asked for, what lapses, the way to the rest."""
