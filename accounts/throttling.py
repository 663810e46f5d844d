"""Guessing passwords is slow: after a few failures a name must wait.

An attempt is written down before the password is looked at, so that attempts made at the same
moment count each other.
"""

from datetime import timedelta

from accounts.models import FailedSignIn
from core import clock
from core.errors import Refused
from engine.problems import Problem

WINDOW = timedelta(minutes=15)
FROM_ONE_ADDRESS = 5
FROM_ANYWHERE = 20


class TooManyAttempts(Refused):
    """This name must wait before anybody may try its password again."""

    status = 429


def admit(username: str, address: str) -> None:
    """Note the attempt; TooManyAttempts if this name has failed too often of late."""
    now = clock.now()
    FailedSignIn.objects.filter(at__lt=now - WINDOW).delete()
    name = _name(username)
    attempt = FailedSignIn.objects.create(username=name, address=address, at=now)
    lately = FailedSignIn.objects.filter(username=name)
    here = lately.filter(address=address)
    if here.count() > FROM_ONE_ADDRESS or lately.count() > FROM_ANYWHERE:
        # What was not tried does not count: waiting ends when the real attempts are old.
        attempt.delete()
        oldest = lately.order_by("at").first()
        left = WINDOW - (now - oldest.at) if oldest else WINDOW
        minutes = max(1, -(-int(left.total_seconds()) // 60))
        raise TooManyAttempts(Problem("too_many_attempts", (), {"minutes": minutes}))


def forgive(username: str) -> None:
    """The person is who they say: earlier failures no longer count."""
    FailedSignIn.objects.filter(username=_name(username)).delete()


def _name(username: str) -> str:
    return username.casefold()[:150]
