"""The list of permits and one of them."""

import re

import pytest
from django.test import Client

from accounts.models import User
from engine.changes import Add
from engine.records import Permit
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of
from tests.permits.test_moves import FACTS, edit

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_list_filters_and_sorts(trial: Roadmap, jin: User, as_planner: Client) -> None:
    more = Permit("X2", "반출 승인", "Carrying", "carrying_out", state="granted", authority="mou",
                  projects=("P1",), whole_project=True, **FACTS)  # type: ignore[arg-type]  # fmt: skip
    edit(trial, jin, Add(more))
    at = f"/plans/{trial.pk}/permits/"
    whole = as_planner.get(at).content.decode()
    assert whole.index("반입 면제") < whole.index("반출 승인</a>")
    assert "반출 승인</a>" not in as_planner.get(f"{at}?state=draft").content.decode()
    mine = as_planner.get(f"{at}?project=P1&authority=mou").content.decode()
    assert "반출 승인</a>" in mine and "반입 면제" not in mine
    turned = as_planner.get(f"{at}?sort=-code").content.decode()
    assert turned.index("반출 승인</a>") < turned.index("반입 면제")


def test_a_permit_says_what_waits_for_it(trial: Roadmap, as_planner: Client) -> None:
    page = as_planner.get(f"/plans/{trial.pk}/permits/X1/?scenario=A").content.decode()
    for words in ("Sewing machines", "재봉기"):
        assert (words in page) == (words == "재봉기")
    assert "아직 충족되지 않았습니다" in page and "P2.a1" in page


def test_a_link_fills_the_form_and_the_state_is_no_field_of_an_edit(
    trial: Roadmap, as_planner: Client
) -> None:
    link = f"/plans/{trial.pk}/permits/add/?projects=P2&measures=unscr-2397-7&route=unscr-2397-25"
    form = as_planner.get(link).content.decode()
    assert re.search(r'name="measures" value="unscr-2397-7"[^>]* checked', form)
    assert '<option value="unscr-2397-25" selected>' in form
    edit_page = as_planner.get(f"/plans/{trial.pk}/permits/X1/edit/").content.decode()
    assert 'name="state"' not in edit_page
    told = {"name_ko": "새 면제", "sort": "exemption", "state": "draft", "authority": "un_1718",
            "projects": ["P2"], "lines": ["P2:1"], "on_revision": trial.revision}  # fmt: skip
    assert as_planner.post(f"/plans/{trial.pk}/permits/add/", told).status_code == 302
    trial.refresh_from_db()
    assert plan_of(trial).permits["permit:exemption:1"].lines == ("P2:1",)
