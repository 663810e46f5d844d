"""The outbox sends nothing twice; who is here is here for 15 seconds."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from accounts.models import User
from core import clock
from roadmaps.models import Roadmap
from talk import mailing, presence, services
from talk.inboxes import mark_read
from talk.models import Mail, Presence
from talk.outbox import DIGEST_HOUR, queue_mail

pytestmark = pytest.mark.django_db(transaction=True)


def shift(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    moment = clock.now() + by
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_two_workers_at_once_send_a_mail_once(plan: Roadmap, jin: User, mina: User) -> None:
    mailing.set_mail("at_once", "mina@example.test", by=mina)
    services.add_comment(plan, "condition:C1", "@mina 비밀 사항", by=jin)
    together, sent = Barrier(4), []

    def work() -> None:
        together.wait()
        queue_mail()
        sent.append(mailing.send_due())
        connection.close()

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    mailing.send_due()  # whoever looked before the letter was written
    (letter,) = mail.outbox
    assert sum(sent) <= 1 and Mail.objects.get().state == Mail.State.SENT
    assert (letter.to, letter.subject) == (
        ["mina@example.test"], "jin mentioned you on “Exemption”",
    )  # fmt: skip
    assert "비밀" not in letter.body


def test_a_day_goes_out_as_one_letter_without_what_was_read(
    plan: Roadmap, jin: User, mina: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for about in ("condition:C1", "condition:C2", "gate:G1"):
        services.add_comment(plan, about, "@mina", by=jin)
    assert (queue_mail(), queue_mail()) == (1, 0)
    waiting = Mail.objects.get()
    assert waiting.is_digest and waiting.due.astimezone(
        clock.end_of(clock.today()).tzinfo
    ).hour == (DIGEST_HOUR)
    assert mailing.send_due() == 0
    mark_read(mina, [waiting.notices.latest("pk").pk])
    shift(monkeypatch, timedelta(days=1))
    assert (mailing.send_due(), mailing.send_due()) == (1, 0)
    (letter,) = mail.outbox
    assert letter.subject == "2 notices from your plans" and letter.body.count("\n- ") == 1


def test_what_fails_is_tried_again_later_and_then_given_up(
    plan: Roadmap, jin: User, mina: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailing.set_mail("at_once", "mina@example.test", by=mina)
    services.add_comment(plan, "condition:C1", "@mina", by=jin)
    assert queue_mail() == 1

    def refuse(self: Any, messages: Any) -> int:
        raise SMTPServerDisconnected

    waits = []
    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", refuse)
        for _ in range(mailing.MOST_ATTEMPTS):
            before = clock.now()
            assert (mailing.send_due(), mailing.send_due()) == (0, 0)
            waits.append(Mail.objects.get().due - before)
            shift(patched, waits[-1])
    kept = Mail.objects.get()
    assert (kept.state, kept.attempts, mail.outbox) == ("failed", 12, [])
    assert [round(wait.total_seconds() / 60) for wait in waits[:4]] == [1, 2, 4, 8]


def test_a_letter_whose_worker_died_is_sent_under_the_same_name(
    plan: Roadmap, jin: User, mina: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """The operating system ends the process."""

    def sent_then_killed(self: EmailBackend, messages: Any) -> int:
        send_messages(self, messages)
        raise Killed

    mailing.set_mail("at_once", "mina@example.test", by=mina)
    services.add_comment(plan, "condition:C1", "@mina", by=jin)
    queue_mail()
    send_messages = EmailBackend.send_messages
    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", sent_then_killed)
        with pytest.raises(Killed):
            mailing.send_due()
    assert (mailing.send_due(), Mail.objects.get().state) == (0, "taken")
    shift(monkeypatch, mailing.LAPSE)
    assert (mailing.send_due(), mailing.send_due()) == (1, 0)
    first, second = mail.outbox
    assert first.message()["Message-ID"] == second.message()["Message-ID"]
    assert (Mail.objects.get().state, Mail.objects.get().attempts) == ("sent", 2)


def test_who_lost_a_letter_to_another_worker_says_nothing_about_it(
    plan: Roadmap, jin: User, mina: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailing.set_mail("at_once", "mina@example.test", by=mina)
    services.add_comment(plan, "condition:C1", "@mina", by=jin)
    queue_mail()

    def slow_and_refused(self: EmailBackend, messages: Any) -> int:
        with monkeypatch.context() as patched:
            patched.setattr(EmailBackend, "send_messages", send_messages)
            shift(patched, mailing.LAPSE)
            assert mailing.send_due() == 1
        raise SMTPServerDisconnected

    send_messages = EmailBackend.send_messages
    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", slow_and_refused)
        assert mailing.send_due() == 0
    assert (Mail.objects.get().state, len(mail.outbox)) == ("sent", 1)


def test_presence_ends_fifteen_seconds_after_the_last_heartbeat(
    plan: Roadmap, jin: User, mina: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = clock.now()
    for about in ("activity:P1.a1", "activity:P1.a2"):
        presence.beat(plan, about, by=mina)
    (seen,) = presence.beat(plan, "plan:plan", by=jin)
    assert (seen.username, seen.kind, seen.key) == ("mina", "activity", "P1.a2")
    monkeypatch.setattr(clock, "now", lambda: Presence.objects.get(user=mina).seen_at + (
        presence.LASTS - timedelta(milliseconds=1)
    ))  # fmt: skip
    assert len(presence.others_at(plan, jin)) == 1
    monkeypatch.setattr(clock, "now", lambda: began + timedelta(seconds=60))
    assert presence.beat(plan, "nonsense", by=jin) == []
    assert [(row.user, row.about) for row in Presence.objects.all()] == [(jin, "plan:plan")]
