"""Where projects stand, deadlines and the table, as programs read them."""

from typing import Any

from core import sight
from engine.life.clocks import Clock
from engine.life.values import MAIN, Transition
from life.procedure import procedure
from life.queries.standing import Life


def life_json(life: Life) -> dict[str, Any]:
    return {
        "project": life.project,
        "state": life.states[MAIN],
        "states": dict(life.states),
        "rows": {track: life.next_number(track) - 1 for track in procedure().tracks},
        "tracks": [
            {
                "track": each.track,
                "state": each.state,
                "share": str(each.share),
                "stopped": each.stopped,
                "due": each.is_due,
            }
            for each in life.roll_up.tracks
        ],
        "laggard": life.roll_up.laggard,
        "may_follow": [each.key for each in procedure().leaving(MAIN, life.states[MAIN])],
        "needs_council": None if life.route.is_withheld else life.route.needs_council,
        "deadlines": [deadline_json(life.project, each) for each in life.deadlines],
    }


def deadline_json(project: str, clock: Clock) -> dict[str, Any]:
    """How far amounts are from what was approved is withheld with the amounts."""
    told = clock.measured if sight.here().amounts else None
    return {
        "project": project,
        "clock": clock.key,
        "limit": clock.limit,
        "since": clock.since.isoformat(),
        "due": clock.due.isoformat() if clock.due else None,
        "state": clock.state,
        "days_left": clock.days,
        "measured": None if told is None else str(round(told, 6)),
        "withheld": ["measured"] if clock.measured is not None and told is None else [],
    }


def transition_json(row: Transition) -> dict[str, Any]:
    same = ("track", "name_ko", "name_en", "actor", "lead_days", "notice_days", "months")
    listed = ("documents", "guards", "basis")
    return {
        **{name: getattr(row, name) for name in same},
        **{name: list(getattr(row, name)) for name in listed},
        "event": row.key,
        "facts": list(row.required),
        "facts_optional": list(row.optional),
        "from_state": row.source,
        "to_state": row.target,
        "roles": sorted(procedure().actors[row.actor].roles),
        "sources": list(row.origin),
        "confidence": row.confidence,
    }
