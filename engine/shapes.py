"""Takes a JSON object apart by the sort of each field, and remembers everything that was wrong."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Any

from engine.problems import Problem
from engine.worktime import minute_of_day


class Shapes:
    """The faults found so far in one file."""

    def __init__(self) -> None:
        self.faults: list[Problem] = []
        self.by_minute = False

    def fields(self, value: Mapping[str, Any], where: str) -> "Fields":
        return Fields(self, value, where)


class Fields:
    """One JSON object: every field is asked for once, by the sort it must have."""

    def __init__(self, shapes: Shapes, value: Mapping[str, Any], where: str) -> None:
        self._shapes, self._value, self._where = shapes, value, where
        self._asked: set[str] = set()

    def fault(self, code: str, **values: Any) -> None:
        self._shapes.faults.append(Problem(code, (self._where,), values))

    def given(self, name: str) -> str:
        return str(self._value.get(name))

    def has(self, name: str) -> bool:
        return self._value.get(name) is not None

    def names(self) -> list[str]:
        return list(self._value)

    def ignored(self, *names: str) -> None:
        """Fields of the format that the scheduler has no use for."""
        self._asked.update(names)

    def done(self) -> None:
        """Whatever was not asked for is unknown: no misspelt key is lost silently."""
        for name in self._value:
            if name not in self._asked:
                self.fault("unknown_field", field=name)

    def text(self, name: str, default: str | None = None) -> str:
        value = self._take(name)
        if value is None and default is not None:
            return default
        if value is None:
            self.fault("missing_field", field=name)
        elif isinstance(value, str) and (value or default == ""):
            return value
        else:
            self._wrong(name, "text")
        return default or ""

    def optional_text(self, name: str) -> str | None:
        return self.text(name, "") or None

    def choice(self, name: str, choices: Iterable[str], default: str) -> str:
        value = self.text(name, default)
        if value not in choices:
            self.fault("unknown_choice", field=name, value=value)
            return default
        return value

    def whole(self, name: str, default: int) -> int:
        found = self.optional_whole(name)
        return default if found is None else found

    def optional_whole(self, name: str) -> int | None:
        value = self.optional_number(name)
        if value is None:
            return None
        if value != int(value):
            self.fault("not_whole", field=name, value=value)
            return None
        return int(value)

    def number(self, name: str, default: float | None = None) -> float:
        value = self.optional_number(name)
        if value is None and default is None:
            if self._value.get(name) is None:
                self.fault("missing_field", field=name)
            return 0
        return value if value is not None else default or 0

    def optional_number(self, name: str) -> float | None:
        value = self._take(name)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, float) and isfinite(value):
            return value
        self._wrong(name, "number")
        return None

    def flag(self, name: str) -> bool:
        value = self._take(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        self._wrong(name, "true or false")
        return False

    @property
    def by_minute(self) -> bool:
        """Whether moments are written to the minute."""
        return self._shapes.by_minute

    def measure_by_minute(self) -> None:
        self._shapes.by_minute = True

    def day(self, name: str, needed: bool = False) -> date | None:
        """A date, and at minute resolution a date or a moment."""
        value = self._take(name)
        if value is None:
            if needed:
                self.fault("missing_field", field=name)
            return None
        if self._shapes.by_minute and isinstance(value, str) and "T" in value:
            return self._moment(name, value)
        return self._date(name, value)

    def days(self, name: str) -> list[date]:
        return [found for value in self._list(name) if (found := self._date(name, value))]

    def wholes(self, name: str, default: Iterable[int]) -> list[int]:
        if self._value.get(name) is None:
            self._asked.add(name)
            return list(default)
        values = self._list(name)
        good = [v for v in values if isinstance(v, int) and not isinstance(v, bool)]
        if len(good) < len(values):
            self._wrong(name, "whole numbers")
        return good

    def texts(self, name: str) -> list[str]:
        values = self._list(name)
        good = [value for value in values if isinstance(value, str)]
        if len(good) < len(values):
            self._wrong(name, "texts")
        return good

    def list_of(self, name: str) -> list[Any]:
        """A list of whatever it holds: whoever asks judges it."""
        return self._list(name)

    def is_object(self, name: str) -> bool:
        return isinstance(self._value.get(name), Mapping)

    def date_named(self, name: str) -> date | None:
        """The date a field's own name is."""
        return self._date(name, name)

    def amounts(self, name: str) -> dict[str, float]:
        inner = self.inner(name)
        return {} if inner is None else {key: inner.number(key) for key in inner.names()}

    def inner(self, name: str) -> "Fields | None":
        value = self._take(name)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self._wrong(name, "object")
            return None
        return Fields(self._shapes, value, f"{self._where}.{name}")

    def named(self, name: str) -> Iterator[tuple[str, "Fields"]]:
        """The objects of an object, by their names."""
        inner = self.inner(name)
        for key in inner.names() if inner else []:
            each = inner.inner(key) if inner else None
            if each is not None:
                yield key, each

    def entries(self, name: str, identity: str | None = None) -> Iterator["Fields"]:
        """The objects of a list; where they have an id they are called by it, else by number."""
        for number, value in enumerate(self._list(name)):
            where = f"{self._where}.{name}[{number}]".removeprefix("network.")
            if not isinstance(value, Mapping):
                self._shapes.faults.append(Problem("wrong_type", (where,), {"expected": "object"}))
                continue
            called = value.get(identity) if identity else None
            is_named = isinstance(called, str) and called
            yield Fields(self._shapes, value, str(called) if is_named else where)

    def _list(self, name: str) -> list[Any]:
        value = self._take(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self._wrong(name, "list")
            return []
        return value

    def _take(self, name: str) -> Any:
        self._asked.add(name)
        return self._value.get(name)

    def _date(self, name: str, value: Any) -> date | None:
        if isinstance(value, str) and len(value) == 10:
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        self.fault("bad_date", field=name, value=str(value))
        return None

    def _moment(self, name: str, value: str) -> datetime | None:
        """YYYY-MM-DDThh:mm; 24:00 is the end of the day, and :00 may follow for the seconds."""
        day, _, time = value.partition("T")
        since_midnight = minute_of_day(time)
        if len(day) == 10 and since_midnight is not None:
            try:
                return datetime.fromisoformat(day) + timedelta(minutes=since_midnight)
            except (ValueError, OverflowError):
                pass
        self.fault("bad_moment", field=name, value=value)
        return None

    def _wrong(self, name: str, expected: str) -> None:
        self.fault("wrong_type", field=name, expected=expected)
