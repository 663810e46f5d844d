"""What a capacity or a ceiling that holds a date is called, since when, and who has it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.templatetags.ui import month
from engine.answer import Reason
from engine.plan import Plan
from engine.supplies import purse_of

KINDS = ("capacity", "budget")
MOST_NAMED = 3


def supply_name(plan: Plan, name: str, language: str) -> str:
    """The capacity's own name; of a budget its source, as a ceiling."""
    if name in plan.capacities:
        return plan.capacities[name].name(language)
    purse = purse_of(name)
    source = plan.sources.get(purse.source)
    return _("Ceiling of %(source)s") % {"source": source.name(language) if source else name}


def supply_note(reason: Reason) -> str:
    """The time it refused, who had it then, and whose finish brought more."""
    found = []
    if reason.refused:
        since, until = reason.refused
        span = {"since": month(since), "until": month(until)}
        found.append(_("not enough free %(since)s – %(until)s") % span)
    if reason.holders:
        found.append(_("taken by %(who)s") % {"who": _listed(reason.holders)})
    if reason.suppliers:
        found.append(_("more once %(who)s has finished") % {"who": _listed(reason.suppliers)})
    return "; ".join(found)


def neighbour_of(reason: Reason) -> str:
    """The activity to look at next: one that brings more, else one that has it."""
    return next(iter((*reason.suppliers, *reason.holders)), "")


def _listed(keys: Iterable[str]) -> str:
    keys = list(keys)
    listed = ", ".join(keys[:MOST_NAMED])
    if len(keys) <= MOST_NAMED:
        return listed
    return _("%(first)s and %(count)s more") % {"first": listed, "count": len(keys) - MOST_NAMED}
