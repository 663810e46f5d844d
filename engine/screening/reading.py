"""Cases and measures from plain JSON values; a case is refused with every fault at once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from engine.problems import BrokenPlan, Problem
from engine.screening.law import Cap, Measure, Route
from engine.screening.matters import DIRECTIONS, FORMS, REGIMES, SUBJECTS, Case, Claim, Line, digits

#: What a file of cases holds besides: a number, and what somebody expects of it.
BESIDE = ("id", "expected", "why")
LONGEST_LIST = 5_000


def read_case(raw: Any, known: Collection[str] = ()) -> Case:
    """The case a JSON object describes; `known` are the ids of measures a claim may name."""
    reader = _Reader()
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
            *BESIDE,
        ),
    )
    day = reader.day(fields, "date", "", needed=True)
    regimes = reader.words(fields, "regimes", "", REGIMES, ("un",))
    lines = tuple(
        _line(reader, each, f"lines.{number}")
        for number, each in enumerate(reader.list(fields, "lines", ""))
    )
    claims = tuple(
        _claim(reader, each, f"claimed_route.{number}", known)
        for number, each in enumerate(reader.list(fields, "claimed_route", ""))
    )
    form = reader.choice(fields, "investment_form", "", FORMS, "none")
    abroad = reader.flag(fields, "uses_dprk_labour_abroad", "")
    contract = reader.day(fields, "contract_date", "")
    if fields and not lines and not reader.faults:
        reader.fault("empty", "lines")
    if reader.faults:
        raise BrokenPlan(*reader.faults)
    return Case(day or date.min, lines, frozenset(regimes), form, abroad, contract, claims)


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


def _line(reader: "_Reader", raw: Any, at: str) -> Line:
    names = ("direction", "subject", "hs", "description", "tags", "ruled_out")
    fields = reader.fields(raw, at, (*names, "quantity", "unit", "key"))
    subject = reader.choice(fields, "subject", at, SUBJECTS, "")
    hs = reader.text(fields, "hs", at)
    if hs and (len(digits(hs)) < 2 or digits(hs) != hs.replace(".", "").replace(" ", "")):
        reader.fault("bad_hs", f"{at}.hs", found=hs)
    if subject == "goods" and not hs:
        reader.fault("missing_field", f"{at}.hs")
    reader.text(fields, "description", at)
    return Line(
        subject,
        reader.choice(fields, "direction", at, DIRECTIONS, ""),
        digits(hs),
        frozenset(reader.words(fields, "tags", at)),
        frozenset(reader.words(fields, "ruled_out", at)),
        reader.number(fields, "quantity", at),
        reader.text(fields, "unit", at),
        reader.text(fields, "key", at),
    )


def _claim(reader: "_Reader", raw: Any, at: str, known: Collection[str]) -> Claim:
    names = ("measure", "basis", "kind")
    fields = reader.fields(raw, at, names)
    measure, basis, kind = (reader.text(fields, name, at, needed=True) for name in names)
    if known and measure and measure not in known:
        reader.fault("unknown_in_catalogue", f"{at}.measure", key=measure)
    return Claim(measure, basis, kind)


class _Reader:
    """Reads what is well formed, and notes every fault with its place."""

    def __init__(self) -> None:
        self.faults: list[Problem] = []

    def fault(self, code: str, at: str, **values: Any) -> None:
        self.faults.append(Problem(code, (at,) if at else (), {"field": at, **values}))

    def fields(self, raw: Any, at: str, known: Collection[str]) -> Mapping[str, Any]:
        if not isinstance(raw, dict):
            self.fault("not_an_object", at)
            return {}
        for name in raw.keys() - set(known):
            self.fault("unknown_field", _under(at, str(name)))
        return raw

    def list(self, fields: Mapping[str, Any], name: str, at: str) -> Sequence[Any]:
        found = fields.get(name)
        if found is None:
            return ()
        if not isinstance(found, list):
            self.fault("not_a_list", _under(at, name))
            return ()
        if len(found) > LONGEST_LIST:
            self.fault("too_many_rows", _under(at, name), most=LONGEST_LIST)
            return ()
        return found

    def words(
        self,
        fields: Mapping[str, Any],
        name: str,
        at: str,
        known: Collection[str] = (),
        default: Sequence[str] = (),
    ) -> Sequence[str]:
        if fields.get(name) is None:
            return default
        found = self.list(fields, name, at)
        for each in found:
            if not isinstance(each, str) or not each:
                self.fault("not_text", _under(at, name))
            elif known and each not in known:
                self.fault("not_one_of", _under(at, name), found=each, choices=", ".join(known))
        return [each for each in found if isinstance(each, str)]

    def choice(
        self, fields: Mapping[str, Any], name: str, at: str, known: Sequence[str], default: str
    ) -> str:
        found = fields.get(name)
        if found is None:
            if not default and fields:
                self.fault("missing_field", _under(at, name))
            return default
        if found not in known:
            self.fault("not_one_of", _under(at, name), found=str(found), choices=", ".join(known))
            return default
        return str(found)

    def text(self, fields: Mapping[str, Any], name: str, at: str, *, needed: bool = False) -> str:
        found = fields.get(name)
        if found is None:
            if needed and fields:
                self.fault("missing_field", _under(at, name))
            return ""
        if not isinstance(found, str) or "\x00" in found:
            self.fault("not_text", _under(at, name))
            return ""
        return found

    def flag(self, fields: Mapping[str, Any], name: str, at: str) -> bool:
        found = fields.get(name, False)
        if not isinstance(found, bool):
            self.fault("not_a_flag", _under(at, name))
            return False
        return found

    def day(
        self, fields: Mapping[str, Any], name: str, at: str, *, needed: bool = False
    ) -> date | None:
        found = fields.get(name)
        if found is None:
            if needed and fields:
                self.fault("missing_field", _under(at, name))
            return None
        try:
            return _date(found)
        except (TypeError, ValueError):
            self.fault("not_a_date", _under(at, name), found=str(found))
            return None

    def number(self, fields: Mapping[str, Any], name: str, at: str) -> Decimal | None:
        found = fields.get(name)
        try:
            number = _number_or_none(found)
        except (InvalidOperation, TypeError, ValueError):
            number = Decimal("NaN")
        if number is not None and (isinstance(found, bool) or not number.is_finite()):
            self.fault("not_a_decimal", _under(at, name))
            return None
        if number is not None and number < 0:
            self.fault("too_small", _under(at, name), least=0)
        return number


def _under(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def _date(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _date_or_none(value: Any) -> date | None:
    return None if value is None else _date(value)


def _number_or_none(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
