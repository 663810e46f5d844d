"""Filters that say what a plan holds: money, spans of time, kinds, fields and choices."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from core import sight
from core.templatetags.ui import figure, in_language, unknown, withheld_mark
from engine.records import Named
from roadmaps import money, vocabulary
from roadmaps.reasons import span_words
from sanctions.models import Measure
from sanctions.paragraphs import in_words, short_name
from zones.facts import in_own_language

register = template.Library()


@register.filter
def written(total: money.Total) -> str:
    """60억 원, KRW 6 bn: one sum, with its currency; or that it is withheld, and why."""
    return money.written(total) if sight.here().amounts else withheld_mark()


@register.filter
def won(amount: Decimal) -> str:
    """7,000,000: the figure of an amount in a column that names its currency, or the same."""
    return str(figure(amount)) if sight.here().amounts else withheld_mark()


@register.filter
def in_won(amount: Decimal) -> str:
    """90억 원: a sum of won by itself, to the last won; or that it is withheld."""
    return spoken_won(amount) if sight.here().amounts else withheld_mark()


@register.filter
def spoken_won(amount: Decimal) -> str:
    """3억 원: a sum the law names, which anybody may know."""
    return money.exactly(money.Total(amount, "KRW", None))


@register.simple_tag
def no_amount() -> SafeString:
    """Where there is no amount to show: nobody knows it, or it is withheld."""
    return unknown() if sight.here().amounts else withheld_mark()


@register.filter
def priced(total: money.Total) -> str:
    """The price year of a sum, which sums of other years are never added to."""
    if total.price_year is None:
        return _("price year unknown")
    return _("%(year)s prices") % {"year": total.price_year}


@register.filter
def called(record: Named) -> str:
    """The name of a plan's record in the language of the request, or its key."""
    return record.name(get_language() or "ko") or record.key


@register.filter
def kind_name(kind: str) -> str:
    return vocabulary.kind_name(kind)


@register.simple_tag
def field_label(kind: str, name: str) -> str:
    """What a field is called; {% field_label "activity" "duration" %}."""
    label = vocabulary.field_name(kind, name)
    return label[:1].upper() + label[1:]


@register.simple_tag
def word(kind: str, field: str, value: Any) -> str | SafeString:
    """The word for a choice: {% word "project" "modality" project.modality %}."""
    if value in (None, ""):
        return unknown()
    return str(vocabulary.choices(kind, field).get(value, value))


@register.simple_tag
def words(kind: str, field: str, values: Iterable[Any]) -> str:
    known = vocabulary.choices(kind, field)
    return ", ".join(str(known.get(value, value)) for value in values)


@register.simple_tag
def length(number: int | None, unit: str) -> str | SafeString:
    """3개월, 3 months."""
    if number is None:
        return unknown()
    known: Mapping[str, str] = {
        "workdays": ngettext("%(number)s working day", "%(number)s working days", number),
        "days": ngettext("%(number)s day", "%(number)s days", number),
        "months": ngettext("%(number)s month", "%(number)s months", number),
        "years": ngettext("%(number)s year", "%(number)s years", number),
        "percent": pgettext("lag", "%(number)s%% of the duration"),
    }
    return known[unit] % {"number": number}


@register.filter
def option_groups(bound: BoundField) -> Any:
    """A set of boxes to tick, in its groups: (title, options, number)."""
    widget: Any = bound.field.widget
    return widget.optgroups(bound.html_name, widget.format_value(bound.value()))


@register.filter
def float_words(days: int) -> str:
    """How long something may slip: in months from four weeks on."""
    return span_words(days)


@register.simple_tag
def both(record: Any, name: str) -> str | SafeString:
    """A text that a record keeps in both languages, marked where it is not the page's."""
    found = in_own_language(getattr(record, f"{name}_ko"), getattr(record, f"{name}_en"))
    if found is None:
        return unknown()
    if not found.language:
        return found.text
    return format_html('<span lang="{}">{}</span>', found.language, found.text)


@register.simple_tag
def money_short(amount: Decimal, currency: str) -> str:
    """An amount on an axis or in a legend that already names its price year."""
    return money.written(money.Total(amount, currency, None))


@register.filter
def signed(number: int) -> str:
    """+9 or −4: a shift, with a real minus."""
    return f"{number:+d}".replace("-", "−")


@register.filter
def cited(measure: Measure) -> str:
    """UN Security Council Resolution 2397 (2017) para. 7, in the words of the page's language."""
    return f"{in_language(measure.instrument)} {paragraph_of(measure)}"


@register.filter
def cited_short(measure: Measure) -> str:
    """2397호 7항 or 2397 ¶7: for narrow room, where the regime is told beside it."""
    paragraph = paragraph_of(measure).replace("para. ", "¶").replace("paras ", "¶")
    return f"{short_name(in_language(measure.instrument))} {paragraph}"


@register.filter
def paragraph_of(measure: Measure) -> str:
    """7항 or para. 7; 제13조 or Art. 13."""
    return in_words(measure.paragraph, get_language() or "ko")
