"""The same through the doors: pages, REST and commands, in the order people use them."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from accounts.services import issue_token
from courier.models import Incoming, Outgoing, Station
from courier.queries.standing import ring_in_use
from courier.rings import new_ring
from drafts.models import Draft
from engine.changes import Alter
from roadmaps.models import Roadmap
from roadmaps.services import edit_plan
from tests.courier.conftest import Two, at

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user)
    return client


def upload(client: Client, file: str, **buttons: str) -> Any:
    given = SimpleUploadedFile("courier-0001-plan.txt", file.encode())
    return client.post("/courier/read/", {"file": given, **buttons})


def test_a_package_goes_out_and_comes_back_over_the_pages(
    two: Two, plan: Roadmap, jin: User, olga: User
) -> None:
    pages = client_of(jin)
    asked = {
        "station": two.away_station.pk, "revision": 1, "scenario": "B",
        "hide_amounts": "on", "projects": ["P1"], "note": "검토 요망",
    }  # fmt: skip
    preview = pages.post(f"/plans/{plan.pk}/courier/pack/", {**asked, "look": "1"})
    text = preview.content.decode()
    assert preview.status_code == 200
    assert Outgoing.objects.count() == 0
    assert "What goes out, and what is withheld" in text
    assert "Every date is the same there" in text
    assert pages.post(f"/plans/{plan.pk}/courier/pack/", {"pack": "1"}).status_code == 422
    assert pages.post(f"/plans/{plan.pk}/courier/pack/", {**asked, "pack": "1"}).status_code == 302
    package = Outgoing.objects.get()
    assert (package.projects, package.amounts_withheld, package.parties_withheld) == (
        ["P1"], True, False,
    )  # fmt: skip
    handed = pages.get(f"/plans/{plan.pk}/courier/{package.pk}/file/")
    assert handed.headers["Content-Disposition"] == 'attachment; filename="courier-0001-plan.txt"'
    file = handed.content.decode()

    with at(two.away):
        there = client_of(olga)
        looked = upload(there, file, look="1").content.decode()
        assert "A plan from another station" in looked
        assert (two.home.groups in looked, Incoming.objects.count()) == (True, 0)
        refused = upload(there, file.replace("1", "2", 1), look="1")
        assert (refused.status_code, "newer version" in refused.content.decode()) == (422, True)
        assert upload(there, file, take="1").status_code == 302
        copy = Incoming.objects.get().plan
        page = there.get(f"/plans/{copy.pk}/courier/").content.decode()
        assert "package 1 from 통일부" in page
        assert "nothing to send back" in page
        edit_plan(copy, [Alter("activity", "P1.a1", {"duration": 5})], by=olga, on_revision=1)
        back = there.post(f"/plans/{copy.pk}/courier/send-back/", {"note": "그대로"})
        assert back.status_code == 302
    answer = Outgoing.objects.get(sort="answer").file
    looked = upload(pages, answer, look="1").content.decode()
    assert "An answer to a package of ours" in looked
    assert upload(client_of(olga), answer, look="1").status_code == 403
    assert Draft.objects.count() == 0
    assert upload(pages, answer, take="1").status_code == 302
    draft = Draft.objects.get()
    shown = pages.get(f"/plans/{plan.pk}/drafts/{draft.pk}/").content.decode()
    assert "Signed at another station" in shown
    assert two.away.groups in shown
    assert upload(pages, answer, take="1").status_code == 422


def test_a_card_is_taken_in_confirmed_and_retired_over_the_pages(two: Two, jin: User) -> None:
    pages, ring = client_of(jin), new_ring("세관")
    assert pages.post("/courier/stations/add/", {"text": "no card"}).status_code == 422
    assert pages.post("/courier/stations/add/", {"text": ring.card_text}).status_code == 302
    station = Station.objects.get(name="세관")
    one = f"/courier/stations/{station.pk}/"
    assert station.groups not in pages.get(one).content.decode()
    assert station.groups not in pages.get("/courier/stations/").content.decode()
    heard = {"typed": station.groups, "how": "김 과장, 전화"}
    assert pages.post(f"{one}confirm/", {**heard, "typed": "0"}).status_code == 422
    assert pages.post(f"{one}confirm/", heard).status_code == 302
    assert station.groups in pages.get(one).content.decode()
    assert pages.post(f"{one}retire/", {"why": "교체"}).status_code == 302
    card = pages.get("/courier/card/").content.decode()
    assert pages.post("/courier/keys/", {"name": "통일부 2"}).status_code == 422
    root = client_of(User.objects.get(username="root"))
    assert root.post("/courier/keys/", {"name": "통일부 2"}).status_code == 302
    assert pages.get("/courier/card/").content.decode() != card


def test_a_package_goes_out_and_comes_back_over_rest(
    two: Two, plan: Roadmap, jin: User, olga: User
) -> None:
    def caller(user: User) -> Any:
        _, token = issue_token(name="t", scope="write", by=user)

        def call(path: str, status: int, body: Any = None) -> Any:
            client = Client(headers={"Authorization": f"Bearer {token}"})
            address = f"/api/v1/{path}"
            kind = "application/json"
            found = client.get(address) if body is None else client.post(address, body, kind)
            assert found.status_code == status, found.content.decode()
            return json.loads(found.content)

        return call

    home, away = caller(jin), caller(olga)
    asked = {"plan": plan.pk, "station": two.away_station.pk, "scenario": "B"}
    preview = home("courier-packages/preview/", 200, asked)
    assert any(line["withheld"] for line in preview["lines"])
    assert home("courier-packages/", 422, {**asked, "hide_amounts": "no"})
    made = home("courier-packages/", 201, asked)
    assert (made["number"], made["amounts_withheld"]) == (1, True)
    file = home(f"courier-packages/{made['id']}/file/", 200)["file"]
    assert home(f"courier-packages/?plan={plan.pk}", 200)["count"] == 1
    with at(two.away):
        assert away("courier-received/look/", 200, {"file": file})["sort"] == "plan"
        changed = away("courier-received/take/", 422, {"file": file[:-80] + "AAAA" + file[-76:]})
        assert changed["problems"][0]["code"] in ("package_changed", "package_cut")
        there = away("courier-received/take/", 201, {"file": file})["plan"]
        copy = Roadmap.objects.get(pk=there)
        edit_plan(copy, [Alter("activity", "P1.a1", {"duration": 5})], by=olga, on_revision=1)
        answer = away("courier-packages/answer/", 201, {"plan": there, "note": "회신"})
        back = away(f"courier-packages/{answer['id']}/file/", 200)["file"]
    looked = home("courier-received/look/", 200, {"file": back})
    assert (looked["answers"], looked["changes"][0]["values"]) == (1, {"duration": 5})
    taken = home("courier-received/take/", 201, {"file": back})
    assert home(f"courier-received/{taken['id']}/", 200)["draft"] == Draft.objects.get().pk

    card = home("courier-card/", 200)
    assert card["fingerprint"] == two.home.fingerprint
    station = home("courier-stations/", 201, {"card": new_ring("세관").card_text})
    assert station["fingerprint"] == ""
    heard = {"fingerprint": Station.objects.get(pk=station["id"]).groups, "how": "전화"}
    assert home(f"courier-stations/{station['id']}/confirm/", 200, heard)["is_trusted"]
    assert not home(f"courier-stations/{station['id']}/retire/", 200, {"why": "교체"})["is_trusted"]
    assert home("courier-stations/", 200)["count"] == 3
    assert home("courier-card/", 403, {"name": "통일부 2"})


def test_a_package_goes_out_and_comes_back_over_the_commands(
    two: Two, plan: Roadmap, jin: User, olga: User, tmp_path: Path
) -> None:
    def run(name: str, *args: Any) -> str:
        out = StringIO()
        call_command(name, *map(str, args), stdout=out)
        return out.getvalue()

    file, back, card = tmp_path / "out.txt", tmp_path / "back.txt", tmp_path / "card.txt"
    run("courier_pack", plan.pk, "--by", "jin", "--to", two.away_station.pk, "--file", file)
    with at(two.away):
        assert json.loads(run("courier_read", file, "--by", "olga"))["person"] == "jin"
        run("courier_read", file, "--by", "olga", "--take")
        copy = Incoming.objects.get().plan
        edit_plan(copy, [Alter("activity", "P1.a1", {"duration": 5})], by=olga, on_revision=1)
        run("courier_pack", copy.pk, "--by", "olga", "--answer", "--file", back)
    assert "draft" in run("courier_read", back, "--by", "jin", "--take")
    with pytest.raises(CommandError):
        run("courier_read", back, "--by", "jin")
    for args in (("--by", "nobody"), ("--by", "olga")):
        with pytest.raises(CommandError):
            run("courier_pack", plan.pk, *args, "--to", two.away_station.pk)

    card.write_text(new_ring("세관").card_text, encoding="utf-8")
    run("courier_station", "--add", card, "--by", "jin")
    made = Station.objects.get(name="세관")
    run(
        "courier_station",
        "--confirm",
        made.pk,
        "--heard",
        made.groups,
        "--words",
        "전화",
        "--by",
        "jin",
    )
    run("courier_station", "--retire", made.pk, "--words", "교체", "--by", "jin")
    assert "세관\tnot trusted" in run("courier_station", "--list")
    run("courier_station", "--make", "통일부 2", "--by", "root")
    ring = ring_in_use()
    assert ring is not None
    assert ring.fingerprint[:5] in run("courier_station")
