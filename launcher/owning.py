"""One supervisor for one data folder and one port, and how to find the one that runs."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from launcher.places import Places
from launcher.telling import CannotStart


@contextlib.contextmanager
def own(places: Places, url: str) -> Iterator[None]:
    """Hold the folder for as long as the block lasts; the kernel lets go if we are killed."""
    try:
        lock = places.lock.open("a+", encoding="utf-8")
    except PermissionError as error:
        raise CannotStart("not_yours", path=places.root) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _already_running(places) from error
        lock.truncate(0)
        lock.write(json.dumps({"pid": os.getpid(), "url": url}))
        lock.flush()
        yield
        lock.truncate(0)


def owner(places: Places) -> int | None:
    """The process that runs on this folder, if one does."""
    try:
        lock = places.lock.open("r+", encoding="utf-8")
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise CannotStart("not_yours", path=places.root) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _written(places)[0]
    return None


def refuse_if_running(places: Places) -> None:
    """Two supervisors on one database would end each other's servers."""
    if owner(places) is not None:
        raise _already_running(places)


def require_free_port(port: int) -> None:
    """Say it before anything is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
            other = 8000 + port % 1000 + 1
            raise CannotStart("port_in_use", port=port, other=other) from error


def write_private(path: Path, text: str) -> None:
    """A file for nobody else's eyes, whole or not at all."""
    draft = path.with_name(f"{path.name}.new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _already_running(places: Places) -> CannotStart:
    pid, url = _written(places)
    return CannotStart("already_running", path=places.root, url=url, pid=pid)


def _written(places: Places) -> tuple[int, str]:
    with contextlib.suppress(ValueError, KeyError, OSError):
        found = json.loads(places.lock.read_text(encoding="utf-8"))
        return int(found["pid"]), str(found["url"])
    return 0, "?"
