"""Codes, days and lists as people write them: one reading is taken, none or several are refused."""

from datetime import date, datetime, time
from typing import Any

import pytest

from engine.problems import BrokenPlan
from engine.screening import Case
from engine.screening.reading import read_case
from engine.screening.scalars import Broken, Whole, day_of, hs_of

#: As YAML and spreadsheets give a day: without a zone.
MIDNIGHT = datetime.combine(date(2017, 9, 1), time())


def _written(kind: type[Whole | Broken], text: str, value: float) -> Whole | Broken:
    found = kind(value)
    found.written = text
    return found


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ("03", "03"),
        ("6201.93", "620193"),
        ("6201 93.0000", "6201930000"),
        ("6201.93-0000", "6201930000"),
        (" 620193 ", "620193"),
        (3, "03"),
        (301, "0301"),
        (6105, "6105"),
        (620193, "620193"),
        (61.05, "6105"),
        (61.1, "6110"),
        (301.1, "030110"),
        (_written(Whole, "0301", 193), "0301"),
        (_written(Broken, "61.10", 61.1), "6110"),
    ],
)
def test_a_code_is_read_as_its_digits(found: Any, code: str) -> None:
    assert hs_of(found) == code


@pytest.mark.parametrize(
    "found",
    ["301", "3", "62A1", "620193000000", "-62", "62..01", "٦٢", True, -61, 1e22, [62], {}, "1:30"],
)
def test_a_code_that_is_none_or_could_be_several_is_refused(found: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        hs_of(found)


@pytest.mark.parametrize(
    "found",
    [
        date(2017, 9, 1),
        MIDNIGHT,
        "2017-09-01",
        "2017-9-1",
        "2017.9.1",
        "2017. 9. 1.",
        "2017/09/01",
        "20170901",
        20170901,
        "2017-09-01T00:00:00",
    ],
)
def test_a_day_is_read_with_the_year_first(found: Any) -> None:
    assert day_of(found) == date(2017, 9, 1)
    assert type(day_of(found)) is date


@pytest.mark.parametrize(
    "found",
    [
        "01/09/2017",
        "2017-09",
        "2017-02-30",
        "2017-09-01T10:00",
        MIDNIGHT.replace(hour=10),
        "soon",
        "",
        True,
        2017.09,
        2017,
        [],
    ],
)
def test_a_day_that_is_none_or_could_be_several_is_refused(found: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        day_of(found)


def _read(**told: Any) -> Case:
    line = {"subject": "goods", "direction": "export_from_dprk", "hs": "620193"}
    return read_case({"date": "2028-03-01", "lines": [line], **told})


def _faults(**told: Any) -> list[tuple[str, tuple[str, ...]]]:
    with pytest.raises(BrokenPlan) as caught:
        _read(**told)
    return [(each.code, each.about) for each in caught.value.problems]


def test_one_of_a_list_by_itself_is_a_list_of_one() -> None:
    line = {"subject": "Goods", "direction": "export_from_dprk", "hs": 620193, "tags": "luxury"}
    claim = {"measure": "m", "basis": "b", "kind": "carve_out", "note": "Rason"}
    assert _read(lines=line, regimes="KR", claimed_route=claim) == _read(
        lines=[{**line, "subject": "goods", "hs": "620193", "tags": ["luxury"]}],
        regimes=["kr"],
        claimed_route=[claim],
    )


def test_what_is_null_is_as_if_it_were_not_told() -> None:
    names = (
        "regimes", "investment_form", "uses_dprk_labour_abroad", "contract_date", "claimed_route",
        "totals",
    )  # fmt: skip
    assert _read(**dict.fromkeys(names)) == _read()


def test_no_law_no_lines_and_no_case_are_refused_and_never_permitted() -> None:
    assert _faults(regimes=[]) == [("empty", ("regimes",))]
    assert _faults(lines=[]) == [("empty", ("lines",))]
    assert _faults(lines=[None]) == [("not_an_object", ("lines.0",))]
    nothing: list[Any] = [{}, None, "case", []]
    for raw in nothing:
        with pytest.raises(BrokenPlan):
            read_case(raw)


def test_goods_without_a_code_need_a_tag() -> None:
    bare = {"subject": "goods", "direction": "import_to_dprk", "hs": None}
    assert _faults(lines=[bare]) == [("missing_field", ("lines.0.hs",))]
    assert _read(lines=[{**bare, "tags": ["wmd_list_item"]}]).lines[0].hs == ""


def test_running_totals_are_numbers_by_measure() -> None:
    assert dict(_read(totals={"m": 5}).totals) == {"m": 5}
    assert _faults(totals={"m": "many"}) == [("not_a_decimal", ("totals.m",))]
    assert _faults(totals=[1]) == [("not_an_object", ("totals",))]
