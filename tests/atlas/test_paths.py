"""The page of paths: the critical one first, every chain with work of its own."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from roadmaps.models import Roadmap
from roadmaps.schedules import schedule_for


@pytest.fixture
def lines(standing_plan: None, db: None, client: Client) -> Any:
    owner = User.objects.create(username="paths", is_staff=True)
    client.force_login(owner)
    plan = Roadmap.objects.get()
    answer = client.get(f"/plans/{plan.pk}/paths/?scenario=C")
    assert answer.status_code == 200
    return answer.context["lines"]


def test_the_first_path_ends_with_the_plan_and_has_no_float(lines: Any) -> None:
    _, schedule = schedule_for(Roadmap.objects.get(), "C")

    assert lines[0].total_float == 0
    assert lines[0].last.finish == schedule.finish


def test_paths_come_by_float_and_share_no_activity(lines: Any) -> None:
    keys = [step.activity.key for line in lines for step in line.steps]

    assert len(lines) == 12
    assert [line.total_float for line in lines] == sorted(line.total_float for line in lines)
    assert len(keys) == len(set(keys))
    assert all(line.leaves_rank is None or line.leaves_rank < line.rank for line in lines)
