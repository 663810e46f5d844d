"""What permits, their states and those who grant them are called."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as context

WORDS: dict[str, Promise] = {
    "application_without_date": _("%(about)s: say on which day it was applied for."),
    "forecast_without_facts": _(
        "%(about)s: a forecast needs the day of application, the likely days to a decision, and "
        "the last day it would be valid."
    ),
    "grant_is_recorded": _(
        "%(about)s is granted: only a compliance officer or an owner may widen what it covers."
    ),
    "grant_without_dates": _("%(about)s: say from which day to which day it is granted."),
    "grant_without_route": _(
        "%(about)s names measures: say by which route of their text it was granted."
    ),
    "lead_time_crooked": _(
        "%(about)s: the days to a decision must go from the fewest over the likely to the most."
    ),
    "line_outside_scope": _(
        "%(about)s: the goods line %(line)s belongs to project %(project)s, which it does not "
        "cover."
    ),
    "measure_without_route": _(
        "%(about)s: the text of %(measure)s has no route by which anybody could be asked; it "
        "can't be named here."
    ),
    "no_such_move": _("%(about)s can't go from “%(since)s” to “%(to)s”."),
    "not_a_move": _("%(about)s: a move of a permit tells its state, dates, terms and document."),
    "not_a_route": _(
        "%(about)s: the text of %(measure)s has no route %(route)s. It has: %(routes)s."
    ),
    "not_your_move": _(
        "%(about)s: your role does not record “%(to)s”. What an authority decides is recorded by "
        "a compliance officer or an owner, the applicant's own steps by a planner or an owner."
    ),
    "permit_upside_down": _("%(about)s is valid until %(until)s, before it begins on %(since)s."),
    "route_without_measure": _("%(about)s: name the measures whose text has the route %(route)s."),
}

Words = Mapping[Any, Promise | str]

PERMIT_SORTS: Words = {
    "exemption": context("permit", "sanctions exemption"),
    "licence": context("permit", "licence or classification"),
    "carrying_out": context("permit", "carrying-out approval"),
    "carrying_in": context("permit", "carrying-in approval"),
    "project_approval": context("permit", "approval of the cooperation project"),
    "project_report": context("permit", "report of the cooperation project"),
    "council": context("permit", "decision of the Promotion Council"),
    "other": context("permit", "other permission"),
}
PERMIT_STATES: Words = {
    "draft": context("permit state", "draft"),
    "applied": context("permit state", "applied for"),
    "supplement": context("permit state", "supplement asked"),
    "granted": context("permit state", "granted"),
    "refused": context("permit state", "refused"),
    "withdrawn": context("permit state", "withdrawn"),
    "lapsed": context("permit state", "lapsed"),
    "used_up": context("permit state", "used up"),
}
AUTHORITIES: Words = {
    "un_1718": context("authority", "1718 Committee"),
    "mou": context("authority", "Ministry of Unification"),
    "council": context("authority", "Inter-Korean Exchange and Cooperation Promotion Council"),
    "kosti": context("authority", "Korean Security Agency of Trade and Industry"),
    "us_ofac": context("authority", "United States licensing authority"),
    "eu_member": context("authority", "Authority of a member state of the European Union"),
    "other": context("authority", "other authority"),
}
