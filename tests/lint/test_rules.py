"""For each rule a plan that breaks only it, and one that just passes."""

from collections.abc import Callable

import pytest

from engine.plan import Plan
from tests.lint import law_cases, study_cases
from tests.lint.sound import told
from tests.lint.spoiling import Told

CASES = [*study_cases.CASES, *law_cases.CASES]


@pytest.mark.parametrize(
    ("breaks", "found"), [(b, f) for _, b, f, _ in CASES], ids=[c[0] for c in CASES]
)
def test_a_plan_that_breaks_one_rule_is_told_exactly_that(
    breaks: Callable[[], Plan], found: list[Told]
) -> None:
    assert told(breaks()) == found


@pytest.mark.parametrize("passes", [p for *_, p in CASES], ids=[c[0] for c in CASES])
def test_a_plan_that_just_passes_is_told_nothing(passes: Callable[[], Plan]) -> None:
    assert told(passes()) == []
