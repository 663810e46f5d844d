"""The embedded servers, where no others are given, for as long as a block lasts."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from launcher import broker, leash, postgres
from launcher.environment import make_environment, publish
from launcher.installing import require_space
from launcher.owning import own
from launcher.places import Places
from launcher.preparing import MADE_HERE
from launcher.supervising import Supervisor
from launcher.telling import CannotStart, tell

SPACE_FOR_FIRST_DATA, SPACE_FOR_DATA = 200, 50  # MB


@contextlib.contextmanager
def services(places: Places, port: int) -> Iterator[tuple[Supervisor, dict[str, str]]]:
    """A supervisor with the servers running, and the environment that leads to them."""
    places.make()
    url = f"http://127.0.0.1:{port}/"
    supervisor = Supervisor()
    with own(places, url):
        is_first = not (places.root / "postgres" / "cluster").exists()
        require_space(places.root, SPACE_FOR_FIRST_DATA if is_first else SPACE_FOR_DATA)
        _end_leftovers(places)
        servers = 0
        try:
            env = make_environment(places, port)
            _start_servers(supervisor, places, env)
            servers = len(supervisor.children)
            publish(places, env)
            yield supervisor, env
        finally:
            leash.ignore_signals()
            supervisor.end(servers=servers)
            places.environment.unlink(missing_ok=True)


def _start_servers(supervisor: Supervisor, places: Places, env: dict[str, str]) -> None:
    tell("services")
    waiting = []
    if not (env.get("DATABASE_URL") or env.get("DATABASE_URL_FILE")):
        database = postgres.embedded(places)
        database.make()
        env.update({"DATABASE_URL": database.url, MADE_HERE: "embedded"})
        waiting.append((database.child(), database.is_ready, 120.0))
    if not (env.get("BROKER_URL") or env.get("BROKER_URL_FILE")):
        doorbell = broker.embedded(places)
        env["BROKER_URL"] = doorbell.url
        waiting.append((doorbell.child(), doorbell.is_ready, 30.0))
    supervisor.start(*(child for child, _, _ in waiting))
    for child, is_ready, patience in waiting:
        supervisor.wait_for(child, is_ready, patience)


def _end_leftovers(places: Places) -> None:
    found = leash.leftovers(places.root)
    if found:
        tell("leftovers", count=len(found))
        leash.end_leftovers(found)


def full_disk(error: OSError, folder: Path) -> CannotStart:
    """The one operating system error that its reader can mend."""
    return CannotStart("disk_full", path=error.filename or folder)
