"""A copy of the product in a folder of its own, started and killed as people and machines do."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
OURS = {"DATABASE_URL", "BROKER_URL", "SECRET_KEY", "DATA_DIR", "PORT", "DEBUG", "STATIC_ROOT"}


class Copy:
    """One DATA_DIR, one port, and whatever was started on them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.started: list[subprocess.Popen[str]] = []

    @property
    def env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        kept = {name: value for name, value in kept.items() if not name.startswith("LAUNCHE")}
        kept.pop("SESSION_COOKIE_NAME", None)
        kept.pop("CSRF_COOKIE_NAME", None)
        kept.pop("MAKELEVEL", None)
        return {**kept, "DATA_DIR": str(self.folder), "PORT": str(self.port), "LANG": "C.UTF-8"}

    def start(self, *command: str) -> subprocess.Popen[str]:
        program = subprocess.Popen(
            [sys.executable, "-m", "launcher", *command],
            cwd=CHECKOUT,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(program)
        return program

    def do(self, *command: str, patience: float = 120) -> tuple[int, str]:
        """Run to the end: exit code and everything said."""
        program = self.start(*command)
        said, _ = program.communicate(timeout=patience)
        return program.returncode, said

    def ask(self, sql: str) -> str:
        """One value from the embedded database, through `with-services`."""
        code, said = self.do("with-services", "--", sys.executable, "-c", ASK, sql)
        assert code == 0, said
        return said.strip().splitlines()[-1]

    def wait_for(self, program: subprocess.Popen[str], text: str, patience: float = 120) -> str:
        """Read until a line holds `text`."""
        assert program.stdout
        lines: list[str] = []
        until = time.monotonic() + patience
        for line in program.stdout:
            lines.append(line)
            if text in line:
                return line
            assert time.monotonic() < until, "".join(lines)
        raise AssertionError("it ended before saying so:\n" + "".join(lines))

    def next_line(self, program: subprocess.Popen[str]) -> str:
        assert program.stdout
        return program.stdout.readline()

    def processes(self) -> list[str]:
        """Every living process that serves this folder."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("latin-1")
                environ = (entry / "environ").read_bytes()
                state = (entry / "stat").read_bytes().rpartition(b")")[2].split()[0]
                where = os.readlink(entry / "cwd")
            except OSError:
                continue
            ours = f"LAUNCHER_HOME={self.folder}".encode() in environ.split(b"\0")
            if state != b"Z" and (ours or str(self.folder) in where + command):
                found.append(f"{entry.name} {command}")
        return found

    def wait_until_gone(self, patience: float = 10) -> None:
        until = time.monotonic() + patience
        while left := self.processes():
            assert time.monotonic() < until, "\n".join(left)
            time.sleep(0.05)

    def published(self) -> dict[str, str]:
        return dict(json.loads((self.folder / "run" / "environment.json").read_text()))

    def clear(self) -> None:
        for program in self.started:
            if program.poll() is None:
                program.send_signal(signal.SIGTERM)
                try:
                    program.wait(60)
                except subprocess.TimeoutExpired:
                    program.kill()
                    program.wait()
            if program.stdout:
                program.stdout.close()


HOLD = (
    "with-services",
    "--",
    sys.executable,
    "-c",
    "import time; print('inside', flush=True); time.sleep(600)",
)
ASK = """
import os, sys, psycopg
with psycopg.connect(os.environ["DATABASE_URL"]) as line:
    answer = line.execute(sys.argv[1])
    print(answer.fetchone()[0] if answer.description else "done")
"""


def reachable_copy(folder: Path) -> Copy:
    """Also for the account that Postgres runs under when the tests run as root."""
    for above in (folder, *folder.parents):
        if above == Path(tempfile.gettempdir()):
            break
        above.chmod(0o711)
    return Copy(folder / "copy")


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    one = reachable_copy(tmp_path)
    yield one
    one.clear()
