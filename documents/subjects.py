"""What a document can be about: a record of the plan, or a thing that an upper app registers."""

from collections.abc import Callable
from typing import cast

from django.utils.module_loading import import_string

from core import sight
from engine.belonging import projects_of
from engine.plan import HEADER, Plan
from engine.records import KINDS
from roadmaps import vocabulary
from roadmaps.models import SCREENERS, Roadmap
from roadmaps.reach import Reach

#: Of a thing's key in a plan: what it is called, or None if the plan has no such thing.
Naming = Callable[[Roadmap, str], str | None]
#: A word for the kind of thing, in the language of the request.
Word = Callable[[], str]

#: Of a thing's key: the project it belongs to, or "" where it is the whole plan's.
Belonging = Callable[[str], str]

_THINGS: dict[str, tuple[Word, str, Belonging]] = {}


def _of_the_plan(key: str) -> str:
    return ""


def register(kind: str, word: Word, path: str, project: Belonging = _of_the_plan) -> None:
    """Let documents be about things of an app: `path` is its Naming, as "app.module.function"."""
    if kind in KINDS:
        raise ValueError(f"{kind} is a kind of plan record")
    _THINGS[kind] = (word, path, project)


def kinds() -> list[str]:
    return [HEADER, *(kind for kind in KINDS if kind != HEADER), *_THINGS]


def kind_word(kind: str) -> str:
    return _THINGS[kind][0]() if kind in _THINGS else vocabulary.kind_name(kind)


def may_attach(reach: Reach, kind: str, key: str) -> bool:
    """Whether somebody attaches files to a thing: in the whole plan, or where the thing lies."""
    return reach.has(SCREENERS, _projects_of(reach.plan, kind, key))


def _projects_of(plan: Plan, kind: str, key: str) -> frozenset[str]:
    if kind in _THINGS:
        return frozenset({_THINGS[kind][2](key)} - {""})
    if kind == HEADER or kind not in KINDS or not plan.has(kind, key):
        return frozenset()
    return projects_of(plan, plan.find(kind, key))


def name_of(roadmap: Roadmap, plan: Plan, kind: str, key: str) -> str | None:
    """What it is called; None for what is not there, or not there any more."""
    with sight.within(roadmap.pk):
        return _name_of(roadmap, plan, kind, key)


def _name_of(roadmap: Roadmap, plan: Plan, kind: str, key: str) -> str | None:
    if kind in _THINGS:
        return cast("Naming", import_string(_THINGS[kind][1]))(roadmap, key)
    if kind == HEADER:
        return roadmap.name if key == HEADER else None
    if kind not in KINDS or key not in plan.of(KINDS[kind]):
        return None
    return vocabulary.name_of(plan, kind, key)
