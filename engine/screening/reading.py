"""Cases and measures from plain JSON values; a case is refused with every fault at once."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from engine.problems import BrokenPlan
from engine.screening.fields import FieldReader
from engine.screening.law import Cap, Measure, Route
from engine.screening.matters import DIRECTIONS, FORMS, REGIMES, SUBJECTS, Case, Claim, Line

#: What a file of cases holds besides: a number, and what somebody expects of it.
BESIDE = ("id", "expected", "why")
#: What people write beside a case, a line or a claim for other people.
REMARKS = ("note", "comment", "source")


def read_case(raw: Any, known: Collection[str] = ()) -> Case:
    """The case a JSON object describes; `known` are the ids of measures a claim may name."""
    reader = FieldReader()
    fields = reader.fields(
        raw,
        "",
        (
            "date",
            "regimes",
            "lines",
            "investment_form",
            "uses_dprk_labour_abroad",
            "contract_date",
            "claimed_route",
            "totals",
            *BESIDE,
            *REMARKS,
        ),
    )
    day = reader.day(fields, "date", "", needed=True)
    regimes = reader.words(fields, "regimes", "", REGIMES, ("un",))
    if fields.get("regimes") == []:
        # No law at all would answer "permitted" to everything.
        reader.fault("empty", "regimes")
    lines = tuple(
        _line(reader, each, f"lines.{number}")
        for number, each in enumerate(reader.rows(fields, "lines"))
    )
    claims = tuple(
        _claim(reader, each, f"claimed_route.{number}", known)
        for number, each in enumerate(reader.rows(fields, "claimed_route"))
    )
    form = reader.choice(fields, "investment_form", "", FORMS, "none")
    abroad = reader.flag(fields, "uses_dprk_labour_abroad", "")
    contract = reader.day(fields, "contract_date", "")
    totals = reader.numbers(fields, "totals")
    for key in totals.keys() - set(known) if known else ():
        reader.fault("unknown_in_catalogue", f"totals.{key}", key=key)
    if isinstance(raw, dict) and raw.get("lines") in (None, [], {}):
        reader.fault("empty", "lines")
    if reader.faults or day is None:
        raise BrokenPlan(*reader.faults)
    return Case(
        day,
        lines,
        frozenset(regimes),
        form,
        abroad,
        contract,
        claims,
        totals=tuple(sorted(totals.items())),
    )


def read_measure(raw: Mapping[str, Any]) -> Measure:
    """A measure from a row of the catalogue or of its file, whose names are the same."""
    cap = raw["cap"]
    return Measure(
        raw["id"],
        raw["regime"],
        raw["direction"],
        raw["subject"],
        _date(raw["adopted"]),
        _date(raw["effective_from"]),
        _date_or_none(raw["effective_to"]),
        _date_or_none(raw["wind_down_until"]),
        raw["hs_scope"],
        tuple(raw["hs_include"]),
        tuple(raw["hs_exclude"]),
        tuple(raw.get("hs_review") or ()),
        raw["effect"],
        raw["legal_force"],
        raw.get("requires_tag") or "",
        tuple(raw.get("investment_forms") or ()),
        Cap(_number_or_none(cap.get("number")), str(cap.get("unit", ""))) if cap else None,
        tuple(Route(each["basis"], each["kind"]) for each in raw["exemptions"]),
    )


def _line(reader: FieldReader, raw: Any, at: str) -> Line:
    names = ("direction", "subject", "hs", "description", "tags", "ruled_out")
    fields = reader.fields(raw, at, (*names, "quantity", "unit", "key", *REMARKS))
    subject = reader.choice(fields, "subject", at, SUBJECTS, "")
    hs = reader.hs(fields, at)
    tags = frozenset(reader.words(fields, "tags", at))
    # Without a code only a tag says what the goods are: control lists know no codes.
    if subject == "goods" and not tags and fields.get("hs") in {None, ""}:
        reader.fault("missing_field", f"{at}.hs")
    reader.text(fields, "description", at)
    return Line(
        subject,
        reader.choice(fields, "direction", at, DIRECTIONS, ""),
        hs,
        tags,
        frozenset(reader.words(fields, "ruled_out", at)),
        reader.number(fields, "quantity", at),
        reader.text(fields, "unit", at),
        reader.text(fields, "key", at),
    )


def _claim(reader: FieldReader, raw: Any, at: str, known: Collection[str]) -> Claim:
    names = ("measure", "basis", "kind")
    fields = reader.fields(raw, at, (*names, *REMARKS))
    measure, basis, kind = (reader.text(fields, name, at, needed=True) for name in names)
    if known and measure and measure not in known:
        reader.fault("unknown_in_catalogue", f"{at}.measure", key=measure)
    return Claim(measure, basis, kind)


def _date(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _date_or_none(value: Any) -> date | None:
    return None if value is None else _date(value)


def _number_or_none(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
