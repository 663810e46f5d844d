"""A permit that lapses is told once, to those who must act, while it still lapses."""

from datetime import timedelta

import pytest
from django.core import mail

from accounts.models import User
from core import clock
from core.clock import today
from engine.changes import Add
from engine.records import Permit
from roadmaps.models import Roadmap
from talk.mailing import send_due, set_mail
from talk.models import Notice, Occasion
from talk.outbox import queue_mail
from talk.queries.inbox import lines_of
from talk.tasks import remind
from talk.telling import tell_due
from tests.permits.test_moves import edit, move

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


def test_a_reminder_is_made_and_sent_once(
    lapsing: Roadmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    remind()
    remind()
    queue_mail()
    (occasion,) = Occasion.objects.all()
    assert (occasion.topic, occasion.about) == ("permit_lapses", "permit:soon")
    assert send_due() == 0
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert (send_due(), send_due()) == (2, 0)
    told = {message.to[0]: message.subject for message in mail.outbox}
    until = f"{today() + timedelta(59):%Y.%m.%d}"
    assert told == {
        "jin@example.test": f"Exemption soon lapses on {until}",
        "officer@example.test": f"면제 soon: {until} 만료 예정",
    }


def test_a_permit_that_ended_meanwhile_is_not_told_about_by_mail(
    lapsing: Roadmap, jin: User
) -> None:
    for person in User.objects.exclude(email=""):
        set_mail("at_once", person.email, by=person)
    assert tell_due(today()) == 1
    queue_mail()
    move(lapsing, jin, "used_up", "soon")
    assert send_due() == 0 and mail.outbox == []
    assert [line.is_over for line in lines_of(Notice.objects.filter(user=jin))] == [True]
