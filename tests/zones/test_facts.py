"""Facts as they are shown: an unknown figure is never a number."""

from decimal import Decimal

import pytest
from django.utils import translation

from zones.facts import Evidence, Words, amount, fact, in_own_language, span


def test_an_unknown_figure_stays_unknown() -> None:
    assert amount(None, "MW") is None
    assert span(None, None, "MW") is None
    assert fact("Area", amount(None, "km²"), Evidence(())).value is None


def test_zero_is_a_figure() -> None:
    assert amount(Decimal(0), "MW") == "0 MW"


def test_figures_are_grouped_and_carry_no_false_precision() -> None:
    assert amount(Decimal("3255388.00"), "persons") == "3,255,388 persons"
    assert amount(Decimal("13.51"), "Mt") == "13.51 Mt"


def test_both_ends_of_a_range_are_shown_once_each() -> None:
    assert span(Decimal(150), Decimal(450), "MW") == "150–450 MW"
    assert span(Decimal(269), Decimal(269), "MW") == "269 MW"


@pytest.mark.parametrize(("language", "shown"), [("ko", "미상–500 MW"), ("en", "unknown–500 MW")])
def test_a_range_with_one_end_says_that_the_other_is_unknown(language: str, shown: str) -> None:
    with translation.override(language):
        assert span(None, Decimal(500), "MW") == shown


def test_a_text_says_its_language_only_if_it_is_not_the_readers() -> None:
    with translation.override("ko"):
        assert in_own_language("한국어", "English") == Words("한국어")
        assert in_own_language(None, "English") == Words("English", "en")
        assert in_own_language(None, None) is None
    with translation.override("en"):
        assert in_own_language("한국어", None) == Words("한국어", "ko")
