"""Two change lists on one plan, brought together: what collides, what breaks jointly."""

from engine.merging.overruns import Overrun, joint_overruns
from engine.merging.threeway import (
    MINE,
    THEIRS,
    Collision,
    Merge,
    between,
    draft_plan,
    merge,
)
from engine.merging.worsening import JointFinding, JointVerdict, joint_findings, joint_verdicts

__all__ = [
    "MINE",
    "THEIRS",
    "Collision",
    "JointFinding",
    "JointVerdict",
    "Merge",
    "Overrun",
    "between",
    "draft_plan",
    "joint_findings",
    "joint_overruns",
    "joint_verdicts",
    "merge",
]
