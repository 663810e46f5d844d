"""The vocabulary of our templates: icons, fields, months and figures, each drawn one way."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A line icon from static/icons/ui.svg; silent for a screen reader unless it has a label."""
    sheet = static("icons/ui.svg")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>',
            label,
            sheet,
            name,
        )
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sheet, name
    )


def withheld() -> str:
    """What stands in a sentence where an amount or a party's name is withheld from the reader."""
    return pgettext("permission", "withheld")


@register.simple_tag(name="withheld")
def withheld_mark() -> SafeString:
    """The same in a cell of a page, with the reason for whoever points at it or has it read out."""
    reason = _(
        "Withheld in this plan. Its owner can give the permission, unless the plan came without it."
    )
    return format_html(
        '<span class="withheld" title="{}">{}<span class="sr-only"> ({})</span></span>',
        reason,
        withheld(),
        reason,
    )


@register.inclusion_tag("parts/_field.html")
def field(bound: BoundField, label: str = "", hint: str = "") -> dict[str, Any]:
    """A form field with its label, help and faults, tied together for assistive technology."""
    described = [f"{bound.id_for_label}-help"] if (hint or bound.help_text) else []
    if bound.errors:
        described.append(f"{bound.id_for_label}-errors")
        bound.field.widget.attrs["aria-invalid"] = "true"
    if described:
        bound.field.widget.attrs["aria-describedby"] = " ".join(described)
    return {"field": bound, "label": label or bound.label, "hint": hint or bound.help_text}


@register.simple_tag(takes_context=True)
def here(context: dict[str, Any], **changes: Any) -> str:
    """This page's address with some of its query changed; an empty value drops the key."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag
def import_map() -> SafeString:
    """Bare module names for static/js: "roadmap/axis" is roadmap/axis.js, whatever its hash."""
    imports = {name.removesuffix(".js"): static(f"js/{name}") for name in _modules()}
    return mark_safe(json.dumps({"imports": imports}))  # noqa: S308  our own file names


@register.simple_tag
def module_preloads(folder: str) -> SafeString:
    """Fetches a folder's modules at once instead of one after the other as they name each other."""
    names = [name for name in _modules() if name.startswith((f"{folder}/", "site/"))]
    links = ((static(f"js/{name}"),) for name in names)
    return format_html_join("", '<link rel="modulepreload" href="{}">', links)


@register.filter
def words_of(text: str) -> list[str]:
    return text.split()


@register.filter
def value_of(mapping: Mapping[str, Any], key: str) -> Any:
    return mapping.get(key, "")


@register.filter
def as_json(value: Any) -> str:
    return json.dumps(value)


@register.filter
def sheets(text: str) -> list[str]:
    """The style sheets named in the text, as static paths."""
    return [f"css/{word}.css" for word in text.split()]


@register.filter
def initial(person: Any) -> str:
    """The letter in somebody's round badge."""
    return str(person)[:1].upper()


@register.filter
def month(value: date | None) -> SafeString | str:
    """2028.07: the roadmap speaks in months."""
    return f"{value.year}.{value.month:02d}" if value else unknown()


@register.filter
def day(value: date | None) -> SafeString | str:
    """2028.07.01, the way Korean official papers write a day."""
    return f"{value.year}.{value.month:02d}.{value.day:02d}" if value else unknown()


@register.filter
def known(value: Any) -> Any:
    """The value, or the word for a figure nobody knows. Zero is a figure."""
    return unknown() if value is None or value == "" else value


@register.filter
def figure(value: Decimal | float | None) -> SafeString | str:
    """1,260 or 12.5: grouped, without the zeros that only pretend to be precise."""
    if value is None:
        return unknown()
    text = f"{value:,.2f}" if value % 1 else f"{value:,.0f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@register.filter
def percent(share: Decimal | float | None) -> SafeString | str:
    """62% or 0.4%: a share, to the whole percent from one on."""
    if share is None:
        return unknown()
    hundredth = float(share) * 100
    return f"{hundredth:.1f}%" if 0 < hundredth < 1 else f"{hundredth:.0f}%"


@register.filter
def in_language(thing: Any) -> str:
    """The name of anything that has one in Korean and in English."""
    language = get_language() or "ko"
    preferred, other = ("name_en", "name_ko") if language == "en" else ("name_ko", "name_en")
    return getattr(thing, preferred, "") or getattr(thing, other, "") or str(thing)


def unknown() -> SafeString:
    return format_html('<i class="unknown-value">{}</i>', _("unknown"))


@cache
def _modules() -> tuple[str, ...]:
    root = Path(settings.BASE) / "static" / "js"
    return tuple(sorted(str(file.relative_to(root)) for file in root.rglob("*.js")))
