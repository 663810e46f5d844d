"""Codes, days and numbers as people write them in files, understood where only one reading is left.

A spreadsheet or a YAML file turns "0301" into 301 and "61.10" into 61.1. Codes of the Harmonised
System have an even number of digits and are grouped in pairs, so a *number* has one reading: the
zero was lost at the front, or behind the point. Text is taken as it stands: half a pair in it may
be a slip of any kind, and is refused.
"""

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

#: Digits in groups, as tariffs print them: 6201.93, 6201.93.0000, 6201 93, 6201.93-0000.
_CODE = re.compile(r"[0-9]+(?:[.\- ][0-9]+)*")
#: The year first, so that day and month can't be mistaken: 2017-09-11, 2017.9.11, 2017. 9. 11.
_DAY = re.compile(
    r"([0-9]{4})([-./])\s*([0-9]{1,2})\2\s*([0-9]{1,2})\.?|([0-9]{4})([0-9]{2})([0-9]{2})"
)
LONGEST_CODE = 10


class Whole(int):
    """A whole number that remembers how it was written."""

    written: str


class Broken(float):
    """A number with a point that remembers how it was written."""

    written: str


def hs_of(found: Any) -> str:
    """The digits of a code. Raises ValueError where it is none, or could be several."""
    if isinstance(found, bool) or not isinstance(found, (int, float, str)):
        raise ValueError(found)
    text = str(getattr(found, "written", found)).strip()
    if not _CODE.fullmatch(text):
        raise ValueError(found)
    if not isinstance(found, str):
        whole, _point, part = text.partition(".")
        text = whole.zfill(len(whole) + len(whole) % 2) + part.ljust(len(part) + len(part) % 2, "0")
    code = re.sub("[^0-9]", "", text)
    if len(code) % 2 or not 2 <= len(code) <= LONGEST_CODE:
        raise ValueError(found)
    return code


def day_of(found: Any) -> date:
    """The day. Raises ValueError where it is none, has a time of day, or could be several."""
    if isinstance(found, datetime):
        if found.time() != time() or found.tzinfo is not None:
            raise ValueError(found)
        return found.date()
    if isinstance(found, date):
        return found
    text = str(getattr(found, "written", found)).strip()
    parts = None if isinstance(found, (bool, float)) else _DAY.fullmatch(text)
    if parts is None:
        return day_of(datetime.fromisoformat(text)) if "T" in text or ":" in text else _no_day(text)
    year, _sep, month, day = parts.group(1, 2, 3, 4) if parts.group(1) else parts.group(5, 5, 6, 7)
    return date(int(year), int(month), int(day))


def number_of(found: Any) -> Decimal | None:
    """The number as it was written. Raises ValueError where it is none, or not finite."""
    if found is None:
        return None
    if isinstance(found, bool):
        raise ValueError(found)
    number = Decimal(str(getattr(found, "written", found)).replace("_", ""))
    if not number.is_finite():
        raise ValueError(found)
    return number


def _no_day(text: str) -> date:
    raise ValueError(text)
