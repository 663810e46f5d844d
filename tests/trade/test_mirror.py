"""Both sides of a flow: the gap, the newest upload, months, and the break of 2017."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from core.errors import Invalid
from roadmaps.models import Roadmap, Role
from tests.forms import at
from tests.plans import let_in
from trade.models import Figure, Upload
from trade.published import take_in_published
from trade.queries import Pair, mirror_of
from trade.services import import_comtrade

HEAD = "reporterISO,partnerISO,flowCode,cmdCode,period,primaryValue\n"
TOTAL = Pair("PRK", "CHN", "TOTAL")


def take(*lines: str) -> Upload:
    return import_comtrade("trade.csv", (HEAD + "\n".join(lines) + "\n").encode(), by=None)


@pytest.mark.usefixtures("db")
def test_the_gap_is_the_importers_figure_less_the_exporters() -> None:
    take("CHN,PRK,M,TOTAL,2014,300", "PRK,CHN,X,TOTAL,2014,250", "CHN,PRK,M,TOTAL,2016,90")

    years = mirror_of(TOTAL).years

    assert [(y.year, y.gap) for y in years] == [(2014, Decimal(50)), (2015, None), (2016, None)]


@pytest.mark.usefixtures("db")
def test_the_newer_file_counts_and_the_older_one_stays() -> None:
    take("CHN,PRK,M,TOTAL,2014,300")
    take("CHN,PRK,M,TOTAL,2014,310")

    (year,) = mirror_of(TOTAL).years

    assert year.importer is not None
    assert year.importer.value == Decimal(310)
    assert Figure.objects.filter(year=2014).count() == 2


@pytest.mark.usefixtures("db")
def test_months_make_a_year_only_when_all_twelve_are_there() -> None:
    take(
        *(f"CHN,PRK,M,TOTAL,2014{month:02},10" for month in range(1, 13)),
        "CHN,PRK,M,TOTAL,201501,7",
    )

    whole, part = mirror_of(TOTAL).years

    assert whole.importer is not None and part.importer is not None
    assert (whole.importer.value, whole.importer.is_whole) == (Decimal(120), True)
    assert (part.importer.value, part.importer.months) == (Decimal(7), 1)


@pytest.mark.usefixtures("db")
def test_the_published_series_shows_the_break_of_2017() -> None:
    take_in_published()

    change = mirror_of(TOTAL).change

    # (195 + 216 + 48) / (2840 + 2480 + 2630) - 1
    assert change is not None
    assert round(change, 4) == Decimal("-0.9423")


@pytest.mark.usefixtures("db")
def test_the_same_file_is_taken_in_once() -> None:
    assert take_in_published() == take_in_published()
    assert Upload.objects.count() == 1


@pytest.mark.usefixtures("db")
def test_a_faulty_file_leaves_nothing_behind() -> None:
    with pytest.raises(Invalid):
        take("CHN,PRK,M,TOTAL,2014,300", "CHN,PRK,M,TOTAL,14,300")
    assert not Upload.objects.exists()


def test_a_planner_takes_a_file_in_and_sees_it(trial: Roadmap, page: Client) -> None:
    file = SimpleUploadedFile("c.csv", (HEAD + "CHN,PRK,M,TOTAL,2014,3000000\n").encode())

    answer = page.post(at(trial, "trade/"), {"file": file, "source": ""}, follow=True)

    assert answer.context["mirror"].years[0].importer.value == Decimal(3_000_000)
    assert Upload.objects.get().by is not None


def test_a_refused_file_is_told_line_by_line(trial: Roadmap, page: Client) -> None:
    file = SimpleUploadedFile("c.csv", (HEAD + "CHN,PRK,M,XX,2014,3\n").encode())

    answer = page.post(at(trial, "trade/"), {"file": file})

    assert answer.status_code == 422
    assert "2행" in answer.content.decode()


def test_a_viewer_may_look_but_not_take_in(trial: Roadmap, client: Client, mina: User) -> None:
    let_in(trial, mina, Role.VIEWER)
    client.force_login(mina)

    assert client.get(at(trial, "trade/")).status_code == 200
    assert client.post(at(trial, "trade/"), {}).status_code == 403


@pytest.mark.usefixtures("db")
def test_the_command_loads_the_published_figures(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_trade")
    call_command("load_trade")

    first, second = capsys.readouterr().out.splitlines()
    assert first == "published.yaml: 18 figures, added"
    assert second == "published.yaml: 18 figures, unchanged"
