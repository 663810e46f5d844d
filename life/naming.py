"""What a problem speaks of, by its name in the reader's language: states, papers, roles, days."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.functional import Promise, lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.templatetags.ui import day, in_language
from engine.life.values import REQUIREMENTS, Procedure, Titled
from engine.plan import Plan
from engine.problems import Problem
from life.procedure import procedure
from life.vocabulary import REQUIREMENT_NAMES
from life.words import WORDS
from roadmaps.reach import role_names
from zones.models import Zone

LAWS: Mapping[str, tuple[str, str]] = {
    "act": ("법", "Act"),
    "dec": ("시행령", "Decree"),
    "fund": ("기금법", "Fund Act"),
    "funddec": ("기금법 시행령", "Fund Decree"),
    "fundrule": ("기금법 시행규칙", "Fund Rule"),
}
ARTICLE = re.compile(r"(\d+)((?:-\d+)*)(?:\((\d+)\))?(\d+)?$")


def named(problem: Problem, plan: Plan | None = None) -> Problem:
    """The problem with names for keys; they are looked up when the sentence is read."""
    track = str(problem.values.get("track", ""))
    names = {
        key: value if isinstance(value, Promise) else _lazily(_name, plan, track, key, value)
        for key, value in problem.values.items()
    }
    return replace(problem, values=names)


def sentence(problem: Problem, plan: Plan | None = None) -> str:
    """The problem in the language of the request."""
    found = named(problem, plan)
    values = {"about": ", ".join(found.about), **found.values}
    return str(WORDS[problem.code]) % values


def cited(basis: Iterable[str]) -> str:
    """법 제17조제4항제9호 / Act, art. 17(4)9."""
    return ", ".join(map(_cited, basis))


def state_name(track: str, key: str) -> str:
    return in_language(procedure().tracks[track].states[key])


def event_name(track: str, key: str) -> str:
    """The name of a step; what takes one back is no row of the table."""
    for each in procedure().transitions:
        if (each.track, each.key) == (track, key):
            return in_language(each)
    return _("Step taken back")


def _name(plan: Plan | None, track: str, name: str, value: Any) -> str:
    table = procedure()
    if name in NAMES:
        return NAMES[name](table, track, value)
    if name == "condition" and plan and value in plan.conditions:
        return plan.conditions[value].name(get_language() or "ko") or str(value)
    if name in {"day", "last"}:
        return str(day(value))
    if name in {"most", "found"} and not isinstance(value, str):
        return f"{value:,f}"
    return str(value)


def _titled(rows: Callable[[Procedure], Mapping[str, Titled]]) -> Callable[..., str]:
    def name(table: Procedure, track: str, key: str) -> str:
        found = rows(table).get(key)
        return in_language(found) if found else key

    return name


def _state(table: Procedure, track: str, key: str) -> str:
    states = table.tracks[track].states if track in table.tracks else {}
    return in_language(states[key]) if key in states else key


def _ways(table: Procedure, track: str, keys: Iterable[str]) -> str:
    """States or steps, whichever the keys are of."""
    states = table.tracks[track].states
    names = [_state(table, track, k) if k in states else event_name(track, k) for k in keys]
    return ", ".join(names) or "—"


def _zones(table: Procedure, track: str, keys: Iterable[str]) -> str:
    return ", ".join(in_language(each) for each in Zone.objects.filter(pk__in=list(keys)))


NAMES: Mapping[str, Callable[..., str]] = {
    "state": _state,
    "from": _state,
    "to": _state,
    "ways": _ways,
    "zones": _zones,
    "event": lambda table, track, key: _event(table, key),
    "roles": lambda table, track, roles: role_names(roles),
    "actor": _titled(lambda table: table.actors),
    "document": _titled(lambda table: table.documents),
    "fact": _titled(lambda table: table.facts),
    "requirement": lambda table, track, key: (
        str(REQUIREMENT_NAMES[key]) if key in REQUIREMENTS else key
    ),
}


def _event(table: Procedure, key: str) -> str:
    found = next((each for each in table.transitions if each.key == key), None)
    return in_language(found) if found else key


def _lazily(function: Callable[..., str], *given: Any) -> Any:
    return lazy(function, str)(*given)


def _cited(basis: str) -> str:
    law, _space, article = basis.partition(" ")
    korean, english = LAWS[law]
    found = ARTICLE.match(article)
    if not (get_language() or "ko").startswith("ko") or found is None:
        return f"{english}, art. {article}"
    number, branches, paragraph, item = found.groups()
    text = f"{korean} 제{number}조{''.join(f'의{each}' for each in branches.split('-')[1:])}"
    text += f"제{paragraph}항" if paragraph else ""
    return text + (f"제{item}호" if item else "")
