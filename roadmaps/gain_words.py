"""Changes that would bring a date forward, as sentences made only from the engine's terms."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.templatetags.ui import day, month
from engine.gain import Answer, Step
from engine.plan import Plan
from engine.records import Step as SupplyStep
from roadmaps.templatetags.plan_words import length


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """One answer: each of its changes in a sentence, and what came of them when tried."""

    steps: Sequence[str]
    outcome: str


def answer_words(plan: Plan, answer: Answer, language: str) -> AnswerWords:
    """The answer in the language of the request."""
    values = {"date": day(answer.date), "days": answer.gained, "finish": day(answer.finish)}
    pattern = _("%(date)s, %(days)s days earlier; the plan finishes %(finish)s")
    return AnswerWords(
        [step_words(plan, step, language) for step in answer.steps], pattern % values
    )


def step_words(plan: Plan, step: Step, language: str) -> str:
    """One change, said as what to do."""
    move, size = step.move, step.size
    values = {"size": str(length(size, move.unit)) if move.unit else ""}
    match move.verb:
        case "shorten":
            values["name"] = plan.activities[move.key].name(language)
            return _("“%(name)s” takes %(size)s less") % values
        case "lag" | "overlap":
            link = plan.links[move.key]
            values["before"] = plan.activities[link.before].name(language)
            values["after"] = plan.activities[link.after].name(language)
            if move.verb == "lag":
                return _("%(size)s less waiting between “%(before)s” and “%(after)s”") % values
            return _("“%(after)s” overlaps “%(before)s” by %(size)s more") % values
        case "calendar":
            values["name"] = plan.activities[move.key].name(language)
            values["calendar"] = plan.calendars[move.value].name(language)
            return _("“%(name)s” is worked on the calendar “%(calendar)s”") % values
        case "constraint":
            values["name"] = plan.activities[move.key].name(language)
            return _("The date set for “%(name)s” is %(size)s earlier") % values
        case "loosen":
            values["name"] = plan.activities[move.key].name(language)
            return _("“%(name)s” need not be as late as possible") % values
        case "at_least":
            values["name"] = plan.gates[move.key].name(language)
            values["count"] = str(step.change.values["at_least"])
            return _("Gate “%(name)s” asks for %(count)s finished activities only") % values
        case "supply":
            return _supply_words(plan, step, language)
        case "ceiling":
            ceiling, values["size"] = plan.ceilings[move.key], f"{size} %"
            values["name"] = plan.sources[ceiling.source].name(language)
            if ceiling.year is None:
                return _("The ceiling of “%(name)s” is %(size)s higher") % values
            values["year"] = str(ceiling.year)
            return _("The ceiling of “%(name)s” for %(year)s is %(size)s higher") % values
        case "window":
            window = plan.windows[move.key]
            values["name"] = plan.conditions[window.condition].name(language)
            return _("Assuming that “%(name)s” holds %(size)s sooner") % values
    return _("The plan starts %(size)s earlier") % values


def _supply_words(plan: Plan, step: Step, language: str) -> str:
    """So much more of a capacity, and from when on."""
    move = step.move
    level = plan.steps[move.key] if move.kind == "step" else plan.capacities[move.key]
    capacity = plan.capacities[level.capacity if isinstance(level, SupplyStep) else level.key]
    amount = f"{step.size:,} {capacity.unit}".strip()
    values = {"name": capacity.name(language), "amount": amount, "date": month(level.since)}
    return _("“%(name)s” supplies %(amount)s more from %(date)s") % values
