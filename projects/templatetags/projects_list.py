"""A column's heading that sorts by it, and by a second click the other way round."""

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def sort_link(context: dict[str, Any], name: str) -> dict[str, str]:
    sort = context["sort"]
    query = context["request"].GET.copy()
    query["sort"] = f"-{name}" if sort == name else name
    direction = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
    return {"href": f"?{query.urlencode()}", "direction": direction}
