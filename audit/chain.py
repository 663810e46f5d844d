"""Whether the log is as it was written: each seal computed anew, in this process."""

import hashlib
from dataclasses import dataclass

from django.db import connection

#: How many seals are read at a time.
BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far the chain holds. `broken_at` is the first seal that does not, `head` the last."""

    count: int
    head: str
    broken_at: int | None
    unsealed: int
    #: Whether the head given from an earlier time is still part of the chain; None: none given.
    anchored: bool | None

    @property
    def holds(self) -> bool:
        return self.broken_at is None and not self.unsealed and self.anchored is not False


def verify(anchor: tuple[int, str] | None = None) -> Verdict:
    """Compute every seal anew. `anchor` is the number and hash of a head noted down earlier:
    without one, events cut off at the end of the log can't be missed.
    """
    before, count, broken, anchored = b"", 0, None, None if anchor is None else False
    with connection.cursor() as cursor:
        while broken is None and (rows := _seals_after(cursor, count)):
            for number, words, kept in rows:
                computed = hashlib.sha256(before + words.encode()).digest()
                if number != count + 1 or computed != bytes(kept):
                    broken = count + 1
                    break
                before, count = computed, number
                if anchor == (number, computed.hex()):
                    anchored = True
        cursor.execute(
            "SELECT count(*) FROM audit_event e"
            " WHERE NOT EXISTS (SELECT FROM audit_seal s WHERE s.event_id = e.id)"
        )
        unsealed = int(cursor.fetchone()[0])
    return Verdict(count, before.hex(), broken, unsealed, anchored)


def _seals_after(cursor: object, number: int) -> list[tuple[int, str, bytes]]:
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT s.number, audit_words(e), s.hash"
        " FROM audit_seal s JOIN audit_event e ON e.id = s.event_id"
        " WHERE s.number > %s ORDER BY s.number LIMIT %s",
        [number, BATCH],
    )
    return cursor.fetchall()  # type: ignore[attr-defined, no-any-return]
