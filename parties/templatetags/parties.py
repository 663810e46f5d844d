"""Words of states, grades and features; and the parties of one project for the pages beneath."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import pgettext_lazy

from core import sight
from engine.parties.values import Grade
from engine.problems import Problem
from parties.queries.standing import State, board_of
from parties.words import WORDS
from roadmaps.schedules import whole_plan_of

register = template.Library()

STATES = {
    State.SAME: pgettext_lazy("party state", "decided: the same as a listed party"),
    State.UNDECIDED: pgettext_lazy("party state", "candidates to be decided"),
    State.MORE: pgettext_lazy("party state", "more is needed to tell"),
    State.UNSCREENED: pgettext_lazy("party state", "not held against the lists"),
    State.OLD_LISTS: pgettext_lazy("party state", "held against lists older than 30 days"),
    State.NO_CANDIDATE: pgettext_lazy("party state", "no matching candidate (in the lists held)"),
    State.OTHERS: pgettext_lazy("party state", "candidates decided: none the same"),
}
GRADES = {
    Grade.AGREES: pgettext_lazy("grade", "agrees"),
    Grade.NEAR: pgettext_lazy("grade", "near"),
    Grade.DIFFERS: pgettext_lazy("grade", "differs"),
    Grade.UNKNOWN: pgettext_lazy("grade", "unknown"),
}
FEATURES = {
    "hangul": pgettext_lazy("feature", "Name in Hangul"),
    "rr": pgettext_lazy("feature", "Name by the Revised Romanization"),
    "mr": pgettext_lazy("feature", "Name by McCune–Reischauer"),
    "latin": pgettext_lazy("feature", "Name in Latin letters"),
    "alias": pgettext_lazy("feature", "Other names"),
    "date": pgettext_lazy("feature", "Founded or born"),
    "country": pgettext_lazy("feature", "Country"),
    "identifier": pgettext_lazy("feature", "Number"),
    "address": pgettext_lazy("feature", "Address"),
}
HOW = {
    "same": pgettext_lazy("nearness", "the same"),
    "northern": pgettext_lazy("nearness", "the same in Northern spelling"),
    "sounds": pgettext_lazy("nearness", "sounds the same, spelt otherwise"),
    "letters": pgettext_lazy("nearness", "few letters differ"),
    "year": pgettext_lazy("nearness", "by the year"),
}
#: States that ask somebody to do something.
PRESSING = {State.SAME, State.UNDECIDED, State.MORE, State.UNSCREENED, State.OLD_LISTS}


@register.inclusion_tag("parties/_of_project.html", takes_context=True)
def parties_of_project(context: Mapping[str, Any], project: str) -> dict[str, Any]:
    """The parties of a project with their states: `{% parties_of_project project.key %}`."""
    plan = context["request"].plan
    board = board_of(plan, whole_plan_of(plan))
    standings = [
        each
        for each in board.standings
        if any(place.project == project for place in each.party.places)
    ]
    may_name = sight.here().parties
    return {"plan": plan, "standings": standings, "board": board, "may_name": may_name}


@register.filter
def state_words(state: State) -> str:
    return str(STATES[state])


@register.filter
def is_pressing(state: State) -> bool:
    return state in PRESSING


@register.filter
def grade_words(grade: Grade) -> str:
    return str(GRADES[grade])


@register.filter
def feature_words(name: str) -> str:
    return str(FEATURES[name])


@register.filter
def how_words(how: str) -> str:
    return str(HOW.get(how, ""))


@register.filter
def party_sentence(problem: Problem) -> str:
    """Why it was refused."""
    return str(WORDS[problem.code]) % {"about": ", ".join(problem.about), **problem.values}
