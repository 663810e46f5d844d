"""`run` brings up the whole product, and takes all of it down again."""

import os
import signal
import socket
import time
from collections.abc import Iterator

import pytest

from launcher.health import ask_health, health_url
from tests.launcher.conftest import Copy, reachable_copy

pytestmark = pytest.mark.slow
# Of every table: rows written since the statistics began, but for signs of life and sign-in links.
WRITTEN = """
    select coalesce(json_object_agg(relname, n_tup_ins + n_tup_upd + n_tup_del order by relname)
        filter (where n_tup_ins + n_tup_upd + n_tup_del > 0), '{}')
    from pg_stat_user_tables where relname not in ('jobs_pulse', 'accounts_signinlink')
"""


def test_it_comes_up_ends_on_ctrl_c_and_starts_again_without_set_up_or_writing(copy: Copy) -> None:
    first = copy.start("run")
    line = copy.wait_for(first, "Ready: ", patience=240)

    assert line.startswith(f"Ready: http://127.0.0.1:{copy.port}/sign-in/")
    assert _parts(copy) == WELL
    before = copy.ask(WRITTEN)
    first.send_signal(signal.SIGINT)
    assert first.wait(30) == 130
    assert copy.processes() == []

    second = copy.start("run")
    assert "Starting the database" in copy.next_line(second)
    assert "Starting web, worker and beat" in copy.next_line(second)  # no step in between
    copy.wait_for(second, "Ready: ")
    assert copy.ask(WRITTEN) == before != "{}"

    second.kill()
    second.wait()
    copy.wait_until_gone()


@pytest.mark.parametrize("name", ["web", "worker", "beat", "broker", "postgres"])
def test_a_killed_part_is_started_again(running: Copy, name: str) -> None:
    os.kill(_main_process(running, name), signal.SIGKILL)

    running.wait_for(running.started[0], f"{name} ended (signal 9)", patience=10)
    until = time.monotonic() + 40
    while _parts(running) != WELL or not _is_up(running, name):
        assert time.monotonic() < until, _parts(running)
        time.sleep(0.2)


def test_two_copies_on_one_host_keep_their_cookies_apart(running: Copy, copy: Copy) -> None:
    _, said = copy.do("with-services", "--", "sh", "-c", "echo $SESSION_COOKIE_NAME")

    assert said.strip().endswith(f"sessionid_{copy.port}")
    assert running.published()["SESSION_COOKIE_NAME"] == f"sessionid_{running.port}"


def test_a_port_in_use_is_said_before_anything_starts(copy: Copy) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", copy.port))
        taken.listen()

        code, said = copy.do("run")

    assert code == 1
    assert said.startswith(f"Port {copy.port} is in use by another program.")
    assert not copy.folder.exists()


WELL = dict.fromkeys(("status", "web", "database", "broker", "worker", "beat"), "ok")
SIGNS = {
    "web": "gunicorn",
    "worker": "planner worker",
    "beat": "planner beat",
    "broker": "valkey-server",
    "postgres": "/bin/postgres -D",
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    one = reachable_copy(tmp_path_factory.mktemp("running"))
    one.wait_for(one.start("run"), "Ready: ", patience=240)
    yield one
    one.clear()


def _parts(copy: Copy) -> dict[str, object]:
    found = ask_health(health_url(copy.port))
    return {name: found.get(name) for name in WELL}


def _main_process(copy: Copy, name: str) -> int:
    """The oldest of them: the others are its children."""
    return min(int(line.split()[0]) for line in copy.processes() if SIGNS[name] in line)


def _is_up(copy: Copy, name: str) -> bool:
    return any(SIGNS[name] in line for line in copy.processes())
