"""Reading the fields of a case: what is well formed is taken, every fault noted with its place."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from engine.problems import Problem
from engine.screening.scalars import day_of, hs_of, number_of

LONGEST_LIST = 5_000
#: The fields of what is no object: its own fault is told, that it lacks everything is not.
NOTHING: Mapping[str, Any] = MappingProxyType({})


class FieldReader:
    """Reads what is well formed, and notes every fault with its place."""

    def __init__(self) -> None:
        self.faults: list[Problem] = []

    def fault(self, code: str, at: str, **values: Any) -> None:
        self.faults.append(Problem(code, (at,) if at else (), {"field": at, **values}))

    def fields(self, raw: Any, at: str, known: Collection[str]) -> Mapping[str, Any]:
        if not isinstance(raw, dict):
            self.fault("not_an_object", at)
            return NOTHING
        for name in raw.keys() - set(known):
            self.fault("unknown_field", under(at, str(name)))
        return raw

    def rows(self, fields: Mapping[str, Any], name: str) -> Sequence[Any]:
        """A list of objects; one object by itself is a list of one."""
        found = fields.get(name)
        if isinstance(found, dict):
            return [found]
        return self._list(found, name)

    def words(
        self,
        fields: Mapping[str, Any],
        name: str,
        at: str,
        known: Collection[str] = (),
        default: Sequence[str] = (),
    ) -> Sequence[str]:
        """A list of words; one word by itself is a list of one."""
        found = fields.get(name)
        if found is None:
            return default
        place = under(at, name)
        words = []
        for each in [found] if isinstance(found, str) else self._list(found, place):
            word = each.strip() if isinstance(each, str) else ""
            if not word:
                self.fault("not_text", place)
            elif known and word.lower() not in known:
                self.fault("not_one_of", place, found=word, choices=", ".join(known))
            else:
                words.append(word.lower() if known else word)
        return words

    def choice(
        self, fields: Mapping[str, Any], name: str, at: str, known: Sequence[str], default: str
    ) -> str:
        found = fields.get(name)
        if found is None:
            if not default and fields is not NOTHING:
                self.fault("missing_field", under(at, name))
            return default
        word = str(found).strip().lower()
        if word not in known:
            self.fault("not_one_of", under(at, name), found=str(found), choices=", ".join(known))
            return default
        return word

    def text(self, fields: Mapping[str, Any], name: str, at: str, *, needed: bool = False) -> str:
        found = fields.get(name)
        if found is None or (needed and found == ""):
            if needed and fields is not NOTHING:
                self.fault("missing_field", under(at, name))
            return ""
        if isinstance(found, bool) or not isinstance(found, (str, int, float)):
            self.fault("not_text", under(at, name))
            return ""
        text = str(getattr(found, "written", found))
        if "\x00" in text:
            self.fault("not_text", under(at, name))
            return ""
        return text

    def hs(self, fields: Mapping[str, Any], at: str) -> str:
        found = fields.get("hs")
        if found is None or found == "":
            return ""
        try:
            return hs_of(found)
        except ValueError:
            told = getattr(found, "written", found)
            self.fault("bad_hs", under(at, "hs"), found=str(told))
            return ""

    def flag(self, fields: Mapping[str, Any], name: str, at: str) -> bool:
        found = fields.get(name)
        if isinstance(found, str):
            found = {"true": True, "false": False}.get(found.strip().lower(), found)
        if found is not None and not isinstance(found, bool):
            self.fault("not_a_flag", under(at, name))
            return False
        return bool(found)

    def day(
        self, fields: Mapping[str, Any], name: str, at: str, *, needed: bool = False
    ) -> date | None:
        found = fields.get(name)
        if found is None:
            if needed and fields is not NOTHING:
                self.fault("missing_field", under(at, name))
            return None
        try:
            return day_of(found)
        except (TypeError, ValueError):
            self.fault("not_a_date", under(at, name), found=str(getattr(found, "written", found)))
            return None

    def number(self, fields: Mapping[str, Any], name: str, at: str) -> Decimal | None:
        try:
            number = number_of(fields.get(name))
        except (InvalidOperation, TypeError, ValueError):
            self.fault("not_a_decimal", under(at, name))
            return None
        if number is not None and number < 0:
            self.fault("too_small", under(at, name), least=0)
        return number

    def numbers(self, fields: Mapping[str, Any], name: str) -> Mapping[str, Decimal]:
        """Numbers by name."""
        if fields.get(name) is None:
            return {}
        table = self.fields(fields[name], name, fields[name] or ())
        read = {str(key): self.number(table, key, name) for key in table}
        return {key: number for key, number in read.items() if number is not None}

    def _list(self, found: Any, at: str) -> Sequence[Any]:
        if found is None:
            return ()
        if not isinstance(found, list):
            self.fault("not_a_list", at)
            return ()
        if len(found) > LONGEST_LIST:
            self.fault("too_many_rows", at, most=LONGEST_LIST)
            return ()
        return found


def under(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name
