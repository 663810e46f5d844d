"""No container engine is needed to know that each service of docker-compose.yml works by hand."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from launcher.health import ask_health
from tests.launcher.conftest import CHECKOUT, HOLD, Copy

pytestmark = pytest.mark.slow
COMPOSED = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSED["services"]
GIVEN = {"SECRET_KEY": "a-key-for-this-test", "POSTGRES_PASSWORD": "a-password"}
OURS = ("web", "worker", "beat")


def test_every_service_has_a_health_check_and_only_declared_volumes() -> None:
    lasting = {name: service for name, service in SERVICES.items() if name != "prepare"}
    assert set(lasting) == {*OURS, "db", "broker"}
    assert all("healthcheck" in service for service in lasting.values())

    used = {mount.split(":")[0] for s in SERVICES.values() for mount in s.get("volumes", [])}
    assert used == set(COMPOSED["volumes"])


def test_web_worker_and_beat_are_one_image_with_one_environment() -> None:
    assert {SERVICES[name]["image"] for name in OURS} == {SERVICES["prepare"]["image"]}
    assert all(SERVICES[name]["environment"] == SERVICES["web"]["environment"] for name in OURS)


def test_the_image_runs_as_an_ordinary_user_from_the_locked_packages() -> None:
    lines = (CHECKOUT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    users = [line.split()[1] for line in lines if line.startswith("USER ")]

    assert users == ["planner"]
    assert lines.index("USER planner") < lines.index("RUN python -m launcher.bootstrap")


def test_the_services_run_by_hand_and_report_healthy(by_hand: "ByHand") -> None:
    by_hand.finish("prepare")
    for name in OURS:
        by_hand.start(name)

    until = time.monotonic() + 60
    while ask_health(by_hand.health_url).get("status") != "ok":
        assert time.monotonic() < until, by_hand.logs()
        time.sleep(0.3)
    assert {name: by_hand.probe(name) for name in OURS} == dict.fromkeys(OURS, 0)

    by_hand.end("worker")
    assert by_hand.probe("web") == 0


class ByHand:
    """The commands and the environment of the composition, with this machine's addresses."""

    def __init__(self, folder: Path, servers: dict[str, str]) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.servers = servers
        self.programs: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def health_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/health/"

    def start(self, name: str) -> subprocess.Popen[bytes]:
        command = [self._here(part) for part in SERVICES[name]["command"]]
        with (self.folder / f"{name}.log").open("wb") as log:
            self.programs[name] = subprocess.Popen(
                command,
                cwd=CHECKOUT,
                env=self._environment(name),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self.programs[name]

    def finish(self, name: str) -> None:
        assert self.start(name).wait(180) == 0, self.logs()

    def end(self, name: str) -> None:
        program = self.programs.pop(name)
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGTERM)
            program.wait(30)

    def probe(self, name: str) -> int:
        asked = [self._here(part) for part in SERVICES[name]["healthcheck"]["test"][1:]]
        return subprocess.run(
            asked, cwd=CHECKOUT, env=self._environment(name), check=False
        ).returncode

    def logs(self) -> str:
        return "\n".join(path.read_text()[-3000:] for path in self.folder.glob("*.log"))

    def _environment(self, name: str) -> dict[str, str]:
        composed = {
            key: re.sub(r"\$\{(\w+)(?::[-?]([^}]*))?\}", _filled, str(value))
            for key, value in SERVICES[name]["environment"].items()
        }
        venv = str(CHECKOUT / ".venv" / "bin")
        # As the image sets them.
        image = {"PATH": f"{venv}:{os.environ['PATH']}", "DATA_DIR": str(self.folder / "data")}
        static = {"STATIC_ROOT": str(self.folder / "static"), "DEBUG": "1"}
        return {**image, **static, **composed, **self.servers}

    def _here(self, part: str) -> str:
        part = part.replace("0.0.0.0:8000", f"127.0.0.1:{self.port}")
        part = re.sub(r"http://[\w.]+:8000", f"http://127.0.0.1:{self.port}", part)
        return part.replace("/tmp/beat-schedule", str(self.folder / "beat-schedule"))


def _filled(found: re.Match[str]) -> str:
    return GIVEN.get(found[1]) or found[2] or ""


@pytest.fixture
def by_hand(copy: Copy, tmp_path: Path) -> Iterator[ByHand]:
    copy.wait_for(copy.start(*HOLD), "inside")
    shared = copy.published()
    with psycopg.connect(shared["DATABASE_URL"]) as line:
        assert line.execute("select current_user").fetchone() == ("planner",)
    (tmp_path / "hand").mkdir()
    hand = ByHand(
        tmp_path / "hand", {name: shared[name] for name in ("DATABASE_URL", "BROKER_URL")}
    )
    yield hand
    for name in list(hand.programs):
        hand.end(name)
