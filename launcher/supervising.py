"""Watching the children: start in order, restart what falls, end all of them."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
from collections.abc import Callable, Iterator
from types import FrameType

from launcher import leash
from launcher.children import Child
from launcher.installing import last_lines
from launcher.telling import CannotStart

MOST_FALLS_AT_START = 5


class Supervisor:
    """The children in the order of their starting; they end in the opposite order."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.parent = os.getppid()

    def start(self, *children: Child) -> None:
        """Start them and keep them running from now on."""
        for child in children:
            self.children.append(child)
            child.start()

    def wait_for(self, child: Child, is_ready: Callable[[], bool], patience: float) -> None:
        """Until `child` serves; with its own words if it can't."""
        until = time.monotonic() + patience
        while not is_ready():
            self.look()
            if time.monotonic() > until:
                raise CannotStart(
                    "service_failed", name=child.name, log=child.log, detail=last_lines(child.log)
                )
            time.sleep(0.05)

    def look(self) -> None:
        """Restart what fell. During the start, five falls of one child are enough."""
        for child in self.children:
            child.look()
            if child.falls >= MOST_FALLS_AT_START and child.due:
                raise CannotStart(
                    "keeps_ending", name=child.name, log=child.log, detail=last_lines(child.log)
                )

    def watch(self) -> None:
        """For ever: sleep until a child ends or a restart is due."""
        with _woken_by_children() as wake:
            while True:
                for child in self.children:
                    child.look()
                select.select([wake], [], [], 1.0)
                with contextlib.suppress(BlockingIOError):
                    os.read(wake, 4096)
                # `make` was killed: nobody is left to press Ctrl-C.
                if "MAKELEVEL" in os.environ and os.getppid() != self.parent:
                    raise leash.Stopped(signal.SIGHUP)

    def end(self, *, servers: int = 0) -> None:
        """End all: first whoever uses the servers, together, then the servers, last one first."""
        users = self.children[servers:]
        for child in users:
            child.ask()
        for child in [*reversed(users), *reversed(self.children[:servers])]:
            child.end()
        self.children.clear()


@contextlib.contextmanager
def _woken_by_children() -> Iterator[int]:
    def noticed(number: int, frame: FrameType | None) -> None:
        """The byte in the pipe is all that is needed."""

    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    os.set_blocking(writing, False)
    before = signal.signal(signal.SIGCHLD, noticed)
    earlier = signal.set_wakeup_fd(writing)
    try:
        yield reading
    finally:
        signal.set_wakeup_fd(earlier)
        signal.signal(signal.SIGCHLD, before)
        os.close(reading)
        os.close(writing)
