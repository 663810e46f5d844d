"""What people are told of besides comments and edits, and which app has the words for it.

An app registers its topics in `AppConfig.ready`: a module with the functions of `Words`, and, for
what comes due by the calendar, a function that says what is due today (`Due`). So *when is who
told of what, once* stands in one place, and each app says only what it knows.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import Any, Protocol, cast

from django.utils.module_loading import import_string

from accounts.models import User
from engine.plan import HEADER
from roadmaps.models import Roadmap
from talk.models import Occasion


class Words(Protocol):
    """How an app tells of its occasions, in the language of the request."""

    def sentence(self, occasion: Occasion) -> str:
        """What happened, or is due, in one sentence."""

    def place(self, occasion: Occasion) -> str:
        """The address of the page it is about."""

    def stands(self, occasion: Occasion, person: User) -> bool:
        """Whether it is still so, and still this person's matter; else no letter tells of it."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something a plan's people are to be told of now, unless they have been."""

    plan: Roadmap
    topic: str
    identity: str
    to: Iterable[User]
    about: str = f"{HEADER}:{HEADER}"
    values: Mapping[str, Any] = field(default_factory=dict)
    by: User | None = None


_WORDS: dict[str, str] = {}
_DUE: list[str] = []


def register(module: str, *topics: str, due: str = "") -> None:
    """Let `module` tell of these topics; `due` names its function of what is due on a day."""
    _WORDS.update(dict.fromkeys(topics, module))
    if due and f"{module}.{due}" not in _DUE:
        _DUE.append(f"{module}.{due}")


def words_of(topic: str) -> Words:
    return cast("Words", import_module(_WORDS[topic]))


def due_sources() -> list[Callable[[date], Iterable[Due]]]:
    return [import_string(path) for path in _DUE]
