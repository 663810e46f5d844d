"""Signing, then sealing: what a package is made of, and the only place that opens one.

Well-known parts and nothing of our own: Ed25519 signs the header (which names sender and
recipient), both parties' public keys and the content; signature and content are sealed together
with ChaCha20-Poly1305 under a key that HKDF-SHA256 derives from X25519 of a key made for this one
file and the recipient's. The header is authenticated by both. Why: decision 22.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.errors import Invalid
from courier.cards import KEY_BYTES, SIGNATURE_BYTES, Card
from courier.rings import NONCE_BYTES, Ring
from courier.wire import MOST_BYTES, Header, Sort, Wire, header_bytes, write_wire
from engine.problems import Problem

TAG_BYTES = 16
#: So much content fits into a file of the largest size, in Base64 and with its header.
MOST_CONTENT = MOST_BYTES * 3 // 4 - 512 * 1024


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands on the outside: what it is, which number it has, from when it is."""

    sort: Sort
    number: int
    made: datetime


def seal(content: bytes, envelope: Envelope, ring: Ring, recipient: Card) -> bytes:
    """The file that carries the content to the recipient and to nobody else."""
    if len(content) > MOST_CONTENT:
        raise Invalid(Problem("package_size", (), {"most": MOST_BYTES // 1024 // 1024}))
    once = X25519PrivateKey.generate()
    header = Header(
        sort=envelope.sort,
        number=envelope.number,
        made=envelope.made.astimezone(UTC).isoformat(timespec="seconds"),
        sender=ring.card.fingerprint,
        sender_name=ring.card.name,
        recipient=recipient.fingerprint,
        recipient_name=recipient.name,
        size=SIGNATURE_BYTES + len(content) + TAG_BYTES,
        ephemeral=once.public_key().public_bytes_raw().hex(),
        nonce=os.urandom(NONCE_BYTES).hex(),
    )
    signature = ring.signing.sign(_signed(header, ring.card, recipient, content))
    shared = once.exchange(X25519PublicKey.from_public_bytes(recipient.seals))
    cipher = ChaCha20Poly1305(_key(shared, header, recipient))
    nonce = bytes.fromhex(header.nonce)
    sealed = cipher.encrypt(nonce, signature + content, header_bytes(header))
    return write_wire(Wire(header, sealed))


def unseal(wire: Wire, ring: Ring, sender: Card) -> bytes:
    """The content, if it was sealed for this ring and signed by the sender, unchanged.

    Raises Invalid with one and the same problem for whatever is wrong: which of the steps failed
    would tell somebody who tries things out more than the reader needs.
    """
    header = wire.header
    try:
        ephemeral = X25519PublicKey.from_public_bytes(bytes.fromhex(header.ephemeral))
        cipher = ChaCha20Poly1305(_key(ring.sealing.exchange(ephemeral), header, ring.card))
        nonce = bytes.fromhex(header.nonce)
        opened = cipher.decrypt(nonce, wire.sealed, header_bytes(header))
        signature, content = opened[:SIGNATURE_BYTES], opened[SIGNATURE_BYTES:]
        verifier = Ed25519PublicKey.from_public_bytes(sender.signs)
        verifier.verify(signature, _signed(header, sender, ring.card, content))
    except (InvalidTag, InvalidSignature, ValueError):
        raise Invalid(Problem("package_changed", ("file",))) from None
    return content


def _signed(header: Header, sender: Card, recipient: Card, content: bytes) -> bytes:
    """What the signature is about. The recipient is part of it: nobody can pass it on as theirs."""
    parties = sender.signs + sender.seals + recipient.signs + recipient.seals
    return b"courier signature 1\0" + parties + header_bytes(header) + content


def _key(shared: bytes, header: Header, recipient: Card) -> bytes:
    salt = bytes.fromhex(header.ephemeral) + recipient.seals
    return HKDF(SHA256(), KEY_BYTES, salt=salt, info=b"courier sealing 1").derive(shared)
