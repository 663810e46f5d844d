"""For each rule a plan that breaks only it, and one that just passes."""

from collections.abc import Callable

import pytest

from engine.plan import Plan
from tests.lint import law_cases, statement_cases, study_cases
from tests.lint.sound import told
from tests.lint.spoiling import Told
from zones.rulebook import principles

CASES = [*study_cases.CASES, *law_cases.CASES, *statement_cases.CASES]


def test_every_rule_has_a_plan_that_breaks_only_it() -> None:
    alone = {found[0][0] for _, _, found, _ in CASES if len({told[0] for told in found}) == 1}
    assert alone == set(principles())


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
