"""A station's own keys, and how they rest: locked under the installation's secret key.

That key is in no table: a dump of the database opens nothing. Where it has been exchanged, the
ring can't be unlocked any more, and a new one has to be made and its card confirmed anew.
"""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.errors import Invalid
from courier.cards import KEY_BYTES, Card, signed_bytes, write_card
from engine.problems import Problem

NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Ring:
    """The private keys, and the card that tells others the public ones."""

    card: Card
    signing: Ed25519PrivateKey
    sealing: X25519PrivateKey

    @property
    def card_text(self) -> str:
        return write_card(self.card, self.signing.sign(signed_bytes(self.card)))


def new_ring(name: str) -> Ring:
    return _ring(name, Ed25519PrivateKey.generate(), X25519PrivateKey.generate())


def lock(ring: Ring, secret: str) -> bytes:
    """The private keys, sealed so that only this installation opens them."""
    nonce = os.urandom(NONCE_BYTES)
    private = ring.signing.private_bytes_raw() + ring.sealing.private_bytes_raw()
    about = ring.card.fingerprint.encode()
    return nonce + ChaCha20Poly1305(_key(secret)).encrypt(nonce, private, about)


def unlock(name: str, fingerprint: str, locked: bytes, secret: str) -> Ring:
    """The ring that `lock` put away. Raises Invalid where the secret key is another one now."""
    nonce, sealed = locked[:NONCE_BYTES], locked[NONCE_BYTES:]
    try:
        private = ChaCha20Poly1305(_key(secret)).decrypt(nonce, sealed, fingerprint.encode())
    except InvalidTag:
        raise Invalid(Problem("ring_locked")) from None
    return _ring(
        name,
        Ed25519PrivateKey.from_private_bytes(private[:KEY_BYTES]),
        X25519PrivateKey.from_private_bytes(private[KEY_BYTES:]),
    )


def _ring(name: str, signing: Ed25519PrivateKey, sealing: X25519PrivateKey) -> Ring:
    signs, seals = signing.public_key(), sealing.public_key()
    card = Card(name, signs.public_bytes_raw(), seals.public_bytes_raw())
    return Ring(card, signing, sealing)


def _key(secret: str) -> bytes:
    derive = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"courier ring 1")
    return derive.derive(secret.encode())
