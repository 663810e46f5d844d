"""Plan lint: a plan held against the study's principles and the law it cites, as pure functions.

`lint_plan` asks every rule; `compare` tells what became worse between two answers. Rules are values
read elsewhere: nothing here knows a threshold, a term or a sentence of its own.
"""

from engine.lint.comparing import Comparison, Worsened, compare
from engine.lint.running import QUERIES, lint_plan, with_thresholds
from engine.lint.values import (
    Catalogue,
    Finding,
    Gap,
    Lint,
    Place,
    Rule,
    RuleResult,
    Severity,
    ZoneFacts,
)

__all__ = [
    "QUERIES",
    "Catalogue",
    "Comparison",
    "Finding",
    "Gap",
    "Lint",
    "Place",
    "Rule",
    "RuleResult",
    "Severity",
    "Worsened",
    "ZoneFacts",
    "compare",
    "lint_plan",
    "with_thresholds",
]
