"""Reports over REST: asked for once, watched, stopped, and not there before they are drawn."""

from accounts.models import User
from roadmaps.models import Roadmap, Role
from tests.api.caller import Caller, codes
from tests.plans import let_in


def test_a_report_is_asked_for_once(editor: Caller, nkpei: Roadmap) -> None:
    body = {"plan": nkpei.pk, "language": "en", "scenario": "B"}
    first, again = (editor.post("/reports/", body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    report = first.json()
    assert again.json()["id"] == report["id"]
    assert editor.client.get(first.headers["Location"]).json() == again.json()
    assert (report["revision"], report["scenario"], report["stages"]) == (
        1,
        "B",
        ["S1", "S2", "S3"],
    )
    assert (report["state"], report["asked_by"], report["pdf"]) == ("queued", "editor", None)
    assert editor.get(f"/reports/?plan={nkpei.pk}&state=queued").json()["count"] == 1
    assert editor.get("/reports/?state=done").json()["count"] == 0


def test_a_waiting_report_can_be_stopped_and_asked_for_again(
    editor: Caller, nkpei: Roadmap
) -> None:
    made = editor.post("/reports/", {"plan": nkpei.pk}).json()
    at = f"/reports/{made['id']}"
    assert editor.get(f"{at}/pdf/").status_code == 404
    assert editor.post(f"{at}/cancel/").json()["state"] == "cancelled"
    assert codes(editor.post(f"{at}/cancel/")) == ["job_is_over"]
    assert editor.post(f"{at}/retry/").json()["state"] == "queued"
    assert codes(editor.post(f"{at}/retry/")) == ["job_not_over"]


def test_only_what_the_plan_has_is_printed(editor: Caller, nkpei: Roadmap) -> None:
    for wrong, code in (
        ({"scenario": "Q"}, "no_such_scenario"),
        ({"stages": ["S9"]}, "no_such_stage"),
        ({"stages": []}, "no_stage_chosen"),
        ({"language": "fr"}, "no_such_language"),
        ({"stages": "S1"}, "not_a_list"),
        ({"scenario": 3}, "not_text"),
        ({"scenario": "A\0"}, "not_text"),
        ({"levelled": "yes"}, "not_a_flag"),
        ({"colour": "red"}, "unknown_field"),
    ):
        answer = editor.post("/reports/", {"plan": nkpei.pk, **wrong})
        assert (answer.status_code, codes(answer)) == (422, [code])


def test_whoever_reads_the_plan_may_print_it_and_nobody_else(
    editor: Caller, nkpei: Roadmap, olga: User, mina: User
) -> None:
    made = editor.post("/reports/", {"plan": nkpei.pk}).json()
    stranger, viewer = Caller(olga), Caller(let_in(nkpei, mina, Role.VIEWER))
    assert stranger.get(f"/reports/{made['id']}/").status_code == 404
    assert stranger.post("/reports/", {"plan": nkpei.pk}).status_code == 404
    assert viewer.get(f"/reports/{made['id']}/").status_code == 200
    assert viewer.post("/reports/", {"plan": nkpei.pk}).status_code == 201
