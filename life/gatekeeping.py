"""What else keeps a project's gate shut once its preconditions are met: apps above this one say."""

from collections.abc import Callable, Sequence
from typing import cast

from django.utils.functional import Promise
from django.utils.module_loading import import_string

from engine.life.values import MAIN, Transition
from engine.plan import Plan
from engine.problems import Problem
from life.procedure import procedure
from roadmaps.models import Roadmap

#: Of a plan and a project: each thing in the way, in words of the reader's language.
Objecting = Callable[[Roadmap, str], Sequence[Promise]]
#: The phase whose states a project enters when its gate opens.
GATES = "gates"

_ASKED: list[str] = []


def register(path: str) -> None:
    """Have an app asked before a gate opens: `path` is its Objecting, as "app.module.function"."""
    if path not in _ASKED:
        _ASKED.append(path)


def opens_gate(transition: Transition) -> bool:
    """Whether a step says of a project that its preconditions are met, at first or again."""
    states = procedure().tracks[transition.track].states
    return transition.track == MAIN and states[transition.target].phase == GATES


def objections(roadmap: Roadmap, plan: Plan, project: str, transition: Transition) -> list[Problem]:
    """Everything that keeps the gate shut; nothing for a step that opens none."""
    if not opens_gate(transition):
        return []
    return [
        Problem("life_gate_worse", (project,), {"finding": words})
        for path in _ASKED
        for words in cast("Objecting", import_string(path))(roadmap, project)
    ]
