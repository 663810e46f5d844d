"""Talking to the terminal: what is being done, after how many seconds, and why it stopped."""

from __future__ import annotations

import os
import sys
import time

from launcher.words import words


class CannotStart(Exception):
    """A reason to stop that its reader can do something about."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(words(code, **values))


def tell(code: str, **values: object) -> None:
    """One line of progress with the seconds since the command was given."""
    say(f"[{elapsed():6.1f} s] {words(code, **values)}")


def say(line: str) -> None:
    """One line as it is. A reader that went away must not stop the servers."""
    try:
        print(line, flush=True)  # noqa: T201 - this is the terminal's voice
    except (BrokenPipeError, UnicodeEncodeError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - kept for good


def elapsed() -> float:
    """Seconds since the command was given, also across the change of interpreter."""
    now = time.time()
    return now - float(os.environ.setdefault("LAUNCHED_AT", repr(now)))
