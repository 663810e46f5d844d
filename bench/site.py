"""How fast the REST interface is with 5,000 activities: edits, schedules and lists, Gunicorn too.

`python -m bench.site [activities links]` stores a plan in the configured database, measures, and
removes it again. Links of four types, three calendars, twenty conditions, a gate per hundred.
"""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from socket import socket
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from engine.records import Record
    from roadmaps.models import Roadmap

Send = Callable[[str, str, Any], bytes]

PER_PROJECT = 20
START = date(2027, 1, 4)
TURNS = 20
#: In milliseconds, at the 95th percentile.
BUDGETS = {"edit": 200, "undo": 200, "schedule": 250, "activities": 250, "roadmap.json": 250}


def main(activities: int = 5_000, links: int = 10_000) -> int:
    """The number of figures over their budget."""
    with _stored(activities, links) as (plan, token):
        over = _told("in one process", _measured(plan, _in_process(token)))
        with _served() as address:
            over += _told("over Gunicorn", _measured(plan, _over_http(address, token)))
    return over


def records(activities: int, links: int) -> "Iterator[Record]":
    """A plan whose links only lead forward, so that there is no circle."""
    from engine import records

    chance = Random(11)
    kinds, units = ("FS", "SS", "FF", "SF"), ("days", "workdays")
    for number in range(3):
        week = tuple(range(1, 5 + number))
        yield records.Calendar(f"c{number}", f"달력 {number}", f"Calendar {number}", week)
    yield records.Scenario("B", "완화", "Relief", "B")
    for number in range(20):
        yield records.Condition(f"k{number}", f"조건 {number}", f"Condition {number}")
        since = START + timedelta(chance.randrange(900))
        yield records.Window(f"B:k{number}", "B", f"k{number}", since)
    for number in range(activities // PER_PROJECT):
        needs = (f"k{chance.randrange(20)}",) if chance.random() < 0.2 else ()
        name = f"과제 {number}"
        yield records.Project(f"P{number}", name, f"Project {number}", conditions=needs)
    for number in range(activities):
        yield records.Activity(
            f"a{number}",
            f"활동 {number}",
            f"Activity {number}",
            f"P{number // PER_PROJECT}",
            chance.randint(1, 30),
            chance.choice(units),  # type: ignore[arg-type]
            f"c{chance.randrange(3)}",
        )
    for number in range(links):
        before = chance.randrange(activities - 1)
        after = min(activities - 1, before + chance.randint(1, 400))
        ends = f"a{before}", f"a{after}"
        kind, lag = chance.choice(kinds), chance.randint(-2, 20)
        yield records.Link(f"l{number}", *ends, kind, lag, chance.choice(units))  # type: ignore[arg-type]
    for number in range(activities // 100):
        opened = (f"a{min(activities - 1, number * 100 + 99)}",)
        yield records.Gate(f"g{number}", f"게이트 {number}", f"Gate {number}", opens=opened)
        name = f"g{number}:1"
        yield records.Criterion(name, "", "", f"g{number}", activity=f"a{number * 100}")


def _measured(plan: "Roadmap", send: Send) -> dict[str, list[float]]:
    """The times of every kind of request, in milliseconds; the first two warm the memory."""
    at = f"/api/v1/plans/{plan.pk}"
    found: dict[str, list[float]] = {name: [] for name in BUDGETS}
    revision = json.loads(send("GET", f"{at}/", None))["revision"]
    for turn in range(TURNS + 2):
        key = f"a{(turn * 97) % 500}"
        values = {"duration": 1 + (turn * 7) % 40}
        change = {"kind": "change_activity", "key": key, "values": values}
        edit = {"on_revision": revision, "changes": [change]}
        asked = {
            "edit": ("POST", f"{at}/edits/?scenario=B", edit),
            "schedule": ("GET", f"{at}/schedule/?scenario=B", None),
            "activities": ("GET", f"/api/v1/activities/?plan={plan.pk}&ordering=start", None),
            "roadmap.json": ("GET", f"/plans/{plan.pk}/roadmap.json?level=activity", None),
            "undo": ("POST", f"{at}/undo/?scenario=B", {}),
        }
        for name, (verb, path, body) in asked.items():
            begun = perf_counter()
            answer = send(verb, path, body)
            if turn > 1:
                found[name].append((perf_counter() - begun) * 1000)
            if name == "undo":
                revision = json.loads(answer)["number"]
    return found


def _told(where: str, found: dict[str, list[float]]) -> int:
    over = 0
    for name, times in found.items():
        ordered = sorted(times)
        p95 = ordered[round(len(ordered) * 0.95) - 1]
        over += p95 > BUDGETS[name]
        median = ordered[len(ordered) // 2]
        sys.stdout.write(
            f"{where:<16}{name:<14} median {median:7.1f} ms   p95 {p95:7.1f} ms"
            f"   budget {BUDGETS[name]} ms\n"
        )
    return over


def _in_process(token: str) -> Send:
    from django.test import Client

    program = Client(SERVER_NAME="127.0.0.1", headers={"Authorization": f"Bearer {token}"})
    person = Client(SERVER_NAME="127.0.0.1")

    def send(verb: str, path: str, body: Any) -> bytes:
        client = program if path.startswith("/api/") else _signed_in(person, token)
        text = json.dumps(body) if body is not None else ""
        kind = {"content_type": "application/json"} if verb == "POST" else {}
        answer = client.generic(verb, path, text, **kind)
        return _content(answer.status_code, answer.content)

    return send


def _over_http(address: str, token: str) -> Send:
    from django.conf import settings
    from django.test import Client

    cookie = _signed_in(Client(), token).cookies[settings.SESSION_COOKIE_NAME].value
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}",
    }

    def send(verb: str, path: str, body: Any) -> bytes:
        text = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(address + path, text, headers, method=verb)
        with urllib.request.urlopen(request) as answer:
            return _content(answer.status, answer.read())

    return send


def _signed_in(client: Any, token: str) -> Any:
    from accounts.services import token_of

    found = token_of(token)
    if not client.cookies and found:
        client.force_login(found.user)
    return client


def _content(status: int, content: bytes) -> bytes:
    if status >= 300:
        raise SystemExit(f"{status}: {content[:400]!r}")
    return content


@contextmanager
def _stored(activities: int, links: int) -> "Iterator[tuple[Roadmap, str]]":
    """A plan of this size and a token for it; both are gone afterwards."""
    from accounts.models import User
    from accounts.services import issue_token
    from engine.records import Header
    from roadmaps.services import create_plan

    person = User.objects.create_user(f"bench-{os.getpid()}")
    header = Header("plan", "시험 계획", "Bench plan", START, default_scenario="B")
    begun = perf_counter()
    plan = create_plan(header, records(activities, links), by=person)
    took = perf_counter() - begun
    sys.stdout.write(f"{activities} activities and {links} links stored in {took:.1f} s\n")
    try:
        yield plan, issue_token(name="bench", scope="write", by=person)[1]
    finally:
        plan.revisions.update(undoes=None)  # or each would protect the one it takes back
        plan.delete()
        person.delete()


@contextmanager
def _served() -> Iterator[str]:
    """The site behind Gunicorn, on a port of its own, as `make run` starts it."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "planner.wsgi", "-b", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--threads", "8", "--log-level", "error"]
    environment = {**os.environ, "LOG_LEVEL": "ERROR"}
    server = subprocess.Popen(command, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/api/v1/")
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address).close()
        except OSError:
            sleep(0.1)
        else:
            return
    raise SystemExit(f"nobody answers at {address}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planner.settings")
    django.setup()
    sys.exit(min(main(*map(int, sys.argv[1:3])), 1))
