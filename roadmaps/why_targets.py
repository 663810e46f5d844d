"""Why an activity, a gate, a stage or the plan has the date it has: answers in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.templatetags.ui import month
from engine.answer import Why
from engine.gain import Target
from engine.plan import Plan
from engine.schedule import Schedule
from roadmaps.reasons import LONGEST_CHAIN, Explanation, ReasonWords, explain

KINDS = ("activity", "gate", "stage", "plan")


@dataclass(frozen=True, slots=True)
class Whys:
    """Why a date is not earlier; and why the latest it may be is what it is, if it has one."""

    name: str
    early: Explanation
    late: Explanation | None


def target_of(plan: Plan, kind: str, key: str, edge: str = "") -> Target | None:
    """The target of this name; None where the plan has none. Of an activity its start is meant."""
    known = {"activity": plan.activities, "gate": plan.gates, "stage": plan.stages}
    if kind not in KINDS or (kind != "plan" and key not in known[kind]):
        return None
    if edge not in {"start", "finish"} or kind == "gate":
        edge = "start" if kind == "activity" else "finish"
    return Target(kind, "" if kind == "plan" else key, edge)  # type: ignore[arg-type]  # checked


def name_of(plan: Plan, target: Target, language: str) -> str:
    """What the target is called."""
    if target.kind == "plan":
        return plan.header.name(language)
    named = plan.find(target.kind, target.key)
    return str(getattr(named, "name")(language) or target.key)  # noqa: B009


def whys_of(plan: Plan, schedule: Schedule, target: Target, scenario: str, language: str) -> Whys:
    """Everything the page says about the target's date; its words are the engine's terms only."""
    name = name_of(plan, target, language)
    words = ReasonWords(plan, scenario, language)
    late = late_of(plan, schedule, target, scenario, language)
    if target.kind == "activity":
        return Whys(name, explain(plan, schedule, target.key, scenario, language), late)
    if target.kind == "gate":
        return Whys(name, _gate(plan, schedule, target.key, words), late)
    why = why_early(plan, schedule, target)
    if why.date is None:
        sentence = _("Nothing in it has a date under this scenario.")
        return Whys(name, Explanation(sentence, (), (), ()), None)
    sentence = _("Its last date is %(date)s.") % {"date": month(why.date)}
    return Whys(name, _explained(words, why, sentence), None)


def why_early(plan: Plan, schedule: Schedule, target: Target) -> Why:
    """The engine's own answer: why the target's date is not earlier."""
    if target.kind == "activity":
        return schedule.why(target.key)
    if target.kind == "gate":
        return schedule.why_gate(target.key)
    members = target.members(plan)
    return schedule.why_start(members) if target.edge == "start" else schedule.why_finish(members)


def why_late(schedule: Schedule, target: Target) -> Why | None:
    """Why the target may be no later than its late date; None where it has none of its own."""
    if target.kind == "activity":
        return schedule.why_late(target.key)
    return schedule.why_gate_late(target.key) if target.kind == "gate" else None


def late_of(
    plan: Plan, schedule: Schedule, target: Target, scenario: str, language: str
) -> Explanation | None:
    """What demands a late date, in words; nothing about what is over, or never comes."""
    why = why_late(schedule, target)
    if why is None or why.date is None or why.reasons[0].kind == "actual":
        return None
    words = ReasonWords(plan, scenario, language, is_late=True)
    if target.kind == "gate":
        sentence = _("It must open by %(date)s at the latest.") % {"date": month(why.date)}
    elif plan.activities[target.key].actual_start:
        sentence = _("Its remaining work must go on by %(date)s at the latest.") % {
            "date": month(why.date)
        }
    else:
        sentence = _("It must start by %(date)s at the latest.") % {"date": month(why.date)}
    return _explained(words, why, sentence)


def _gate(plan: Plan, schedule: Schedule, key: str, words: ReasonWords) -> Explanation:
    line = schedule.gates[key]
    if line.blocked:
        conditions = [each for each in line.blocked_by if each in plan.conditions]
        names = ", ".join(plan.conditions[each].name(words.language) for each in conditions)
        pattern = _("It does not open under this scenario: “%(what)s” never holds.")
        sentence = (
            pattern % {"what": names} if names else _("It does not open under this scenario.")
        )
        return Explanation(sentence, (), (), ())
    sentence = _("It opens in %(date)s.") % {"date": month(line.date)}
    return _explained(words, schedule.why_gate(key), sentence)


def _explained(words: ReasonWords, why: Why, sentence: str) -> Explanation:
    lines = tuple(words.line(reason, is_binding=True) for reason in why.reasons)
    if why.runner_up:
        lines += (words.line(why.runner_up, is_binding=False),)
    chain = tuple(words.step(step) for step in why.chain[:LONGEST_CHAIN])
    return Explanation(f"{sentence} {_held(words, why)}".strip(), lines, chain, ())


def _held(words: ReasonWords, why: Why) -> str:
    """What would have to fall for the date to move."""
    names = ", ".join(f"“{words.name(reason)}”" for reason in why.reasons)
    if not why.releases:
        return _("Decided by %(what)s.") % {"what": names}
    ways = "; ".join(words.way(release) for release in why.releases)
    if len(why.releases) > 1:
        return _("Any one of these would be enough to move it: %(ways)s.") % {"ways": ways}
    return _("It would take %(ways)s to move it.") % {"ways": ways}
