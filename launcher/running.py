"""`run`: the whole product under one supervisor, until Ctrl-C."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

from launcher import leash
from launcher.children import Child
from launcher.environment import manage_command, python_command
from launcher.health import ask_health, health_url
from launcher.owning import refuse_if_running, require_free_port
from launcher.places import CHECKOUT, Places
from launcher.preparing import prepare
from launcher.serving import services
from launcher.supervising import Supervisor
from launcher.telling import CannotStart, say, tell
from launcher.words import words

PATIENCE = 90.0


def run(places: Places, port: int) -> None:
    """Start everything, say where it is, and watch over it."""
    refuse_if_running(places)
    require_free_port(port)
    with services(places, port) as (supervisor, env):
        try:
            prepare(places, env)
            tell("starting")
            # Whatever took the port meanwhile would be met by our own health check below.
            require_free_port(port)
            supervisor.start(*programs(places, port, env))
            link = _sign_in_link(places, port, env)
            _wait_until_healthy(supervisor, places, port)
            say(words("ready", url=link))
            tell("ready_note", path=places.root)
            supervisor.watch()
        finally:
            tell("stopping")


def programs(places: Places, port: int, env: dict[str, str]) -> list[Child]:
    """Web, worker and beat: the same three as in docker-compose.yml."""
    celery = ("-m", "celery", "-A", "planner")
    # `make check` has checked the site; doing it again in the worker costs a second per start.
    env = {**env, "CELERY_SKIP_CHECKS": "1"}
    commands = {
        "web": python_command(
            *("-m", "gunicorn", "planner.wsgi:application"),
            *("--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"),
            *("--workers", "2", "--threads", "8", "--graceful-timeout", "5", "--preload"),
            *("--worker-tmp-dir", str(_memory_folder(places)), "--no-control-socket"),
        ),
        "worker": python_command(*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"),
        "beat": python_command(
            *celery,
            *("beat", "--loglevel", "INFO", "--pidfile=", "--schedule"),
            str(places.run / "beat-schedule"),
        ),
    }
    return [
        Child(name, command, env=env, log=places.logs / f"{name}.log", cwd=CHECKOUT, patience=8)
        for name, command in commands.items()
    ]


def _sign_in_link(places: Places, port: int, env: dict[str, str]) -> str:
    asked = leash.start(
        manage_command("sign_in_link", "planner", "--skip-checks"),
        env=env,
        output=subprocess.PIPE,
        cwd=CHECKOUT,
    )
    try:
        said = asked.communicate()[0].decode().strip()
    finally:
        leash.end(asked, signal.SIGTERM, patience=5)
    if asked.returncode:
        (places.logs / "sign-in.log").write_text(said, encoding="utf-8")
        return f"http://127.0.0.1:{port}/"
    address = said.splitlines()[-1]
    return f"http://127.0.0.1:{port}{address}" if address.startswith("/") else address


def _wait_until_healthy(supervisor: Supervisor, places: Places, port: int) -> None:
    since = time.monotonic()
    until = since + PATIENCE
    while not _is_well(found := ask_health(health_url(port)), time.monotonic() - since):
        supervisor.look()
        if time.monotonic() > until:
            detail = json.dumps(found, ensure_ascii=False)
            raise CannotStart("not_ready", seconds=round(PATIENCE), detail=detail, log=places.logs)
        time.sleep(0.15)


def _is_well(found: dict[str, object], waited: float) -> bool:
    """Signs of life older than our wait are those of an earlier run."""
    ages = found.get("seconds_since_sign_of_life")
    return (
        found.get("status") == "ok"
        and isinstance(ages, dict)
        and all(float(age) <= waited + 1 for age in ages.values())
    )


def _memory_folder(places: Places) -> Path:
    """Gunicorn's sign of life is a file it touches; on a slow disk that blocks a worker."""
    memory = Path("/dev/shm")  # noqa: S108 - gunicorn unlinks its file at once
    return memory if memory.is_dir() else places.run
