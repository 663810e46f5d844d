"""What a measure says, apart from the row it stands in: told as JSON, read back, compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sanctions.models import Measure, MeasureContent, MeasureVersion

#: A measure's content by field, as REST names them. What a row adds (its place in lists) is none.
Content = dict[str, Any]
FIELDS = (
    "instrument",
    "regime",
    "paragraph",
    "adopted",
    "effective_from",
    "effective_to",
    "wind_down_until",
    "superseded_by",
    "direction",
    "subject",
    "hs_scope",
    "hs_include",
    "hs_exclude",
    "hs_review",
    "hs_basis",
    "effect",
    "legal_force",
    "cap",
    "exemptions",
    "requires_tag",
    "investment_forms",
    "authority",
    "summary_ko",
    "summary_en",
    "note_ko",
    "note_en",
    "citation",
    "confidence",
    "verified",
)
DATES = frozenset({"adopted", "effective_from", "effective_to", "wind_down_until"})
REFERENCES = frozenset({"instrument", "superseded_by"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two states of a measure differ in; a new measure differs from None."""

    field: str
    old: Any
    new: Any


def content_of(row: MeasureContent) -> Content:
    """What a measure, or a version of one, says."""
    return {name: getattr(row, column_of(name)) for name in FIELDS}


def content_in(fields: Mapping[str, Any]) -> Content:
    """The content among the columns of a row to be."""
    return {name: fields[column_of(name)] for name in FIELDS}


def columns(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content as the columns of a row."""
    return {column_of(name): content[name] for name in FIELDS}


def column_of(name: str) -> str:
    return f"{name}_id" if name in REFERENCES else name


def as_json(content: Mapping[str, Any]) -> Content:
    """The content as plain JSON values."""
    return {name: _plain(content[name]) for name in FIELDS}


def from_json(raw: Mapping[str, Any]) -> Content:
    """The content of a draft that was checked when it was written."""
    return {name: _read(name, raw[name]) for name in FIELDS}


def differences(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> list[Difference]:
    """The fields two states differ in, in the order they are shown."""
    found = []
    for name in FIELDS:
        before, after = (each.get(name) if each else None for each in (old, new))
        if before != after and (before or after):
            found.append(Difference(name, before, after))
    return found


def measure_from(version: MeasureVersion) -> Measure:
    """The measure a version was, as a row that is not in the table: for pages that show one."""
    made = Measure(id=version.measure, order=version.order, **columns(content_of(version)))
    if "instrument" in version._state.fields_cache:
        made.instrument = version.instrument
    return made


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name in DATES and value is not None else value
