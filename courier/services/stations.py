"""Our own keys, and the stations we know: added by their card, trusted once a person confirms.

A fingerprint is typed as the other side reads it aloud. Ticking a box would confirm nothing.
"""

import hmac

from django.conf import settings
from django.db import transaction

from accounts.models import User
from core import clock
from core.errors import Forbidden, Invalid
from courier import rings
from courier.cards import digits_in, read_card, refuse_name
from courier.models import KeyRing, Station
from courier.queries.standing import keeps_stations, ring_in_use
from engine.problems import Problem

LONGEST_WORDS = 300


@transaction.atomic
def make_ring(name: str, *, by: User) -> KeyRing:
    """New keys under this name; those in use until now are retired, and open nothing any more.

    Keepers make the first ones. To replace them cuts every partner off: administrators do.
    """
    _require_keeper(by)
    if ring_in_use() and not by.is_staff:
        raise Forbidden(Problem("ring_replaced_by_staff"))
    name = name.strip()
    refuse_name(name)
    KeyRing.objects.filter(retired_at=None).update(retired_at=clock.now(), retired_by=by)
    ring = rings.new_ring(name)
    return KeyRing.objects.create(
        name=name,
        fingerprint=ring.card.fingerprint,
        locked=rings.lock(ring, settings.SECRET_KEY),
        made_by=by,
    )


def unlocked(ring: KeyRing) -> rings.Ring:
    """The private keys. Raises Invalid where the installation's secret key has been exchanged."""
    locked = bytes(ring.locked)
    return rings.unlock(ring.name, ring.fingerprint, locked, settings.SECRET_KEY)


def card_text(ring: KeyRing) -> str:
    """Our card, to be given to others."""
    return unlocked(ring).card_text


@transaction.atomic
def add_station(text: str, *, by: User) -> Station:
    """Take a partner's card in. Nothing is sent to it or read from it before it is confirmed."""
    _require_keeper(by)
    card = read_card(text)
    ours = ring_in_use()
    if ours and ours.fingerprint == card.fingerprint:
        raise Invalid(Problem("card_is_ours", ("card",)))
    if known := Station.objects.filter(fingerprint=card.fingerprint).first():
        raise Invalid(Problem("card_known", ("card",), {"name": known.name}))
    return Station.objects.create(
        name=card.name,
        signs=card.signs.hex(),
        seals=card.seals.hex(),
        fingerprint=card.fingerprint,
        added_by=by,
    )


@transaction.atomic
def confirm_station(station: Station, typed: str, how: str, *, by: User) -> Station:
    """Trust it: somebody there read the fingerprint out, and this is what was heard.

    `how` says who read it and where: it is the only proof there is of whose keys these are.
    """
    _require_keeper(by)
    locked = Station.objects.select_for_update().get(pk=station.pk)
    if locked.retired_at or locked.confirmed_at:
        raise Invalid(Problem("station_settled", (), {"name": locked.name}))
    if not hmac.compare_digest(digits_in(typed).encode(), locked.fingerprint.encode()):
        raise Invalid(Problem("fingerprint_differs", ("typed",), {"name": locked.name}))
    locked.confirmed_how = _words("how", how)
    locked.confirmed_by, locked.confirmed_at = by, clock.now()
    locked.save(update_fields=["confirmed_how", "confirmed_by", "confirmed_at"])
    return locked


@transaction.atomic
def retire_station(station: Station, why: str, *, by: User) -> Station:
    """Stop trusting it, for good: a lost key comes back only as a new card."""
    _require_keeper(by)
    locked = Station.objects.select_for_update().get(pk=station.pk)
    if locked.retired_at:
        raise Invalid(Problem("station_settled", (), {"name": locked.name}))
    locked.retired_why = _words("why", why)
    locked.retired_by, locked.retired_at = by, clock.now()
    locked.save(update_fields=["retired_why", "retired_by", "retired_at"])
    return locked


def required_ring() -> KeyRing:
    """Our keys in use. Raises Invalid where none have been made yet."""
    ring = ring_in_use()
    if ring is None:
        raise Invalid(Problem("ring_missing"))
    return ring


def _require_keeper(by: User) -> None:
    if not keeps_stations(by):
        raise Forbidden(Problem("not_a_keeper"))


def _words(name: str, text: str) -> str:
    text = text.strip()
    if not text or len(text) > LONGEST_WORDS:
        raise Invalid(Problem("words_missing", (name,), {"longest": LONGEST_WORDS}))
    return text
