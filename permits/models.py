"""Permits are records of the plan: this app keeps no rows of its own any more."""
