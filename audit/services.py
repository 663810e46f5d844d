"""What is written into the log by hand: that somebody read something sensitive."""

from django.db import connection

from accounts.models import User
from audit.acting import Acting, who_is_behind


def record_reading(
    what: str,
    row: object,
    *,
    by: User,
    plan: int | None = None,
    called: str = "",
    on: Acting | None = None,
) -> None:
    """Somebody saw what not everybody sees: a report's file, an attachment, the log itself.

    `on` says in which role and request, and from where. It is written at once: a reading happened
    even if the answer was then lost.
    """
    role, request, address = (on.role, on.request, on.address) if on else ("", "", "")
    really = who_is_behind()
    told = (really.who_id, really.who) if really else (by.pk, by.get_full_name())
    reason = really.reason if really else ""
    who = *told, role, reason, request, address
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_event"
            " (verb, subject, row, plan, called, who_id, who, role, reason, request, address)"
            " VALUES ('read', %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [what, str(row), plan, called, *who],
        )
