"""Asking a running copy how it is, for the start, for `status` and for container probes."""

from __future__ import annotations

import json
import urllib.error
import urllib.request


def health_url(port: int) -> str:
    """Where the copy on this port answers."""
    return f"http://127.0.0.1:{port}/health/"


def ask_health(url: str) -> dict[str, object]:
    """What it says about its parts; nothing if nobody answers. Never through a proxy."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=12) as answer:
            return _read(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return _read(error.read())
    except OSError:
        return {}


def _read(body: bytes) -> dict[str, object]:
    try:
        return dict(json.loads(body))
    except ValueError:
        return {}
