"""Reading the environment strictly: a value that makes no sense stops the start."""

import os
from pathlib import Path


class BadSetting(Exception):
    """An environment variable holds something that can't be meant."""


def text(name: str, default: str | None = None) -> str:
    """The variable, or the contents of the file that NAME_FILE points at (for secrets)."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    value = os.environ.get(name, default)
    if value is None:
        raise BadSetting(f"{name} is not set. .env.example names every variable.")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None or value == "":
        return default
    if value not in {"0", "1", "true", "false"}:
        raise BadSetting(f"{name}={value!r}: use 1 or 0.")
    return value in {"1", "true"}


def number(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.lstrip("-").isdigit():
        raise BadSetting(f"{name}={value!r}: use a whole number.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
