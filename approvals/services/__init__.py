"""The only way to write what approvals hold: each function is one whole commit, or nothing."""

from approvals.services.acting import act
from approvals.services.deciding import decide
from approvals.services.delegating import delegate, revoke
from approvals.services.points import answer_point
from approvals.services.submitting import draft, propose, resubmit, submit, withdraw
from approvals.services.versions import make_version, rebase

__all__ = [
    "act",
    "answer_point",
    "decide",
    "delegate",
    "draft",
    "make_version",
    "propose",
    "rebase",
    "resubmit",
    "revoke",
    "submit",
    "withdraw",
]
