"""The log: everything is written down, by the database, and nobody alters it."""

import io
from datetime import date

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from accounts.models import User
from accounts.services import issue_token
from audit.acting import Acting, acting
from audit.chain import verify
from audit.models import Event
from engine.changes import Alter, Remove
from roadmaps.services import edit_plan
from tests.plans import a_plan, let_in

pytestmark = pytest.mark.django_db(transaction=True)

#: Tables whose rows nobody decides about, and why their changes are no events.
UNWATCHED = {
    "audit_event": "the log itself",
    "audit_seal": "the log's chain",
    "jobs_job": "heartbeats of work; what a job makes is watched where it lies",
    "jobs_pulse": "heartbeats of processes",
    "parties_entry": "rows of a file; the list is watched, with the file's hash",
    "parties_listversion_entries": "rows of a file; the list is watched, with the file's hash",
    "ranges_rangespart": "a part of a simulation, drawn by a machine; the run is watched",
    "sharing_sharevisit": "a log by itself, which the database lets nobody alter",
    "talk_heard": "how far a worker has read; what it made of that is watched",
    "talk_presence": "heartbeats of open pages, gone after seconds",
    "trade_figure": "rows of a file; the upload is watched, with the file's hash",
}


def test_every_table_of_the_product_is_watched_or_has_a_reason_not_to_be() -> None:
    """A new table calls `audit_watch` in its migration, or stands above with its reason."""
    ours = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in settings.OUR_APPS
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'audit_note'")
        watched = {row[0] for row in cursor.fetchall()}
    assert ours - watched == set(UNWATCHED)


def test_an_edit_is_told_with_what_was_and_what_became_of_it(jin: User) -> None:
    plan = a_plan(jin)
    since = _last()
    with acting(Acting("진 플래너", jin.pk, "planner", "req-12345678", "10.0.0.7")):
        change = Alter("activity", "P1.a1", {"duration": 5})
        edit_plan(plan, [change], by=jin, on_revision=1, reason="현장 조사 지연")
    (changed,) = Event.objects.filter(id__gt=since, subject="roadmaps_activity")
    assert (changed.verb, changed.plan, changed.key, changed.called) == (
        "change", plan.pk, "P1.a1", "협의",
    )  # fmt: skip
    assert (changed.old["duration"], changed.new["duration"]) == (2, 5)
    assert set(changed.new) == {"duration", "changed_on"}
    assert (changed.who, changed.who_id, changed.role) == ("진 플래너", jin.pk, "planner")
    assert (changed.request, changed.address) == ("req-12345678", "10.0.0.7")
    revision = Event.objects.get(id__gt=since, subject="roadmaps_revision")
    assert (revision.reason, revision.txn) == ("현장 조사 지연", changed.txn)
    assert "changes" not in revision.new


def test_what_somebody_did_stays_when_they_are_renamed_and_the_record_is_gone(jin: User) -> None:
    plan = a_plan(jin)
    since = _last()
    with acting(Acting("옛 이름", jin.pk)):
        edit_plan(plan, [Remove("project", "P2")], by=jin, on_revision=1)
    User.objects.filter(pk=jin.pk).update(full_name="새 이름")
    gone = Event.objects.get(id__gt=since, subject="roadmaps_project", verb="remove")
    assert (gone.who, gone.key, gone.called, gone.old["stage_id"] is None) == (
        "옛 이름", "P2", "공장", False,
    )  # fmt: skip


def test_raw_sql_and_bulk_updates_are_written_down_too(jin: User) -> None:
    since = _last()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET full_name = 'x' WHERE id = %s", [jin.pk])
    User.objects.filter(pk=jin.pk).update(is_staff=True)
    told = [each.new for each in Event.objects.filter(id__gt=since).order_by("id")]
    assert told == [{"full_name": "x"}, {"is_staff": True}]


def test_secrets_and_heartbeats_are_not_told(jin: User) -> None:
    since = _last()
    token, _text = issue_token(name="program", scope="read", by=jin)
    jin.set_password("a long password 1")
    jin.save()
    type(token).objects.filter(pk=token.pk).update(used_at="2027-01-01T00:00:00Z")
    events = list(Event.objects.filter(id__gt=since).order_by("id"))
    assert [(each.subject, each.verb) for each in events] == [
        ("accounts_apitoken", "add"),
        ("accounts_user", "change"),
    ]
    assert events[0].new["digest"] == "***"
    assert events[1].new == {"password": "***"}


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE audit_event SET who = 'somebody else'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event CASCADE",
        "UPDATE audit_seal SET hash = ''",
        "DELETE FROM audit_seal",
        "TRUNCATE audit_seal",
    ],
)
def test_the_log_is_only_added_to_even_by_the_products_own_role(jin: User, attempt: str) -> None:
    a_plan(jin)
    count = Event.objects.count()
    with pytest.raises(DatabaseError, match="only added to"), connection.cursor() as cursor:
        cursor.execute(attempt)
    assert Event.objects.count() == count


def test_the_chain_holds_and_says_where_it_was_broken(jin: User) -> None:
    a_plan(jin)
    head = verify()
    assert head.holds and head.count >= Event.objects.count() > 0
    let_in(a_plan(jin), User.objects.create_user("extra"))
    said = io.StringIO()
    call_command("verify_audit", head=f"{head.count}:{head.head}", stdout=said)
    assert "none altered" in said.getvalue()
    with pytest.raises(CommandError, match="no longer part"):
        call_command("verify_audit", head=f"{head.count}:{'0' * 64}")
    with transaction.atomic():
        _behind_the_guard("UPDATE audit_event SET who = 'nobody' WHERE id = %s", _sealed_as(2))
        broken = verify()
        transaction.set_rollback(True)
    assert (broken.holds, broken.broken_at) == (False, 2)
    with transaction.atomic():
        _behind_the_guard("DELETE FROM audit_seal WHERE number = %s", head.count)
        cut = verify((head.count, head.head))
        transaction.set_rollback(True)
    assert not cut.holds
    assert verify().holds


def test_what_is_rolled_back_has_not_happened(jin: User) -> None:
    since, sealed = _last(), verify().count
    with transaction.atomic():
        User.objects.filter(pk=jin.pk).update(full_name="never")
        transaction.set_rollback(True)
    assert not Event.objects.filter(id__gt=since).exists()
    assert verify().count == sealed


def test_dates_and_plans_of_rows_are_kept_for_whoever_asks_later(jin: User) -> None:
    plan = a_plan(jin)
    added = Event.objects.get(subject="roadmaps_window", plan=plan.pk, key="B:C1")
    assert date.fromisoformat(added.new["since"]) == date(2028, 1, 1)


def _last() -> int:
    return Event.objects.values_list("id", flat=True).first() or 0


def _sealed_as(number: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT event_id FROM audit_seal WHERE number = %s", [number])
        return int(cursor.fetchone()[0])


def _behind_the_guard(sql: str, value: int) -> None:
    """As somebody who owns the tables and took the guard away could do."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE audit_seal DISABLE TRIGGER USER")
        cursor.execute(sql, [value])
