"""The plan's own record: its calendar and dates are edited by a form, as one revision."""

import pytest
from django.test import Client

from accounts.models import User
from roadmaps.models import Revision, Roadmap, Role
from tests.plans import a_plan, let_in

pytestmark = pytest.mark.django_db
TYPED = {
    "name_ko": "시험 로드맵",
    "name_en": "Trial roadmap",
    "start": "2027-01-04",
    "calendar": "site",
    "regimes": ["un", "kr"],
    "out_of_sequence": "progress_override",
    "critical_by": "float",
    "critical_float": "0",
    "permit_notice": "60",
    "on_revision": "1",
    "reason": "6일 근무",
}


@pytest.fixture
def trial(django_user_model: type[User]) -> Roadmap:
    return a_plan(django_user_model.objects.create_user(username="owner"))


def test_the_plans_calendar_is_chosen_by_a_form(trial: Roadmap, client: Client) -> None:
    client.force_login(User.objects.get(username="owner"))

    answer = client.post(f"/plans/{trial.pk}/settings/", TYPED)

    assert answer.status_code == 302, answer.context["editing"].form.errors
    trial.refresh_from_db()
    revision = Revision.objects.get(plan=trial, number=2)
    assert (trial.calendar, revision.reason) == ("site", "6일 근무")


def test_a_viewer_does_not_edit_the_settings(trial: Roadmap, client: Client) -> None:
    viewer = let_in(trial, User.objects.create_user(username="viewer"), Role.VIEWER)
    client.force_login(viewer)

    assert client.post(f"/plans/{trial.pk}/settings/", TYPED).status_code == 403
