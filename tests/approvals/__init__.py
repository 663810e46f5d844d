"""Approval of a plan: the table, four eyes, versions, delegations, two clocks."""
