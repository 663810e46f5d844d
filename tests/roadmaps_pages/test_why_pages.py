"""Why a date is what it is, and what would bring it forward, on the pages."""

import json

import pytest
from django.test import Client

from accounts.models import User
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of, schedule_for

pytestmark = pytest.mark.django_db


def page(client: Client, user: User, address: str, **headers: str):
    client.force_login(user)
    return client.get(address, headers={"Accept-Language": "en", **headers})


def test_the_plans_own_page_says_what_finishes_last(
    client: Client, small_plan: Roadmap, jin: User
) -> None:
    found = page(client, jin, f"/plans/{small_plan.pk}/why/")

    assert found.status_code == 200
    early = found.context["whys"].early
    assert [line.key for line in early.lines if line.is_binding] == ["P-01.a3"]
    assert [line.key for line in early.chain] == ["P-01.a3", "P-01.a2", "P-01.a1"]


def test_an_activity_says_how_late_it_may_be_and_who_waits(
    client: Client, small_plan: Roadmap, jin: User
) -> None:
    found = page(client, jin, f"/plans/{small_plan.pk}/why/activity/P-01.a1/")

    late = found.context["whys"].late
    assert [line.key for line in late.lines if line.is_binding] == ["P-01.a2"]
    assert [line.key for line in late.chain] == ["P-01.a1", "P-01.a2", "P-01.a3"]


def test_an_answer_can_be_looked_at_and_applied(
    client: Client, small_plan: Roadmap, jin: User
) -> None:
    address = f"/plans/{small_plan.pk}/why/"
    was = schedule_for(small_plan)[1].finish
    found = page(client, jin, f"{address}?days=20", **{"HX-Request": "true"})
    offer = found.context["offers"][0]
    assert offer.answer.reaches and offer.is_for_applying
    assert offer.changes in found.context["offers"][0].changes

    shown = client.get(f"/plans/{small_plan.pk}/preview/", {"changes": offer.changes})
    assert shown.context["moves"].finish == offer.answer.finish
    assert plan_of(small_plan).header is not None and small_plan.revision == 1

    sent = {"changes": offer.changes, "on_revision": 1}
    done = client.post(f"{address}plan/-/apply/", sent)
    assert (done.status_code, done["Location"]) == (302, address)
    small_plan.refresh_from_db()
    assert schedule_for(small_plan)[1].finish == offer.answer.finish < was


def test_days_that_are_no_number_are_refused_in_words(
    client: Client, small_plan: Roadmap, jin: User
) -> None:
    found = page(client, jin, f"/plans/{small_plan.pk}/why/?days=soon")

    assert found.status_code == 422
    assert found.context["form"].errors["days"]
    assert 'value="soon"' in found.content.decode()


@pytest.mark.parametrize("where", ["why/gate/G9/", "why/river/han/", "preview/?changes=x"])
def test_what_there_is_not_is_not_found(
    client: Client, small_plan: Roadmap, jin: User, where: str
) -> None:
    assert page(client, jin, f"/plans/{small_plan.pk}/{where}").status_code == 404


def test_who_only_looks_may_preview_but_not_apply(
    client: Client, shared_plan: Roadmap, mina: User
) -> None:
    found = page(client, mina, f"/plans/{shared_plan.pk}/why/?days=20")
    offer = found.context["offers"][0]
    assert not offer.is_for_applying

    sent = {"changes": offer.changes, "on_revision": 1}
    refused = client.post(f"/plans/{shared_plan.pk}/why/plan/-/apply/", sent)
    assert refused.status_code == 403
    assert json.loads(offer.changes)
