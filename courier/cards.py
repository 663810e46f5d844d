"""A station's public card: its name and its two public keys, signed by itself.

The signature keeps a name from being put on the keys of somebody else; that the keys are whose the
name says, only people can tell, by reading the fingerprint to each other.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core.errors import Invalid
from engine.problems import Problem

MAGIC = "COURIER STATION CARD 1"
LONGEST_CARD = 2_000
LONGEST_NAME = 100
DIGITS = 40
KEY_BYTES, SIGNATURE_BYTES = 32, 64


@dataclass(frozen=True, slots=True)
class Card:
    """Who a station is: `signs` verifies what it signed, `seals` is what is sealed for it."""

    name: str
    signs: bytes
    seals: bytes

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.signs, self.seals)


def fingerprint_of(signs: bytes, seals: bytes) -> str:
    """Forty decimal digits (132 bits) of both keys: the same in every language."""
    digest = sha256(b"courier fingerprint 1\0" + signs + seals).digest()
    return f"{int.from_bytes(digest) % 10**DIGITS:0{DIGITS}}"


def in_groups(fingerprint: str) -> str:
    """The fingerprint in groups of five, to be read aloud."""
    return " ".join(fingerprint[at : at + 5] for at in range(0, len(fingerprint), 5))


def digits_in(typed: str) -> str:
    """What somebody typed while it was read to them, without what only parts the groups."""
    return "".join(typed.split()).replace("-", "")


def signed_bytes(card: Card) -> bytes:
    """What a card's signature is about."""
    return f"{MAGIC}\0{card.name}\0".encode() + card.signs + card.seals


def write_card(card: Card, signature: bytes) -> str:
    shown = {
        "fingerprint": in_groups(card.fingerprint),
        "name": card.name,
        "seals": card.seals.hex(),
        "signature": signature.hex(),
        "signs": card.signs.hex(),
    }
    return f"{MAGIC}\n{json.dumps(shown, ensure_ascii=False, sort_keys=True, indent=1)}\n"


def read_card(text: str) -> Card:
    """The card in a text. Raises Invalid where it is none, or not as its station wrote it."""
    text = text.replace("\r\n", "\n").strip() + "\n"
    magic, _, rest = text.partition("\n")
    if magic != MAGIC or len(text) > LONGEST_CARD:
        raise Invalid(Problem("card_form", ("card",)))
    try:
        found = json.loads(rest)
    except (ValueError, RecursionError):
        raise Invalid(Problem("card_changed", ("card",))) from None
    card, signature = _card(found)
    try:
        Ed25519PublicKey.from_public_bytes(card.signs).verify(signature, signed_bytes(card))
    except (InvalidSignature, ValueError):
        raise Invalid(Problem("card_changed", ("card",))) from None
    if write_card(card, signature) != text:
        raise Invalid(Problem("card_changed", ("card",)))
    return card


def refuse_name(name: str) -> None:
    """Refuse a name that could not be read on a line, or that is none."""
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise Invalid(Problem("station_name", ("name",), {"longest": LONGEST_NAME}))


def _card(found: Any) -> tuple[Card, bytes]:
    try:
        card = Card(found["name"], bytes.fromhex(found["signs"]), bytes.fromhex(found["seals"]))
        signature = bytes.fromhex(found["signature"])
        refuse_name(card.name)
    except (TypeError, KeyError, ValueError, AttributeError):
        raise Invalid(Problem("card_changed", ("card",))) from None
    if {len(card.signs), len(card.seals)} != {KEY_BYTES} or len(signature) != SIGNATURE_BYTES:
        raise Invalid(Problem("card_changed", ("card",)))
    return card, signature
