"""One long-lived program under the supervisor: its log, its restarts, its end."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from launcher import leash
from launcher.telling import tell
from launcher.words import words

KEPT_LOGS = 3
LONGEST_DELAY = 30.0
# A child that lived this long was well; its next fall is the first again.
WELL_AFTER = 60.0


@dataclass
class Child:
    """A program that should be running. `before` tidies up what its last life left behind."""

    name: str
    command: Sequence[str | Path]
    env: Mapping[str, str]
    log: Path
    cwd: Path | str = "/"
    user: int | None = None
    ask_to_end: signal.Signals = signal.SIGTERM
    at_our_death: signal.Signals = signal.SIGKILL
    patience: float = 10.0
    before: Callable[[], None] | None = None
    falls: int = 0
    due: float | None = None
    started: float = 0.0
    asked: bool = False
    program: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it, with the earlier logs moved aside."""
        if self.before:
            self.before()
        if self.falls == 0:
            _move_logs(self.log)
        with open(self.log, "ab", opener=_private) as output:
            self.program = leash.start(
                self.command,
                env=self.env,
                output=output,
                cwd=self.cwd,
                user=self.user,
                at_our_death=self.at_our_death,
            )
        self.started, self.due, self.asked = time.monotonic(), None, False

    def look(self) -> None:
        """Start it again if it has ended, later each time it falls."""
        if self.program is None or self.program.poll() is None:
            return
        if self.due is None:
            leash.end_group(self.program.pid)
            lived = time.monotonic() - self.started
            self.falls = 1 if lived > WELL_AFTER else self.falls + 1
            delay = min(LONGEST_DELAY, 2.0 ** (self.falls - 1))
            self.due = time.monotonic() + delay
            how = how_it_ended(self.program.returncode)
            tell("restarting", name=self.name, how=how, delay=round(delay), log=self.log)
        elif time.monotonic() >= self.due:
            self.start()

    def ask(self) -> None:
        """Ask it to end, without waiting. Celery takes a second request for impatience."""
        if self.program and not self.asked and self.program.poll() is None:
            self.asked = True
            with contextlib.suppress(ProcessLookupError):
                self.program.send_signal(self.ask_to_end)

    def end(self) -> None:
        """End it and everything it started."""
        if self.program:
            self.ask()
            leash.end(self.program, None, self.patience)
            self.program = None


def how_it_ended(code: int) -> str:
    """As people say it."""
    return words("signal", number=-code) if code < 0 else words("exit_code", number=code)


def _move_logs(log: Path) -> None:
    for number in range(KEPT_LOGS, 0, -1):
        earlier = log if number == 1 else log.with_name(f"{log.name}.{number - 1}")
        if earlier.exists():
            earlier.replace(log.with_name(f"{log.name}.{number}"))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
