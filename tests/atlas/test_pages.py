"""The pages of the atlas on the reference plan, in both languages."""

import re

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from roadmaps.models import Membership, Roadmap, Role

PAGES = (
    "map/",
    "map/?stage=S1&year=2030&scenario=B",
    "map/?year=nonsense&stage=none",
    "zones/nampo/",
    "zones/chongnam/",
    "industries/",
    "industries/apparel/",
    "measures/",
    "measures/unscr-2397-7/?scenario=A",
    "sources/",
    "dashboard/",
    "dashboard/?scenario=A",
)


@pytest.fixture
def jins(standing_plan: None, jin: User) -> Client:
    """Jin's browser, open on the reference plan."""
    Membership.objects.create(plan=Roadmap.objects.get(), user=jin, role=Role.VIEWER)
    client = Client()
    client.force_login(jin)
    return client


def seen(client: Client, page: str, language: str = "en") -> str:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get(f"/plans/{Roadmap.objects.get().pk}/{page}")
    assert answer.status_code == 200
    return answer.content.decode()


def rows(html: str) -> int:
    """The table rows of the first table body."""
    return re.search(r"<tbody>(.*?)</tbody>", html, re.DOTALL)[1].count("<tr")  # type: ignore[index]


def test_every_page_opens_in_both_languages_under_the_content_policy(jins: Client) -> None:
    for page in PAGES:
        for language in ("ko", "en"):
            html = seen(jins, page, language)
            assert f'<html lang="{language}"' in html
            assert 'style="' not in html
            assert "onclick" not in html


def test_the_lists_are_complete(jins: Client) -> None:
    assert rows(seen(jins, "map/")) == 39
    assert seen(jins, "map/").count('class="zone-mark"') == 39
    assert rows(seen(jins, "industries/")) == 39
    assert rows(seen(jins, "measures/")) == 101
    assert rows(seen(jins, "sources/")) == 105


def test_an_unknown_figure_is_shown_as_unknown(jins: Client) -> None:
    korean = seen(jins, "zones/nampo/", "ko")
    assert re.search(r"<dt>면적</dt>\s*<dd><i class=\"unknown-value\">미상</i>", korean)
    english = seen(jins, "zones/nampo/", "en")
    assert re.search(r"<dt>Area</dt>\s*<dd><i class=\"unknown-value\">unknown</i>", english)


def test_a_known_figure_names_its_sources_and_confidence(jins: Client) -> None:
    html = seen(jins, "zones/jindo/")
    area = re.search(r"<dt>Area</dt>\s*<dd>(.*?)</dd>", html, re.DOTALL)[1]  # type: ignore[index]
    assert "1.8 km²" in area
    assert "high confidence" in area
    assert "<li><b>" in area


def test_the_chosen_scenario_goes_along(jins: Client) -> None:
    plan = Roadmap.objects.get().pk
    html = seen(jins, "map/?scenario=A")
    assert f"/plans/{plan}/zones/nampo/?scenario=A" in html
    assert f'href="/plans/{plan}/zones/nampo/"' in seen(jins, "map/")


def test_in_scenario_a_all_that_needs_relief_is_blocked(jins: Client) -> None:
    html = seen(jins, "dashboard/?scenario=A")
    assert re.search(r"<dt>Blocked projects</dt><dd class=\"alarm\">52</dd>", html)
    assert "/measures/unscr-2375-16/?scenario=A" in html
    assert re.search(r"<dt>Blocked projects</dt><dd>0</dd>", seen(jins, "dashboard/?scenario=C"))


def test_the_map_counts_what_has_started_by_a_year(jins: Client) -> None:
    assert "17 projects" in seen(jins, "map/?scenario=C")
    early = seen(jins, "map/?scenario=C&year=2027")
    started = sum(int(n) for n in re.findall(r'aria-label="[^"]*?, (\d+) projects', early))
    assert 0 < started < 60


def test_the_matrix_adds_up_to_the_projects(jins: Client) -> None:
    html = seen(jins, "dashboard/")
    assert '<td class="sum">60</td></tr></tfoot>' in html


def test_measures_are_found_in_either_language_whatever_the_page_speaks(jins: Client) -> None:
    assert rows(seen(jins, "measures/?q=섬유", "en")) == rows(seen(jins, "measures/?q=섬유", "ko"))
    assert "unscr-2375-16" in seen(jins, "measures/?q=textile", "ko")
    assert "Nothing answers this search." in seen(jins, "measures/?q=zzzz")


def test_measures_are_narrowed_by_what_they_are(jins: Client) -> None:
    assert rows(seen(jins, "measures/?regime=kr")) == 10
    assert rows(seen(jins, "measures/?regime=nonsense")) == 101
    before = seen(jins, "measures/?day=2006-10-13&regime=un")
    assert "Nothing answers this search." in before
    assert rows(seen(jins, "measures/?day=2006-10-14&regime=un")) == 6


def test_a_measure_names_its_codes_and_what_waits_for_it(jins: Client) -> None:
    html = seen(jins, "measures/unscr-2397-7/?scenario=A", "ko")
    assert "<b>72</b> 철강" in html
    assert "산업기계, 운송수단, 철강과 기타 금속의 대북 공급을 금지한다." in html
    assert "SAN-2397-7" in html
    assert "계획 참고자료이며 법률 자문이 아닙니다" in html


def test_industries_are_narrowed_by_their_flags(jins: Client) -> None:
    flagged = rows(seen(jins, "industries/?flag=any"))
    free = rows(seen(jins, "industries/?flag=none"))
    assert flagged + free == 39
    # Apparel by name; footwear because its uppers are stitched.
    assert rows(seen(jins, "industries/?q=봉제", "en")) == 2
    assert rows(seen(jins, "industries/?q=1410")) == 1


def test_what_is_not_there_is_not_found(jins: Client) -> None:
    plan = Roadmap.objects.get().pk
    for page in ("zones/atlantis/", "industries/magic/", "measures/unscr-1/"):
        assert jins.get(f"/plans/{plan}/{page}").status_code == 404


def test_a_stranger_sees_nothing(jins: Client, olga: User) -> None:
    client = Client()
    client.force_login(olga)
    for page in PAGES:
        assert client.get(f"/plans/{Roadmap.objects.get().pk}/{page}").status_code == 404
