"""The words of the procedure that stand in no table: requirements, clocks, tracks, their states."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as context

REQUIREMENT_NAMES: Mapping[str, Promise] = {
    "feasible": _("1. Feasible and specific"),
    "no_dispute": _("2. No cause of dispute between South and North"),
    "no_competition": _("3. No serious competition with a running project"),
    "capability": _("4. A record in the field, or capital, technology and experience"),
    "no_harm": _("5. No clear harm to national security, public order or welfare"),
}
REQUIREMENT_HELP: Mapping[str, Promise] = {
    "feasible": _("Goods, quantities, dates, money and who does what, as in the project plan."),
    "no_dispute": _("What was agreed about disputes: the clause, the court, the law that applies."),
    "no_competition": _("Say what the search found and how the projects differ."),
    "capability": _("The lead body's earlier projects, own capital, technology and staff."),
    "no_harm": _("The memorandum on security: strategic goods, data, people, order and welfare."),
}
ANSWER_NAMES: Mapping[str, Promise] = {
    "met": context("requirement", "met"),
    "not_met": context("requirement", "not met"),
}
CLOCK_NAMES: Mapping[str, Promise] = {
    "contact": _("Acceptance of the contact"),
    "visit": _("Approval of the visit"),
    "approval": _("Approval of the project"),
    "carry": _("Carrying approval"),
    "transport_irregular": _("Transport approval (irregular)"),
    "transport_regular": _("Transport approval (regular)"),
    "suspension": _("Suspension"),
    "council": _("Meeting of the Council"),
    "permit": _("Last day of the permit"),
    "idle": _("Three years without performance"),
    "report_accept_contact": _("Report on the contact"),
    "report_approve_visit": _("Report on the visit"),
    "report_approve": _("Report of the start"),
    "report_resolve_and_approve": _("Report of the start"),
    "report_report_start": _("Report of progress"),
    "amount_into": _("Total carried into the North (± 10 %)"),
    "amount_out": _("Total carried out of the North (± 10 %)"),
}
CLOCK_STATES: Mapping[str, Promise] = {
    "running": context("deadline", "running"),
    "due": context("deadline", "due within 60 days"),
    "breached": context("deadline", "missed"),
}
TRACK_NAMES: Mapping[str, Promise] = {
    "feasibility": context("track", "Feasibility"),
    "legal": context("track", "Legal"),
    "finance": context("track", "Finance"),
    "construction": context("track", "Construction"),
    "operation": context("track", "Operation"),
}
SUPPORT_NAMES: Mapping[str, Promise] = {
    "grant": context("fund", "grant"),
    "trade_loan": context("fund", "trade loan"),
    "project_loan": context("fund", "loan for a cooperation project"),
}
