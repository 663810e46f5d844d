"""The texts of the chart, handed to its scripts: they hold patterns with {names}, and no words."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def chart_words() -> dict[str, str]:
    """Every text the chart needs, in the language of the request."""
    return {**_chart(), **_bars(), **_answers(), **_conflicts()}


def _chart() -> dict[str, str]:
    return {
        "chart": _("Staged roadmap as a chart. Arrow keys walk from bar to bar."),
        "corner": _("Lanes"),
        "today": _("Today"),
        "band_title": _("Can't start: conditions not met"),
        "band_note": _("{count} without a date; the width shows the duration"),
        "lane_fold": _("{lane}, {summary}: fold or unfold"),
        "costs": _("Cost by year"),
        "costs_note": _("dark: funds with a ceiling, line: their ceilings"),
        "costs_unit": _("{currency} bn, {price_year} prices"),
        "costs_unit_undated": _("{currency} bn, price year unknown"),
        "cost_over": "{amount} (+{over})",
        "cost_undated": _("No year: {amount}"),
        "found": _("{count} found"),
        "strip_more": _("Show {count} more measures"),
        "strip_fewer": _("Show fewer measures"),
        "close": _("Close"),
    }


def _bars() -> dict[str, str]:
    return {
        "bar_where": _("{name}. {lane}, {stage}."),
        "bar_dates": _("From {start} to {finish}."),
        "bar_blocked": _("Can't start, so it has no date; takes {length}."),
        "bar_partly": _("Some of its activities can't start."),
        "bar_verdict": _("Sanctions: {verdict}."),
        "bar_critical": _("On the critical path."),
        "bar_slack": _("Float {slack}."),
        "bar_ranges": _("Finish in simulation: P10 {p10}, P50 {p50}, P90 {p90}."),
        "no_such_date": _("no such date"),
        "months": _("{count} months"),
        "days": _("{count} days"),
        "verdict_none": _("No sanctions condition (not screened)"),
        "verdict_conditional": _("Conditional"),
        "verdict_barred": _("Barred at present"),
        "verdict_unknown": _("Not assessed"),
    }


def _answers() -> dict[str, str]:
    return {
        "moved": _("{count} dates have changed."),
        "moved_none": _("Saved. No date has changed."),
        "undo_done": _("Taken back."),
        "redo_done": _("Done again."),
        "no_ranges": _(
            "No finished simulation of this revision and scenario. Start one under “Ranges”."
        ),
        "held": _("“{name}” stands in {start}, not in {wanted}: see why in the panel."),
        "cannot_move": _("Nothing in this project can be moved by itself."),
        "no_answer": _("The server did not answer. Nothing was changed; please try again."),
        "show_newest": _("Show it"),
    }


def _conflicts() -> dict[str, str]:
    return {
        "conflict_title": _("Somebody else changed this first"),
        "conflict_who": _("{who} saved revision {revision} ({when})."),
        "conflict_field": _("What"),
        "conflict_their_value": _("Theirs"),
        "conflict_my_value": _("Mine"),
        "conflict_theirs": _("Show the newest"),
        "conflict_mine": _("Apply mine again"),
        "somebody": _("Somebody"),
        "no_value": _("(none)"),
        "field_constraint": pgettext("field", "date constraint"),
        "field_constraint_date": pgettext("field", "date"),
        "field_duration": pgettext("field", "duration"),
        "field_lag": pgettext("field", "lag"),
        "field_type": pgettext("field", "type"),
        "field_since": pgettext("field", "first day"),
        "field_until": pgettext("field", "last day"),
        "field_low": pgettext("field", "earliest first day"),
        "field_high": pgettext("field", "latest first day"),
        "value_start_no_earlier_than": _("start no earlier than"),
        "value_remove": _("removed"),
        "value_change": _("changed"),
        "value_add": _("added"),
    }
