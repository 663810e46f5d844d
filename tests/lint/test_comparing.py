"""A gate refuses only what became worse since the version approved last."""

from decimal import Decimal

from engine.lint import compare
from tests.lint.sound import altered, lint, sound


def test_a_plan_compared_with_itself_became_no_worse() -> None:
    spoilt = lint(altered(sound(), "project", "P4", dprk_workers=600))
    found = compare(spoilt, spoilt)
    assert (found.new, found.worse, found.gone, found.refuses) == ((), (), (), ())


def test_a_finding_that_was_not_there_is_new() -> None:
    found = compare(lint(sound()), lint(altered(sound(), "project", "P4", dprk_workers=600)))
    assert [each.identity for each in found.new] == [
        ("R16", "scale_without_pilot", ("project", "P4"), "")
    ]
    assert found.refuses == found.new


def test_a_finding_further_beyond_its_threshold_is_worse_and_by_how_much_is_told() -> None:
    before = lint(altered(sound(), "project", "P4", dprk_workers=600))
    after = lint(altered(sound(), "project", "P4", dprk_workers=700))
    found = compare(before, after)
    assert found.new == ()
    assert [each.by for each in found.worse] == [Decimal(100)]
    assert [each.measured for each in found.refuses] == [Decimal(700)]


def test_a_finding_that_became_smaller_refuses_nothing() -> None:
    before = lint(altered(sound(), "project", "P4", dprk_workers=700))
    after = lint(altered(sound(), "project", "P4", dprk_workers=600))
    assert compare(before, after).refuses == ()


def test_a_finding_that_was_mended_is_gone() -> None:
    before = lint(altered(sound(), "project", "P4", dprk_workers=700))
    found = compare(before, lint(sound()))
    assert [each.rule for each in found.gone] == ["R16"]
    assert found.refuses == ()


def test_the_same_case_about_another_record_is_new() -> None:
    before = lint(altered(sound(), "project", "P4", policy_hook_en=""))
    after = lint(altered(sound(), "project", "P5", policy_hook_en=""))
    found = compare(before, after)
    assert [each.about for each in found.new] == [("project", "P5")]
    assert [each.about for each in found.gone] == [("project", "P4")]
