"""Versions, submissions, decisions and delegations. Rows of the past are never altered."""

from approvals.models.delegation import Delegation
from approvals.models.submission import Answer, Decision, How, Level, Point, State, Step, Submission
from approvals.models.version import Baseline, Version

__all__ = [
    "Answer",
    "Baseline",
    "Decision",
    "Delegation",
    "How",
    "Level",
    "Point",
    "State",
    "Step",
    "Submission",
    "Version",
]
