"""Making the virtual environment from the lock, so that an interruption at any moment heals."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from launcher import leash
from launcher.places import CHECKOUT
from launcher.telling import CannotStart, elapsed, say, tell
from launcher.words import words

SPACE_FOR_PACKAGES = 1_200  # MB: packages, pip's cache of them, and the first data


def install(venv: Path, lock: Path) -> Path:
    """The environment's Python, with exactly the packages of `lock` in it."""
    python = venv / "bin" / "python"
    if _stamp(venv, lock).exists() and python.exists():
        return python
    with _only_one(venv):
        if not (_stamp(venv, lock).exists() and python.exists()):
            require_space(CHECKOUT, SPACE_FOR_PACKAGES)
            _build(venv, lock, python)
    return python


def require_space(folder: Path, megabytes: int) -> None:
    """Better to say so now than to stop half-way."""
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < megabytes:
        raise CannotStart("no_space", path=folder, free=free, need=megabytes)


def _build(venv: Path, lock: Path, python: Path) -> None:
    building = venv / "building"
    # What an interrupted set-up had started may still be writing.
    leash.end_leftovers(leash.leftovers(venv))
    broken = venv.with_name(f"{venv.name}.broken")
    if building.exists() or (venv.exists() and not _has_pip(python)):
        tell("venv_heal", path=venv)
        shutil.rmtree(broken, ignore_errors=True)
        venv.rename(broken)  # at once, so that a second interruption leaves no half
    shutil.rmtree(broken, ignore_errors=True)
    venv.mkdir(exist_ok=True)
    building.touch()
    if not python.exists():
        tell("venv", path=venv)
        _make_environment(venv)
    _install_packages(venv, python, lock)
    # The stamp is the last thing written: whatever was interrupted before has none.
    for old in venv.glob("installed-*"):
        if old.name.startswith(f"installed-{lock.stem}-"):
            old.unlink()
    building.unlink()
    _stamp(venv, lock).touch()


def _make_environment(venv: Path) -> None:
    pip = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
    log = venv / "install.log"
    with log.open("wb") as output:
        code = _finish([sys.executable, "-m", "venv", *pip, venv], venv, output)
    # Debian keeps ensurepip in a package of its own; the system's pip can stand in for it.
    if code or (pip and not importlib.util.find_spec("pip")):
        raise CannotStart("needs_venv", detail=last_lines(log))


def _finish(command: Sequence[str | Path], venv: Path, output: IO[bytes]) -> int:
    child = _start(command, venv, output)
    try:
        return child.wait()
    finally:
        leash.end(child, signal.SIGTERM, patience=5)


def _start(command: Sequence[str | Path], venv: Path, output: IO[bytes]) -> subprocess.Popen[bytes]:
    marked = {leash.MARK: str(venv), "PIP_NO_COLOR": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    # The account of the embedded Postgres needs its binaries: private to nobody.
    return leash.start(
        command, env={**os.environ, **marked}, output=output, cwd=CHECKOUT, umask=0o022
    )


def _install_packages(venv: Path, python: Path, lock: Path) -> None:
    log = venv / "install.log"
    if (python.parent / "pip").exists():
        pip = [str(python), "-m", "pip"]
    else:
        pip = [sys.executable, "-m", "pip", f"--python={python}"]
    # Compiling all of it takes longer than unpacking it; Python compiles what is really used.
    options = ["--require-hashes", "--no-deps", "--no-compile", "--no-input", "--progress-bar=off"]
    count = lock.read_text(encoding="utf-8").count("==")
    tell("install", count=count)
    with log.open("wb") as output:
        child = _start([*pip, "install", *options, "-r", lock], venv, output)
        try:
            _watch(child, log, count)
        finally:
            leash.end(child, signal.SIGTERM, patience=5)
    if child.returncode:
        raise CannotStart("install_failed", log=log, detail=last_lines(log))


def _watch(child: subprocess.Popen[bytes], log: Path, count: int) -> None:
    told = time.monotonic()
    while child.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(0.5)
        if time.monotonic() - told > 4:
            told = time.monotonic()
            text = log.read_text(encoding="utf-8", errors="replace")
            done = min(text.count("\nCollecting ") + 1, count)
            unpacking = "\nInstalling collected packages" in text
            line = words("unpacking" if unpacking else "fetching", done=done, count=count)
            say(f"[{elapsed():6.1f} s] {line}")


def last_lines(log: Path, count: int = 12) -> str:
    """How the log ends, for a message that should not send its reader elsewhere."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    if any("No space left on device" in line for line in lines[-200:]):
        return words("disk_full", path=log.parent)
    return "\n".join(f"    {line}" for line in lines[-count:])


def _stamp(venv: Path, lock: Path) -> Path:
    # A checkout that was moved or copied has scripts that point at the old place.
    digest = hashlib.sha256(lock.read_bytes() + os.fsencode(venv)).hexdigest()[:16]
    return venv / f"installed-{lock.stem}-{digest}"


def _has_pip(python: Path) -> bool:
    if not python.exists():
        return False
    if not (python.parent / "pip").exists():
        return importlib.util.find_spec("pip") is not None
    return (
        subprocess.run([python, "-m", "pip", "-V"], check=False, capture_output=True).returncode
        == 0
    )


@contextlib.contextmanager
def _only_one(venv: Path) -> Iterator[None]:
    with (venv.parent / ".setting-up").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("being_set_up", path=venv.parent)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
