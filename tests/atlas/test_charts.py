"""Charts are plain SVG made of values."""

import xml.etree.ElementTree as ET
from decimal import Decimal

from atlas.charts import (
    Share,
    ShareRow,
    YearBar,
    YearPair,
    need_and_supply,
    share_rows,
    yearly_bars,
)

SVG = "{http://www.w3.org/2000/svg}"


def rects(svg: str, colour: str) -> list[float]:
    """The heights of the rectangles of one colour."""
    root = ET.fromstring(svg)
    return [float(r.get("height", "")) for r in root.iter(f"{SVG}rect") if r.get("fill") == colour]


def texts(svg: str) -> list[str]:
    return [text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text")]


def test_a_bar_is_as_tall_as_its_amount() -> None:
    svg = yearly_bars([YearBar(2027, Decimal(50)), YearBar(2028, Decimal(100))], "cost")
    half, whole = rects(svg, "#7f9bc8")
    assert (half, whole) == (74.0, 148.0)
    assert texts(svg) == ["2027", "50", "2028", "100"]


def test_only_what_is_above_the_ceiling_stands_out() -> None:
    svg = yearly_bars([YearBar(2027, Decimal(100), Decimal(75))], "cost")
    assert rects(svg, "#d4380d") == [37.0]
    within = yearly_bars([YearBar(2027, Decimal(75), Decimal(75))], "cost")
    assert rects(within, "#d4380d") == []


def test_words_are_escaped() -> None:
    svg = share_rows([ShareRow("<b>", (Share("a & b", 3, "#000"),))], '"quoted"')
    assert texts(svg) == ["<b>", "a & b 3"]
    assert ET.fromstring(svg).get("aria-label") == '"quoted"'


def test_shares_of_nothing_draw_nothing() -> None:
    row = ShareRow("stage", (Share("done", 0, "#000"), Share("to come", 0, "#111")))
    assert row.total == 0
    assert rects(share_rows([row], "progress"), "#000") == []


def test_need_above_supply_is_told_by_colour_and_weight() -> None:
    pairs = [YearPair(2030, Decimal(5), Decimal(0)), YearPair(2031, Decimal(5), Decimal(30))]
    root = ET.fromstring(need_and_supply(pairs, "power", ("need", "supply")))
    weights = [t.get("font-weight") for t in root.iter(f"{SVG}text") if t.text == "5"]
    assert weights == ["700", None]


def test_an_empty_plan_still_has_charts() -> None:
    for svg in (yearly_bars([], "a"), share_rows([], "b"), need_and_supply([], "c", ("d", "e"))):
        assert ET.fromstring(svg).tag == f"{SVG}svg"
