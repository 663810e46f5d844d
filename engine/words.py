"""The English sentence for every fault of a network, for the command line and for logs."""

from engine.problems import Problem

SENTENCES = {
    "bad_arguments": "The command is not understood: {reason}.",
    "bad_date": "The date {value!r} of {field} is not a calendar date written YYYY-MM-DD.",
    "bad_json": "This is not JSON: {reason}.",
    "bad_hours": "{value} is no period of a day: two times hh:mm, the earlier first.",
    "bad_moment": "The moment {value!r} of {field} is not written YYYY-MM-DDThh:mm.",
    "bad_month_day": "{value} is no day of a year; a closure's days are written MM-DD.",
    "beyond_horizon": "These activities end after the last year a calendar knows, 9999.",
    "circular_calendars": "These calendars are made of each other in a circle: {calendars}.",
    "circular_links": "These wait for each other in a circle.",
    "constraint_with_date": "The constraint {kind} takes no date.",
    "constraint_without_date": "The constraint {kind} needs a date.",
    "correlated_twice": "The duration can move together with those of one group, not of two.",
    "duplicate_activity": "Two activities have this id.",
    "duplicate_budget": "The source has two ceilings for {year}.",
    "duplicate_condition": "Two conditions have this id.",
    "duplicate_gate": "Two gates have this id.",
    "duplicate_group": "Two groups have this id.",
    "duplicate_link": "Two links have this id.",
    "empty_calendar": "This calendar has no working time: no weekday and season is left open.",
    "finer_than_a_day": 'The unit {unit} needs the resolution "minute".',
    "finish_before_start": "The actual finish {finish} lies before the actual start {start}.",
    "finish_without_start": "There is an actual finish but no actual start.",
    "impossible_day": "A workday has 1 to 1440 minutes, not {minutes}.",
    "impossible_correlation": "A correlation lies between 0 and 1: {value} does not.",
    "impossible_draws": "The number of draws must lie between 1 and {most}: {draws} does not.",
    "impossible_gate": "The gate asks for {at_least} of {needs} needs.",
    "missing_field": "The field {field} is missing.",
    "negative_benefit": "The benefit {value} is negative.",
    "needs_days": 'Supplies are shared out by days: {asked} needs the resolution "day".',
    "negative_budget": "The budget of {year} is negative.",
    "negative_capacity": "A capacity cannot be negative.",
    "negative_cost": "The cost borne by {source} is negative.",
    "negative_demand": "What it takes of {capacity}, or adds to it, is negative.",
    "negative_duration": "The duration {duration} is negative.",
    "negative_exposure": "Money, people, goods and days to wind down cannot be negative.",
    "negative_remaining": "The remaining duration {remaining} is negative.",
    "negative_seed": "A seed is a whole number from 0 on, not {seed}.",
    "not_a_probability": "The chance of never, {value}, must lie between 0 and 1.",
    "not_a_share": "The recoverable share, {value}, must lie between 0 and 1.",
    "not_supported_yet": "{field} is part of the format but not supported yet.",
    "not_whole": "{field} must be a whole number, not {value}.",
    "out_of_range": "The value {value} does not lie between {least} and {most}.",
    "range_excludes_date": "The date {since} does not lie between {low} and {high}.",
    "range_excludes_duration": "The duration {duration} does not lie between {low} and {high}.",
    "remaining_after_finish": "A finished activity has no remaining duration.",
    "remaining_without_start": "A remaining duration needs an actual start.",
    "span_too_long": "The span {duration} is longer than any plan.",
    "steps_out_of_order": "The steps of a capacity must follow each other in time.",
    "unknown_activity": "There is no activity {activity}.",
    "unknown_calendar": "There is no calendar {calendar}.",
    "unknown_capacity": "There is no capacity {capacity}.",
    "unknown_choice": "{value} is no choice for {field}.",
    "unknown_condition": "There is no condition {condition}.",
    "unknown_constraint": "There is no kind of constraint {kind}.",
    "unknown_field": "The format knows no field {field} here.",
    "unknown_format": "The format is {format}, not {known}.",
    "unknown_link_kind": "A link is FS, SS, FF or SF, not {kind}.",
    "unknown_objective": "{value!r} is no list of different objectives; there are {known}.",
    "unknown_requirement": "A condition is required throughout or at the start, not {when}.",
    "unknown_scenario": "There is no such scenario; the network knows: {known}.",
    "unknown_unit": "There is no unit {unit} here.",
    "unknown_weekday": "A weekday is 1 (Monday) to 7 (Sunday), not {weekday}.",
    "unreadable_file": "The file cannot be read: {reason}.",
    "window_upside_down": "The window ends on {until}, before it begins on {since}.",
    "wrong_type": "Expected {expected} here.",
}


def sentence(problem: Problem) -> str:
    """What is wrong, in a sentence that begins with what it is about."""
    words = SENTENCES[problem.code].format_map(_Known(problem.values))
    field = problem.values.get("field") if problem.code == "wrong_type" else None
    about = " → ".join((*problem.about, *([str(field)] if field else [])))
    return f"{about}: {words}" if about else words


class _Known(dict[str, object]):
    """Values for a sentence; one that was not given stays visible as a gap, not a crash."""

    def __missing__(self, name: str) -> str:
        return "…"
