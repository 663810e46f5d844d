"""The first thing that runs on a bare machine: any Python, no packages; then hands over."""

from __future__ import annotations

import os
import sys
from pathlib import Path

OLDEST = (3, 11)


def main(arguments: list[str]) -> int:
    """Set up what is missing, then become the environment's own Python."""
    from launcher import leash
    from launcher.installing import install
    from launcher.places import CHECKOUT, VENV
    from launcher.telling import CannotStart, elapsed, say

    elapsed()
    development = "--dev" in arguments
    rest = [argument for argument in arguments if argument != "--dev"]
    lock = CHECKOUT / ("requirements-dev.txt" if development else "requirements.txt")
    leash.stop_on_signals()
    try:
        if rest[:1] == ["run"]:
            _look_before_installing()
        python = install(VENV, lock)
    except CannotStart as reason:
        say(str(reason))
        return 1
    except leash.Stopped as stopped:
        return 128 + int(stopped.args[0])
    if rest:
        os.chdir(CHECKOUT)
        os.execv(python, [str(python), "-m", "launcher", *rest])
    return 0


def _look_before_installing() -> None:
    """What would stop the start later anyway is better said before minutes of installing."""
    from launcher.owning import refuse_if_running, require_free_port
    from launcher.places import Places, data_folder, port

    refuse_if_running(Places(data_folder()))
    require_free_port(port())


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    if sys.version_info < OLDEST:
        from launcher.words import words

        sys.exit(words("needs_python", version=".".join(map(str, sys.version_info[:3]))))
    sys.exit(main(sys.argv[1:]))
