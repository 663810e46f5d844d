"""How a report writes days, spans and counts, in Korean and in English."""

from datetime import date

MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
NONE = "—"


def long_day(day: date | None, language: str) -> str:
    """In running text: 2028. 7. 1. or 1 Jul 2028."""
    if day is None:
        return NONE
    if language == "ko":
        return f"{day.year}. {day.month}. {day.day}."
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date | None, language: str) -> str:
    """In a table: 2028.07.01 or 1 Jul 2028."""
    if day is None:
        return NONE
    if language == "ko":
        return f"{day.year}.{day.month:02d}.{day.day:02d}"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month(day: date | None, language: str) -> str:
    """In a chart: 2028.07 or Jul 2028."""
    if day is None:
        return NONE
    if language == "ko":
        return f"{day.year}.{day.month:02d}"
    return f"{MONTHS[day.month - 1]} {day.year}"


def quoted(name: str, language: str) -> str:
    return f"「{name}」" if language == "ko" else f"“{name}”"


def listed(names: list[str], most: int) -> list[str]:
    """The first names, and how many more there are as “+3”."""
    return names if len(names) <= most else [*names[:most], f"+{len(names) - most}"]
