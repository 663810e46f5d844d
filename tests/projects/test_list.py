"""The list of projects: all of them, those that answer a wish, in its order."""

from decimal import Decimal

from django.test import Client

from projects.queries.lines import ProjectLine, Wish, project_lines
from roadmaps.models import Roadmap
from roadmaps.schedules import schedule_for
from tests.forms import at


def lines(roadmap: Roadmap, scenario: str = "C", **wish: str) -> list[ProjectLine]:
    plan, schedule = schedule_for(roadmap, scenario)
    return project_lines(plan, schedule, scenario, Wish(**wish))


def keys(found: list[ProjectLine]) -> list[str]:
    return [line.project.key for line in found]


def test_the_reference_plan_has_sixty_projects(nkpei: Roadmap) -> None:
    assert len(lines(nkpei)) == 60


def test_in_scenario_a_exactly_those_that_presuppose_relief_are_blocked(nkpei: Roadmap) -> None:
    found = lines(nkpei, "A")

    blocked = {line.project.key for line in found if line.is_blocked}
    assert blocked == {k.project.key for k in found if k.project.earliest_scenario > "A"}
    assert len(blocked) == 52


def test_in_scenario_c_every_project_has_dates(nkpei: Roadmap) -> None:
    assert all(line.start and line.finish for line in lines(nkpei, "C"))


def test_a_blocked_project_has_no_dates(nkpei: Roadmap) -> None:
    blocked = next(line for line in lines(nkpei, "A") if line.is_blocked)

    assert (blocked.start, blocked.finish, blocked.slack) == (None, None, None)
    assert (blocked.state, blocked.verdict) == ("blocked", "barred")


def test_filters_narrow_the_list_together(nkpei: Roadmap) -> None:
    assert len(lines(nkpei, stage="S1")) == 22
    assert len(lines(nkpei, stage="S2")) == 26
    assert keys(lines(nkpei, stage="S1", zone="nampo", strategy="F4")) == [
        "F4-03",
        "F4-04",
        "F4-05",
    ]


def test_a_search_finds_codes_and_names_in_both_languages(nkpei: Roadmap) -> None:
    assert keys(lines(nkpei, text="f4-04")) == ["F4-04"]
    assert keys(lines(nkpei, text="변전소 배전선")) == keys(lines(nkpei, text="substation feeder"))


def test_the_list_sorts_both_ways(nkpei: Roadmap) -> None:
    up = lines(nkpei, sort="cost")
    down = lines(nkpei, sort="-cost")

    assert up[0].totals[0].amount <= up[-1].totals[0].amount
    assert down[0].totals[0].amount == Decimal(500_000_000_000)
    assert keys(lines(nkpei, sort="nonsense")) == sorted(keys(up))


def test_what_has_no_dates_comes_last_whichever_way_the_list_is_sorted(nkpei: Roadmap) -> None:
    for sort in ("start", "-start"):
        states = [line.start is None for line in lines(nkpei, "A", sort=sort)]
        assert states == sorted(states)


def test_the_page_tells_the_count_in_both_languages(nkpei: Roadmap, page: Client) -> None:
    told = {"ko": "<b>22</b>개 과제(전체 60개)", "en": "<b>22</b> projects of 60"}
    for language, count in told.items():
        page.cookies["django_language"] = language
        assert count in page.get(at(nkpei, "projects/?stage=S1")).content.decode()


def test_a_filter_that_makes_no_sense_asks_nothing(nkpei: Roadmap, page: Client) -> None:
    answer = page.get(at(nkpei, "projects/?stage=S9&scenario=nowhere"))

    assert answer.status_code == 200
    assert len(answer.context["lines"]) == 60


def test_a_stranger_sees_no_projects(nkpei: Roadmap, client: Client, olga: object) -> None:
    client.force_login(olga)  # type: ignore[arg-type]

    assert client.get(at(nkpei, "projects/")).status_code == 404
