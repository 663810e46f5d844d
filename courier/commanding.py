"""What the commands share: whose name they act in, and a refusal as the command's words.

They are for stations where nobody opens the page: a host at the border of two networks.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import Refused
from courier.words import WORDS
from engine.problems import BrokenPlan, Problem


def person(name: str) -> User:
    """Who a command acts as: their rights count, and the log names them."""
    found = User.objects.filter(username=name, is_active=True).first()
    if found is None:
        raise CommandError(_("There is nobody called %(name)s.") % {"name": name})
    return found


@contextmanager
def in_words() -> Iterator[None]:
    """A refusal becomes the command's last words."""
    try:
        yield
    except (Refused, BrokenPlan) as refused:
        faults = "\n".join(_sentence(problem) for problem in refused.problems)
        raise CommandError(f"{faults}\n{_('Nothing was written.')}") from refused
    except OSError as error:
        raise CommandError(str(error)) from error


def _sentence(problem: Problem) -> str:
    values = {"about": ", ".join(problem.about), **problem.values}
    words = WORDS.get(problem.code)
    return str(words) % values if words else f"{problem.code}: {values['about']}"
