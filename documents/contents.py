"""A file that has been looked at, before it is kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """Its clean name, what it is, its hash and its bytes."""

    name: str
    type: str
    sha256: str
    bytes: bytes
