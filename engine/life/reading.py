"""Facts as they are kept and sent, and as the rules read them; what can't be read is a problem."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from engine.life.values import ANSWERS, REQUIREMENTS, FactKind, Procedure
from engine.problems import BrokenPlan, Problem

LONGEST = 2000
MOST = Decimal(10) ** 15


def read_facts(procedure: Procedure, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with days and numbers for texts; blank ones are left out. All faults at once."""
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in raw.items():
        kind = procedure.facts.get(name)
        if kind is None:
            problems.append(Problem("life_unknown_fact", (name,), {"fact": name}))
        elif value not in (None, "", {}):
            try:
                found[name] = _read(kind, value)
            except (ValueError, InvalidOperation, TypeError):
                problems.append(Problem("life_fact_unreadable", (name,), {"fact": name}))
    if problems:
        raise BrokenPlan(*problems)
    return {name: value for name, value in found.items() if value not in ("", {})}


def written_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as JSON keeps them."""
    return {name: _written(value) for name, value in facts.items()}


def _written(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return {key: _written(each) for key, each in value.items()}
    return value


def _read(kind: FactKind, value: Any) -> Any:
    match kind.sort:
        case "day":
            return _day(value)
        case "amount":
            return _number(value)
        case "count":
            number = _number(value)
            if number != int(number):
                raise ValueError
            return int(number)
        case "choice":
            if value not in {each.key for each in kind.choices}:
                raise ValueError
            return value
        case "answers":
            return dict(_answers(value))
        case "evidence":
            return dict(_evidence(value))
    return _text(value)


def _answers(value: Any) -> Iterator[tuple[str, dict[str, str]]]:
    for key, each in value.items():
        if key not in REQUIREMENTS or set(each) - {"answer", "note"}:
            raise ValueError
        answer, note = each.get("answer", ""), _text(each.get("note", ""))
        if answer not in {"", *ANSWERS}:
            raise ValueError
        if answer or note:
            yield key, {"answer": answer, "note": note}


def _evidence(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, each in value.items():
        if set(each) - {"on", "text"}:
            raise ValueError
        text = _text(each.get("text", ""))
        on = _day(each["on"]) if each.get("on") else None
        if text or on:
            yield _text(key), {"on": on, "text": text}


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(_text(value))


def _number(value: Any) -> Decimal:
    if isinstance(value, bool | float):
        raise ValueError
    number = Decimal(str(value).replace(",", "").strip())
    if not number.is_finite() or not 0 <= number < MOST:
        raise ValueError
    return number


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\x00" in value or len(value) > LONGEST:
        raise ValueError
    return value.strip()
