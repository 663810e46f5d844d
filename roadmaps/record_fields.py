"""Form fields that read what planners type: grouped amounts, sets of keys, lists of days."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _


class Amount(forms.DecimalField):
    """A decimal shown and read with thousands separators: 6,000,000,000."""

    widget = forms.TextInput

    def __init__(self, **rest: Any) -> None:
        super().__init__(**rest)
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(value.replace(",", "") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        text = f"{value:,f}"
        return text.rstrip("0").rstrip(".") if "." in text else text


class Whole(forms.IntegerField):
    """A whole number, typed with or without separators; the keyboard of a phone shows digits."""

    widget = forms.TextInput

    def __init__(self, **rest: Any) -> None:
        super().__init__(**{"max_value": 100_000, **rest})
        self.widget.attrs["inputmode"] = "numeric" if rest.get("min_value") is not None else "text"

    def to_python(self, value: Any) -> int | None:
        return super().to_python(value.replace(",", "") if isinstance(value, str) else value)


class Keys(forms.MultipleChoiceField):
    """Some of the keys there are, as a tuple, each with a box to tick."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(super().clean(value))


class Numbers(forms.TypedMultipleChoiceField):
    """Some whole numbers of a few, as a tuple."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **rest: Any) -> None:
        super().__init__(coerce=int, **rest)

    def clean(self, value: Any) -> tuple[int, ...]:
        return tuple(super().clean(value))


class Codes(forms.CharField):
    """Codes with blanks or commas between them, as a tuple."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(max_length=2_000, **rest)

    def to_python(self, value: Any) -> tuple[str, ...]:  # type: ignore[override]
        if isinstance(value, tuple):
            return value
        return tuple(dict.fromkeys(str(value or "").replace(",", " ").split()))

    def prepare_value(self, value: Any) -> Any:
        return " ".join(value) if isinstance(value, tuple) else value


class DayList(forms.CharField):
    """Days, one a line."""

    widget = forms.Textarea

    def __init__(self, **rest: Any) -> None:
        super().__init__(max_length=20_000, **rest)
        self.widget.attrs["rows"] = 6

    def to_python(self, value: Any) -> tuple[date, ...]:  # type: ignore[override]
        if isinstance(value, tuple):
            return value
        return tuple(sorted({_day(word) for word in str(value or "").split()}))

    def prepare_value(self, value: Any) -> Any:
        return _lines(value) if isinstance(value, tuple) else value


def _lines(days: Iterable[date]) -> str:
    return "\n".join(day.isoformat() for day in days)


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word.strip(",;").replace(".", "-"))
    except ValueError:
        raise forms.ValidationError(_("%(word)s is no day.") % {"word": word}) from None
