"""Dates as lists write them, year first: 1961-05-12, 1961-05, 1961."""

import re

MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")
_WORDS = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]{3})[a-z]*\.?\s+(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YEAR = re.compile(r"\b(1[89]\d{2}|20\d{2})\b")


def plain_date(told: str) -> str:
    """The date with as much as is known of it; "" where no year is in it."""
    text = told.strip()
    if found := _ISO.fullmatch(text):
        return "-".join(part for part in found.groups() if part)
    if (found := _WORDS.search(text)) and found[2].lower() in MONTHS:
        month = f"{found[3]}-{MONTHS[found[2].lower()]:02d}"
        return f"{month}-{int(found[1]):02d}" if found[1] else month
    if found := _SLASHED.fullmatch(text):
        return f"{found[3]}-{int(found[1]):02d}-{int(found[2]):02d}"
    return found[1] if (found := _YEAR.search(text)) else ""
