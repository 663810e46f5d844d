"""The embedded servers survive whatever ends them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.launcher.conftest import HOLD, Copy

pytestmark = pytest.mark.slow


def test_the_command_finds_both_servers_and_its_exit_code_is_ours(copy: Copy) -> None:
    assert copy.ask("select current_user || ' ' || current_setting('server_encoding')") == (
        "planner UTF8"
    )
    code, _ = copy.do("with-services", "--", sys.executable, "-c", "raise SystemExit(7)")

    assert code == 7
    assert copy.processes() == []


def test_the_application_is_no_superuser_and_korean_words_have_trigrams(copy: Copy) -> None:
    assert copy.ask("select rolsuper::text from pg_roles where rolname = 'planner'") == "false"
    assert copy.ask("create extension pg_trgm") == "done"
    assert copy.ask("select (show_trgm('가나') <> '{}')::text") == "true"


def test_no_network_port_is_open_and_a_wrong_password_is_refused(copy: Copy) -> None:
    assert copy.ask("select '<' || current_setting('listen_addresses') || '>'") == "<>"
    script = (
        "import os, psycopg, re\n"
        "try: psycopg.connect(re.sub(':[^@/]*@', ':wrong@', os.environ['DATABASE_URL']))\n"
        "except psycopg.OperationalError as error: print('password' in str(error))"
    )
    _, said = copy.do("with-services", "--", sys.executable, "-c", script)

    assert said.strip().endswith("True")


def test_the_same_folder_twice_is_refused_but_commands_join_the_one_that_runs(copy: Copy) -> None:
    first = copy.start(*HOLD)
    copy.wait_for(first, "inside")

    code, said = copy.do("run")
    assert code == 1
    assert f"({copy.folder}) is already in use" in said
    assert copy.ask("select 1") == "1"
    assert first.poll() is None


@pytest.mark.parametrize("seconds", [0.05, 0.2, 0.4, 0.6, 0.8, 1.0, 1.3])
def test_a_first_start_killed_at_any_moment_heals(copy: Copy, seconds: float) -> None:
    first = copy.start(*HOLD)
    time.sleep(seconds)
    first.kill()
    first.wait()

    assert copy.ask("select 1") == "1"
    copy.wait_until_gone()


def test_a_killed_supervisor_takes_its_servers_along_and_loses_nothing(copy: Copy) -> None:
    assert copy.ask("create table kept as select 42 as answer") == "done"
    first = copy.start(*HOLD)
    copy.wait_for(first, "inside")

    first.kill()
    first.wait()

    copy.wait_until_gone()
    assert copy.ask("select answer from kept") == "42"


def test_a_killed_database_comes_back_by_itself(copy: Copy) -> None:
    script = (
        "import os, sys, time, psycopg\n"
        "ask = lambda: psycopg.connect(os.environ['DATABASE_URL']).execute("
        "\"select count(*) from pg_stat_activity where backend_type = 'checkpointer'\")\n"
        "ask(); print('inside', flush=True)\n"
        "time.sleep(1)\n"
        "until = time.monotonic() + 20\n"
        "while True:\n"
        "    try: ask(); break\n"
        "    except psycopg.OperationalError: assert time.monotonic() < until; time.sleep(.1)\n"
        "print('back', flush=True)\n"
    )
    program = copy.start("with-services", "--", sys.executable, "-c", script)
    copy.wait_for(program, "inside")
    postmaster = int((copy.folder / "postgres/cluster/postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)

    copy.wait_for(program, "back", patience=30)


def test_the_pid_file_of_a_foreign_process_does_not_block_the_start(copy: Copy) -> None:
    assert copy.ask("select 1") == "1"
    stale = copy.folder / "postgres/cluster/postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{stale.parent}\n0\n5432\n")
    (copy.folder / "postgres/run/.s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n")

    assert copy.ask("select 1") == "1"


def test_a_very_long_folder_name_still_finds_a_short_socket(copy: Copy) -> None:
    copy.folder = copy.folder / ("deep-" * 12) / ("deeper-" * 8)

    assert copy.ask("select 1") == "1"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's private folders are closed to Postgres")
def test_as_root_a_private_folder_stays_closed(copy: Copy, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    copy.folder = closed / "copy"

    assert copy.ask("select 1") == "1"
    assert copy.ask("select 2") == "2"
    assert closed.stat().st_mode & 0o777 == 0o700
    cluster = (copy.folder / "postgres").resolve()
    assert cluster.parent in {Path("/var/lib"), Path("/var/tmp")}
    subprocess.run(["rm", "-r", str(cluster)], check=True)


def test_stop_ends_a_running_copy_from_outside(copy: Copy) -> None:
    assert copy.do("stop")[0] == 1
    copy.wait_for(copy.start(*HOLD), "inside")

    assert copy.do("stop")[0] == 0
    assert copy.processes() == []


def test_secrets_are_private(copy: Copy) -> None:
    assert copy.ask("select 1") == "1"

    modes = {
        str(path.relative_to(copy.folder)): path.stat().st_mode & 0o777
        for path in copy.folder.rglob("*")
        if path.name in {"password", "superuser-password", "secret_key", "environment.json"}
    }
    assert modes == {
        "postgres/password": 0o600,
        "postgres/superuser-password": 0o600,
        "secret_key": 0o600,
    }
    assert (copy.folder / "postgres").stat().st_mode & 0o077 == 0
