"""`run` brings up the whole product, and takes all of it down again."""

import json
import os
import signal
import socket
import time
import urllib.request

import pytest

from tests.launcher.conftest import Copy

pytestmark = pytest.mark.slow
# Of every table: rows written since the statistics began, but for signs of life and sign-in links.
WRITTEN = """
    select coalesce(json_object_agg(relname, n_tup_ins + n_tup_upd + n_tup_del order by relname)
        filter (where n_tup_ins + n_tup_upd + n_tup_del > 0), '{}')
    from pg_stat_user_tables where relname not in ('jobs_pulse', 'accounts_signinlink')
"""


def health(copy: Copy) -> dict[str, object]:
    with urllib.request.urlopen(f"http://127.0.0.1:{copy.port}/health/", timeout=5) as answer:
        return dict(json.load(answer))


def test_everything_comes_up_and_ctrl_c_ends_all_of_it(copy: Copy) -> None:
    program = copy.start("run")
    line = copy.wait_for(program, "Ready: ")

    assert line.startswith(f"Ready: http://127.0.0.1:{copy.port}/")
    parts = health(copy)
    assert {name: parts[name] for name in PARTS} == dict.fromkeys(PARTS, "ok")

    program.send_signal(signal.SIGINT)
    assert program.wait(30) == 130
    assert copy.processes() == []


def test_a_second_start_is_quick_and_changes_no_row(copy: Copy) -> None:
    first = copy.start("run")
    copy.wait_for(first, "Ready: ")
    before = copy.ask(WRITTEN)
    first.send_signal(signal.SIGTERM)
    assert first.wait(30) == 0

    since = time.monotonic()
    second = copy.start("run")
    copy.wait_for(second, "Ready: ")

    assert time.monotonic() - since < 10
    assert copy.ask(WRITTEN) == before != "{}"


@pytest.mark.parametrize("name", ["web", "worker", "beat", "broker", "postgres"])
def test_a_killed_part_is_started_again(copy: Copy, name: str) -> None:
    program = copy.start("run")
    copy.wait_for(program, "Ready: ")

    os.kill(_main_process(copy, name), signal.SIGKILL)

    copy.wait_for(program, f"{name} ended (signal 9)", patience=10)
    until = time.monotonic() + 30
    while _parts(copy) != dict.fromkeys(PARTS, "ok") or not _is_up(copy, name):
        assert time.monotonic() < until, _parts(copy)
        time.sleep(0.2)


def test_a_killed_supervisor_takes_every_part_along(copy: Copy) -> None:
    program = copy.start("run")
    copy.wait_for(program, "Ready: ")

    program.kill()
    program.wait()

    copy.wait_until_gone()


def test_a_port_in_use_is_said_before_anything_starts(copy: Copy) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", copy.port))
        taken.listen()

        code, said = copy.do("run")

    assert code == 1
    assert said.startswith(f"Port {copy.port} is in use by another program.")
    assert not copy.folder.exists()


PARTS = ("status", "web", "database", "broker", "worker", "beat")
SIGNS = {
    "web": "gunicorn",
    "worker": "planner worker",
    "beat": "planner beat",
    "broker": "valkey-server",
    "postgres": "/bin/postgres -D",
}


def _parts(copy: Copy) -> dict[str, object]:
    try:
        found = health(copy)
    except OSError:
        return {}
    return {name: found[name] for name in PARTS}


def _main_process(copy: Copy, name: str) -> int:
    """The oldest of them: the others are its children."""
    return min(int(line.split()[0]) for line in copy.processes() if SIGNS[name] in line)


def _is_up(copy: Copy, name: str) -> bool:
    return any(SIGNS[name] in line for line in copy.processes())
