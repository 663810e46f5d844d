"""A permit that lapses is told once, to those who must act, and again only where that failed."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from accounts.models import User
from core.clock import today
from engine.changes import Add
from engine.records import Permit
from permits.models import Reminder
from permits.tasks import remind, send_again
from roadmaps.models import Roadmap
from tests.permits.test_moves import edit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lapsing(trial: Roadmap, jin: User, officer: User) -> Roadmap:
    """Two granted permits: one lapses within the notice, one later."""
    for person, language in ((jin, "en"), (officer, "ko")):
        person.email, person.language = f"{person.username}@example.test", language
        person.save()
    since = today() - timedelta(30)
    for key, days in (("soon", 59), ("later", 61)):
        permit = Permit(key, f"면제 {key}", f"Exemption {key}", state="granted",
                        valid_from=since, valid_until=today() + timedelta(days))  # fmt: skip
        edit(trial, jin, Add(permit))
    return trial


def test_a_reminder_is_made_and_sent_once(lapsing: Roadmap) -> None:
    remind()
    remind()
    send_again()
    (reminder,) = Reminder.objects.all()
    assert (reminder.permit, reminder.attempts) == ("soon", 1) and reminder.sent_at is not None
    told = {message.to[0]: message.subject for message in mail.outbox}
    until = f"{today() + timedelta(59):%Y.%m.%d}"
    assert set(told) == {"jin@example.test", "officer@example.test"} and len(mail.outbox) == 2
    assert told["officer@example.test"] == f"면제 soon: {until} 만료 예정"


def test_what_could_not_be_sent_is_sent_by_the_next_try(
    lapsing: Roadmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Any, messages: Any) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", refuse)
        remind()
    assert Reminder.objects.get().sent_at is None and mail.outbox == []
    send_again()
    assert Reminder.objects.get().attempts == 2 and len(mail.outbox) == 2


def test_a_permit_that_ended_meanwhile_is_not_told_about(lapsing: Roadmap, jin: User) -> None:
    from permits.services import make_reminders, send_reminders
    from tests.permits.test_moves import move

    assert make_reminders() == 1
    move(lapsing, jin, "used_up", "soon")
    assert send_reminders() == 1 and mail.outbox == []
