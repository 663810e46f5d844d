"""Sums as people say them, and to the last won where it matters."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override

from core.sight import nothing
from roadmaps.money import Total, exact


@pytest.mark.parametrize(
    ("amount", "currency", "korean", "english"),
    [
        ("280000000000", "KRW", "2,800억 원", "KRW 280 bn"),
        ("12500000000", "KRW", "125억 원", "KRW 12.5 bn"),
        ("150000000", "KRW", "1.5억 원", "KRW 0.15 bn"),
        ("1234567891", "KRW", "1,234,567,891 KRW", "1,234,567,891 KRW"),
        ("2500", "USD", "2,500 USD", "2,500 USD"),
    ],
)
def test_a_sum_in_a_name_loses_nothing(
    amount: str, currency: str, korean: str, english: str
) -> None:
    total = Total(Decimal(amount), currency, 2026)
    with override("ko"):
        assert exact(total) == korean
    with override("en"):
        assert exact(total) == english


def test_whom_amounts_are_withheld_is_told_none() -> None:
    with override("ko"), nothing():
        assert not any(
            digit.isdigit() for digit in exact(Total(Decimal(280000000000), "KRW", 2026))
        )
