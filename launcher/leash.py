"""Starting other programs so that none outlives the one that started it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import IO

PR_SET_PDEATHSIG = 1
# Every program we start carries this variable, so that a later start can find what was left over.
MARK = "LAUNCHER_HOME"


class Stopped(BaseException):
    """Ctrl-C, or somebody asked the process to end."""


def stop_on_signals() -> None:
    """Turn the signals that end a program into an exception, so that `finally` runs."""

    def stop(number: int, frame: FrameType | None) -> None:
        ignore_signals()
        raise Stopped(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # `nohup` ignores SIGHUP on purpose; a shell's `&` ignores SIGINT without being asked.
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, stop)


def ignore_signals() -> None:
    """From here on only the tidying up counts."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def start(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    output: IO[bytes] | int,
    cwd: Path | str = "/",
    user: int | None = None,
    at_our_death: signal.Signals = signal.SIGKILL,
    umask: int = 0o077,
    input: int = subprocess.DEVNULL,  # noqa: A002 - as subprocess calls it
) -> subprocess.Popen[bytes]:
    """Start `command` in a session of its own. Call it from the main thread only:
    the kernel counts the death of the starting thread, not of the process."""
    account = pwd.getpwuid(user) if user is not None else None
    return subprocess.Popen(
        [str(part) for part in command],
        stdin=input,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd=cwd,
        env=dict(env),
        start_new_session=True,
        preexec_fn=tied(at_our_death),
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
        umask=umask,
    )


def tied(number: signal.Signals) -> Callable[[], None] | None:
    """What a child does before it becomes its program: ask for this signal at our death."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def tie() -> None:
        prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
        # Our parent may have died between the fork and the line above.
        if os.getppid() != parent:
            os._exit(1)

    return tie


def end(child: subprocess.Popen[bytes], number: signal.Signals | None, patience: float) -> None:
    """Ask the child to end (unless it was asked before), then end its whole session."""
    if child.poll() is None:
        if number is not None:
            child.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(patience)
    end_group(child.pid)
    child.wait()


def end_group(group: int) -> None:
    """End whatever is left in a process group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def leftovers(home: Path) -> list[int]:
    """Processes of an earlier run on the same data folder. Only Linux shows them."""
    wanted = f"{MARK}={home}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if wanted in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
    return [pid for pid in found if pid not in {os.getpid(), os.getppid()}]


def end_leftovers(pids: Sequence[int], patience: float = 3.0) -> None:
    """End them, and wait until they are gone."""
    until = time.monotonic() + patience
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in filter(is_alive, pids):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        while any(map(is_alive, pids)) and time.monotonic() < until:
            time.sleep(0.05)
        until = time.monotonic() + patience


def is_alive(pid: int) -> bool:
    """Whether the process runs; a zombie does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0]
    except FileNotFoundError:
        return not Path("/proc/self").exists() and _answers(pid)
    except ProcessLookupError:
        return False
    return state not in {b"Z", b"X"}


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
