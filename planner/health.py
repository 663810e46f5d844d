"""Is everything up? For the launcher, for probes and for people; it tells no secrets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from celery import current_app
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from core.clock import now
from jobs.models import Pulse
from jobs.pulses import BEAT, PULSE_SECONDS, WORKER

OK, DOWN, LATE, UNKNOWN = "ok", "down", "late", "unknown"
# Three missed signs of life, and a little for a busy machine.
LATE_AFTER = 4 * PULSE_SECONDS
BROKER_PATIENCE = 2  # seconds


@dataclass(frozen=True, slots=True)
class Vital:
    """The state of each part, and how long ago the unseen ones last gave a sign of life."""

    parts: Mapping[str, str]
    seconds: Mapping[str, float]

    @property
    def is_well(self) -> bool:
        return set(self.parts.values()) == {OK}


def health(request: HttpRequest) -> JsonResponse:
    """200 if every part serves, else 503; the parts one by one in both cases."""
    found = vitals()
    return JsonResponse(
        {
            "status": OK if found.is_well else DOWN,
            **found.parts,
            "seconds_since_sign_of_life": dict(found.seconds),
        },
        status=200 if found.is_well else 503,
        headers={"Cache-Control": "no-store"},
    )


def vitals() -> Vital:
    """Each part, asked now."""
    pulses = _pulses()
    parts = {
        "web": OK,
        "database": DOWN if pulses is None else OK,
        "broker": _broker(),
        "worker": _living(pulses, WORKER),
        "beat": _living(pulses, BEAT),
    }
    return Vital(parts, {name: _age(at) for name, at in (pulses or {}).items()})


def _pulses() -> dict[str, datetime] | None:
    try:
        return dict(Pulse.objects.values_list("name", "at"))
    except DatabaseError:
        return None


def _living(pulses: dict[str, datetime] | None, name: str) -> str:
    if pulses is None:
        return UNKNOWN
    if name not in pulses:
        return DOWN
    return OK if _age(pulses[name]) <= LATE_AFTER else LATE


def _age(at: datetime) -> float:
    return round((now() - at).total_seconds(), 1)


def _broker() -> str:
    try:
        with current_app.connection_for_write(connect_timeout=BROKER_PATIENCE) as connection:
            connection.ensure_connection(max_retries=1, timeout=BROKER_PATIENCE)
    # Each transport has its own errors, and all of them mean the same here.
    except Exception:
        return DOWN
    return OK
