"""An edit that is kept beside the plan instead: the app that keeps drafts registers how."""

from collections.abc import Callable, Sequence

from django.utils.module_loading import import_string

from accounts.models import User
from engine.changes import Change
from roadmaps.models import Roadmap

#: Keeps the changes, with the reason given, and says at which address they are now.
Keep = Callable[[Roadmap, Sequence[Change], str, User], str]

_ways: list[str] = []


def register(path: str) -> None:
    """Let "app.module.function" (a Keep) take what is saved as a draft."""
    if path not in _ways:
        _ways.append(path)


def keep_beside(roadmap: Roadmap, changes: Sequence[Change], reason: str, by: User) -> str:
    """The plan stays as it is; refused as an edit would be."""
    keep: Keep = import_string(_ways[0])
    return keep(roadmap, changes, reason, by)
