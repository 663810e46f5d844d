"""The launcher's commands: run, stop, status, with-services."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import signal
import subprocess
import sys
import time

from launcher import leash
from launcher.environment import published
from launcher.health import ask_health, health_url
from launcher.owning import owner
from launcher.places import CHECKOUT, Places, data_folder, port
from launcher.preparing import compile_messages
from launcher.running import run
from launcher.serving import full_disk, services
from launcher.telling import CannotStart, say, tell
from launcher.words import words


def main(arguments: list[str]) -> int:
    """Do one command; reasons to stop are sentences, not tracebacks."""
    leash.stop_on_signals()
    os.chdir(CHECKOUT)
    places = Places(data_folder())
    try:
        return _do(arguments, places)
    except CannotStart as reason:
        say(str(reason))
        return 1
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        say(str(full_disk(error, places.root)))
        return 1
    except leash.Stopped as stopped:
        tell("stopped")
        number = int(stopped.args[0])
        return 0 if number == signal.SIGTERM else 128 + number


def _do(arguments: list[str], places: Places) -> int:
    match arguments:
        case ["run"]:
            run(places, port())
            return 0
        case ["with-services", "--", *command] if command:
            return _with_services(places, command)
        case ["messages"]:
            return _compile_messages(places)
        case ["probe", url, *parts]:
            found = ask_health(url)
            return 0 if all(found.get(part) == "ok" for part in parts) else 1
        case ["stop"]:
            return _stop(places)
        case ["status"]:
            return _status(places)
    say(words("usage"))
    return 2


def _with_services(places: Places, command: list[str]) -> int:
    """The command beside the running copy if there is one, else with servers of its own."""
    joined = published(places)
    if joined:
        return subprocess.run(command, env={**os.environ, **joined}, check=False).returncode
    with services(places, port()) as (supervisor, env):
        # In the terminal's own group, so that Ctrl-C reaches it too.
        program = subprocess.Popen(command, env=env, preexec_fn=leash.tied(signal.SIGTERM))
        try:
            while program.poll() is None:
                supervisor.look()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    program.wait(0.25)
            return program.returncode
        finally:
            if program.poll() is None:
                program.terminate()
                program.wait()


def _compile_messages(places: Places) -> int:
    places.make()
    compile_messages(os.environ, places.logs / "prepare.log")
    return 0


def _stop(places: Places, patience: float = 45.0) -> int:
    pid = owner(places)
    if not pid:
        say(words("not_running", path=places.root))
        return 1
    os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + patience
    while owner(places) is not None:
        if time.monotonic() > until:
            raise CannotStart("still_stopping", seconds=round(patience), pid=pid)
        time.sleep(0.1)
    tell("stopped")
    return 0


def _status(places: Places) -> int:
    if owner(places) is None:
        say(words("not_running", path=places.root))
        return 1
    found = ask_health(health_url(int(published(places).get("PORT") or port())))
    say(json.dumps(found, indent=1, ensure_ascii=False))
    return 0 if found.get("status") == "ok" else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
