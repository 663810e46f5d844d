"""Asking a virus scanner about a file: a command that reads standard input, or clamd's socket."""

import re
import shlex
import socket
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

PATIENCE = 120
PIECE = 64 * 1024
LONGEST = 200


class ScanFailed(Exception):
    """The scanner gave no answer that could be believed."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something was found, and what the scanner said."""

    infected: bool
    said: str


def has_scanner() -> bool:
    return bool(settings.SCAN_COMMAND or settings.SCAN_CLAMD)


def scan(file: bytes) -> Verdict:
    """Raises ScanFailed when there is no verdict: nothing passes because nobody looked."""
    if settings.SCAN_CLAMD:
        return _by_clamd(file, settings.SCAN_CLAMD)
    if settings.SCAN_COMMAND:
        return _by_command(file, settings.SCAN_COMMAND)
    raise ScanFailed("no scanner is set up")


def _by_command(file: bytes, command: str) -> Verdict:
    """Ends with 0: nothing found; 1: infected; anything else: no verdict, as clamdscan does."""
    words = shlex.split(command)
    try:
        done = subprocess.run(  # noqa: S603 - the administrator's own command, without a shell
            words, input=file, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ScanFailed(str(error)) from error
    said = _plain(done.stdout or done.stderr)
    if done.returncode not in (0, 1):
        raise ScanFailed(f"{words[0]} ended with {done.returncode}: {said}")
    return Verdict(done.returncode == 1, said)


def _by_clamd(file: bytes, place: str) -> Verdict:
    """The daemon's INSTREAM: pieces with their lengths, a zero, one line back."""
    try:
        with _connected(place) as wire:
            wire.sendall(b"zINSTREAM\0")
            for piece in _pieces(file):
                wire.sendall(struct.pack("!L", len(piece)) + piece)
            wire.sendall(struct.pack("!L", 0))
            said = _plain(b"".join(iter(lambda: wire.recv(4096), b"")))
    except OSError as error:
        raise ScanFailed(str(error)) from error
    if said.endswith("FOUND"):
        return Verdict(True, said)
    if said.endswith("OK"):
        return Verdict(False, said)
    raise ScanFailed(said or "clamd closed the connection")


def _connected(place: str) -> socket.socket:
    if place.startswith("/"):
        wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        wire.settimeout(PATIENCE)
        wire.connect(place)
        return wire
    host, _, port = place.rpartition(":")
    if not host or not port.isdecimal():
        raise OSError(f"SCAN_CLAMD={place!r}: a socket's path or host:port")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)


def _pieces(file: bytes) -> Iterator[bytes]:
    return (file[at : at + PIECE] for at in range(0, len(file), PIECE))


def _plain(said: bytes) -> str:
    """One line of what it said, without signs that a page could not show."""
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", said.decode("utf-8", "replace")).strip()[-LONGEST:]
