"""Why dates are what they are, as far as the page may say: what is withheld has no name here."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from engine.answer import Reason
from engine.networks import relief_level
from reports.frame import Frame
from reports.reasons import gain, why
from reports.writing import quoted

#: Reasons that name nothing but a day.
OF_ITSELF = frozenset({"constraint", "actual", "plan_start", "status_date"})


def of_activity(frame: Frame, key: str) -> list[str]:
    """The binding reasons of one activity, and what would be won without them."""
    found = frame.schedule[key]
    if found.blocked:
        return []
    told = _once(_sentence(frame, key, reason) for reason in found.reasons)
    won = gain(found.runner_up)
    return [*told[:-1], f"{told[-1]} ({won})"] if told and won else told


def of_project(frame: Frame, work: Sequence[str]) -> list[str]:
    """Why a project does not start earlier: the reasons of its first work, which `work` begins."""
    first = frame.schedule[work[0]]
    if first.blocked:
        return []
    together = [key for key in work if frame.schedule[key].start == first.start]
    return _once(line for key in together for line in of_activity(frame, key))


def waits_for(frame: Frame, work: Iterable[str]) -> list[str]:
    """What keeps the blocked part of a project without dates."""
    conditions: dict[str, None] = {}
    gates: dict[str, None] = {}
    for key in work:
        conditions.update(dict.fromkeys(frame.schedule[key].blocked_by))
        gates.update(dict.fromkeys(frame.schedule[key].blocked_gates))
    told = [_condition(frame, key) for key in conditions]
    told += [_gate(frame, key) for key in gates]
    return _once(told)


def _sentence(frame: Frame, key: str, reason: Reason) -> str:
    if _may_be_named(frame, reason):
        return why(frame, key, reason)
    return _("Waits for work that this page does not show")


def _may_be_named(frame: Frame, reason: Reason) -> bool:
    """Whether what the reason points at is in the plan that is shown."""
    source, plan = reason.source or "", frame.plan
    match reason.kind:
        case "link" | "max_lag":
            return source in plan.links
        case "need":
            return source in plan.activities
        case "gate":
            return source in plan.gates
        case "condition":
            return bool(relief_level(source)) or source in plan.conditions
    return reason.kind in OF_ITSELF


def _condition(frame: Frame, key: str) -> str:
    if relief_level(key) or key in frame.plan.conditions:
        return frame.condition_name(key)
    return _("a condition that this page does not show")


def _gate(frame: Frame, key: str) -> str:
    if key not in frame.plan.gates:
        return _("a gate that this page does not show")
    name = quoted(frame.plan.gates[key].name(frame.language), frame.language)
    return _("Gate %(name)s") % {"name": f"{key} {name}"}


def _once(sentences: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(sentences))
