"""The settings of a running copy as variables: given ones stay, missing ones are made."""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import MutableMapping
from pathlib import Path

from launcher.leash import MARK
from launcher.owning import owner, write_private
from launcher.places import CHECKOUT, VENV, Places, data_folder
from launcher.telling import CannotStart

# What another command needs in order to join a running copy.
SHARED = ("DATABASE_URL", "BROKER_URL", "SECRET_KEY", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME")


def make_environment(places: Places, port: int) -> dict[str, str]:
    """Everything the settings read, but for the servers' addresses."""
    env = dict(os.environ)
    env.update({MARK: str(places.root), "DATA_DIR": str(places.root), "PORT": str(port)})
    env["PYTHONUNBUFFERED"] = "1"
    # Commands may say `pytest` or `celery` and mean ours.
    env["PATH"] = f"{VENV / 'bin'}{os.pathsep}{env.get('PATH', os.defpath)}"
    if not (env.get("SECRET_KEY") or env.get("SECRET_KEY_FILE")):
        env["SECRET_KEY"] = _secret_key(places.root / "secret_key")
    # Browsers send cookies to every port of a host: two copies need two names.
    env.setdefault("SESSION_COOKIE_NAME", f"sessionid_{port}")
    env.setdefault("CSRF_COOKIE_NAME", f"csrftoken_{port}")
    return env


def publish(places: Places, env: MutableMapping[str, str]) -> None:
    """Let `manage.py` and `with-services` join this copy."""
    shared = {name: env[name] for name in (*SHARED, "DATA_DIR", "PORT") if name in env}
    write_private(places.environment, json.dumps(shared, indent=1))


def published(places: Places) -> dict[str, str]:
    """What a running copy has published; nothing if none runs."""
    if owner(places) is None:
        return {}
    try:
        return dict(json.loads(places.environment.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}


def join_running(env: MutableMapping[str, str]) -> None:
    """For `manage.py` by hand: take the settings of the copy that runs on this data folder."""
    if env.get("DATABASE_URL") or env.get("DATABASE_URL_FILE"):
        return
    try:
        for name, value in published(Places(data_folder())).items():
            env.setdefault(name, value)
    except CannotStart as reason:
        sys.exit(str(reason))


def python_command(*arguments: str) -> list[str | Path]:
    """A command of our own environment, run in the checkout."""
    return [VENV / "bin" / "python", *arguments]


def manage_command(*arguments: str) -> list[str | Path]:
    """`manage.py` with these arguments."""
    return python_command(str(CHECKOUT / "manage.py"), *arguments)


def _secret_key(path: Path) -> str:
    if not path.exists():
        write_private(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8").strip()
