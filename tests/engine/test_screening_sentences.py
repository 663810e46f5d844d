"""Every sentence of the rules of matching and of their subtle points, as cases of its own."""

from typing import Any

import pytest

from engine.screening import Law, Screener
from engine.screening.reading import read_case
from tests.engine.laws import measures

SCREENER = Screener(Law(measures()))
INTO, OUT, WITHIN = "import_to_dprk", "export_from_dprk", "within"
JV_2375, AID = "unscr-2375-18", "unscr-2397-25"
Told = tuple[str, dict[str, Any], str, set[str], set[str]]


def _goods(hs: str | None, direction: str = OUT, *tags: str) -> dict[str, Any]:
    return {"subject": "goods", "direction": direction, "hs": hs, "tags": list(tags)}


def _other(subject: str, *tags: str, direction: str = WITHIN) -> dict[str, Any]:
    return {"subject": subject, "direction": direction, "tags": list(tags)}


def _case(date: str, *lines: dict[str, Any], regimes: str = "un", **rest: Any) -> dict[str, Any]:
    return {"date": date, "regimes": regimes.split(), "lines": list(lines), **rest}


def _route(measure: str, basis: str, kind: str) -> list[dict[str, str]]:
    return [{"measure": measure, "basis": basis, "kind": kind}]


JACKET, COAL, SHIP = _goods("620193"), _goods("270112"), _goods("890190", INTO)
JOINT = {"investment_form": "joint_venture"}
SENTENCES: list[Told] = [
    # 1. Regimes asked for, subject and direction equal; "within" fits either.
    ("a regime that is off says nothing", _case("2028-03-01", JACKET, regimes="us"),
     "prohibited", {"us-eo-13570"}, set()),
    ("the EU's list speaks where it is asked", _case("2028-03-01", JACKET, regimes="eu"),
     "prohibited", {"eu-1509-16h"}, set()),
    ("all four speak at once", _case("2028-03-01", JACKET, regimes="un kr us eu"), "prohibited",
     {"unscr-2375-16", "kr-524-in", "us-eo-13570", "eu-1509-16h"}, set()),
    ("a line within meets what names either direction",
     _case("2028-03-01", _goods("720110", WITHIN)), "prohibited",
     {"unscr-2371-8", "unscr-2397-7"}, set()),
    ("a measure within meets a line of either direction",
     _case("2028-03-01", _goods("391000", INTO, "military_end_use")), "prohibited",
     {"unscr-2270-8"}, set()),
    ("another subject is another law", _case("2028-03-01", _other("finance", "new_craft")),
     "permitted", set(), set()),
    # 2. Days are inclusive; superseded rows stay for back-dated plans.
    ("the last day of a row that was superseded", _case("2017-08-04", COAL), "capped",
     {"unscr-2321-26"}, set()),
    ("and the day after", _case("2017-08-05", COAL), "prohibited", {"unscr-2371-8"}, set()),
    ("the first coal ban of 2016 ends with the cap that followed",
     _case("2016-11-29", COAL), "prohibited", {"unscr-2270-29"}, set()),
    ("adopted is not in force: refined oil, adopted in September, capped from October",
     _case("2017-09-30", _goods("271019", INTO)), "permitted", set(), set()),
    ("the new ceiling of December counts from January",
     _case("2017-12-31", _goods("271019", INTO)), "capped", {"unscr-2375-14"}, set()),
    ("and on its first day alone", _case("2018-01-01", _goods("271019", INTO)), "capped",
     {"unscr-2397-5"}, set()),
    # 3. Prefixes, scopes and tags.
    ("chapter 3 is not chapter 30", _case("2028-03-01", _goods("300490")), "permitted", set(),
     set()),
    ("the chapter before textiles", _case("2028-03-01", _goods("490199")), "permitted", set(),
     set()),
    ("the lower edge of textiles", _case("2028-03-01", _goods("500100")), "prohibited",
     {"unscr-2375-16"}, set()),
    ("apparel of plastics is a near miss", _case("2028-03-01", _goods("392620")), "permitted",
     set(), {"unscr-2375-16"}),
    ("all goods means all", _case("2028-03-01", _goods("010121"), regimes="kr"), "prohibited",
     {"kr-524-in"}, set()),
    ("luxury only with the tag", _case("2028-03-01", _goods("701322", INTO)), "permitted", set(),
     set()),
    ("and with it every row that names it",
     _case("2028-03-01", _goods("701322", INTO, "luxury"), regimes="un"), "prohibited",
     {"unscr-1718-8a-iii", "unscr-2270-39"}, set()),
    ("a row without codes needs its tag", _case("2028-03-01", _goods("381800", INTO,
     "wmd_list_item")), "prohibited", {"unscr-1718-8a-ii"}, set()),
    ("a tag says what goods without a code are", _case("2028-03-01", _goods(None, INTO,
     "wmd_list_item")), "prohibited", {"unscr-1718-8a-ii"}, set()),
    ("listed goods without a code are for a person to look at", _case("2028-03-01", _goods(None,
     OUT, "statue")), "permitted", set(), {"unscr-2321-29"}),
    # 4. Forms, work abroad, tags for the rest.
    ("a joint venture", _case("2028-03-01", _other("investment"), **JOINT), "prohibited",
     {JV_2375}, set()),
    ("a wholly owned factory is not named by the UN",
     _case("2028-03-01", _other("investment"), investment_form="wholly_foreign_owned"),
     "permitted", set(), {JV_2375}),
    ("but the South, the US and the EU name it", _case("2028-03-01", _other("investment"),
     regimes="kr us eu", investment_form="wholly_foreign_owned"), "prohibited",
     {"kr-524-invest", "us-eo-13722-invest", "eu-1509-17"}, set()),
    ("contract processing asks the South's approval", _case("2028-03-01", _other("investment"),
     regimes="un kr", investment_form="contract_processing"), "needs_exemption",
     {"kr-ieca-17"}, {JV_2375, "kr-524-invest"}),
    ("contract processing before the joint venture rule", _case("2017-08-04", _other("investment"),
     investment_form="contract_processing"), "permitted", set(), set()),
    ("an existing joint venture before the rule that names it", _case("2017-09-10",
     _other("investment"), investment_form="existing_joint_venture"), "permitted", set(), set()),
    ("work abroad", _case("2020-01-01", _other("labour", direction=OUT),
     uses_dprk_labour_abroad=True), "prohibited", {"unscr-2397-8"}, set()),
    ("work in the North is not work abroad", _case("2020-01-01", _other("labour", direction=OUT)),
     "permitted", set(), set()),
    ("work in the North meets only the US, for goods that go there", _case("2020-01-01",
     _other("labour", "us_bound", direction=OUT), regimes="un kr us eu"), "prohibited",
     {"us-caatsa-321"}, set()),
    ("a new work permit before the ban on new permits", _case("2017-09-10",
     _other("labour", "new_work_permit", direction=OUT), uses_dprk_labour_abroad=True), "capped",
     {"unscr-2371-11"}, set()),
    ("bulk cash", _case("2028-03-01", _other("finance", "bulk_cash")), "prohibited",
     {"unscr-2094-14"}, set()),
    ("training that has to be notified", _case("2028-03-01", _other("technology",
     "st_cooperation_other")), "needs_exemption", {"unscr-2321-11b"}, set()),
    ("training that needs the Committee", _case("2028-03-01", _other("technology",
     "st_cooperation_sensitive")), "needs_exemption", {"unscr-2321-11a"}, set()),
    ("training in barred disciplines", _case("2028-03-01", _other("technology",
     "specialised_training")), "prohibited", {"unscr-2270-17"}, set()),
    ("cargo that has to be inspected", _case("2028-03-01", _other("transport", "cargo_movement")),
     "needs_exemption", {"unscr-2270-18"}, set()),
    ("ship to ship", _case("2028-03-01", _other("transport", "ship_to_ship")), "prohibited",
     {"unscr-2375-11"}, set()),
    # 5. What does not bind is advice.
    ("what is only called for changes no verdict", _case("2028-03-01", _other("finance",
     "public_loan_or_grant")), "permitted", set(), set()),
    # 6. Precedence.
    ("textiles: ninety days, contract before", _case("2017-12-10", JACKET,
     contract_date="2017-09-10"), "permitted", {"unscr-2375-16"}, set()),
    ("a contract of the day of adoption is too late", _case("2017-12-10", JACKET,
     contract_date="2017-09-11"), "prohibited", {"unscr-2375-16"}, set()),
    ("the day after the wind-down", _case("2017-12-11", JACKET, contract_date="2017-08-20"),
     "prohibited", {"unscr-2375-16"}, set()),
    ("2397-6: thirty days", _case("2018-01-21", _goods("250810"), contract_date="2017-12-21"),
     "permitted", {"unscr-2397-6"}, set()),
    ("and no thirty-first", _case("2018-01-22", _goods("250810"), contract_date="2017-12-21"),
     "prohibited", {"unscr-2397-6"}, set()),
    ("2397-7: none", _case("2017-12-22", _goods("845221", INTO), contract_date="2017-01-01"),
     "prohibited", {"unscr-2397-7"}, set()),
    ("joint ventures: 120 days", _case("2018-01-09", _other("investment"), **JOINT,
     contract_date="2017-01-01"), "permitted", {JV_2375}, set()),
    ("repatriation: to the last day of two years", _case("2019-12-22", _other("labour",
     direction=OUT), uses_dprk_labour_abroad=True, contract_date="2017-01-01"), "permitted",
     {"unscr-2397-8"}, set()),
    ("the coal of Rason", _case("2028-03-01", COAL,
     claimed_route=_route("unscr-2371-8", "unscr-2371-8", "carve_out")), "permitted",
     {"unscr-2371-8"}, set()),
    ("is no carve-out from the South's measures", _case("2028-03-01", COAL, regimes="un kr",
     claimed_route=_route("unscr-2371-8", "unscr-2371-8", "carve_out")), "prohibited",
     {"kr-524-in", "unscr-2371-8"}, set()),
    ("a carve-out of another paragraph sets nothing aside", _case("2028-03-01", COAL,
     claimed_route=_route("unscr-2371-8", "unscr-2270-29(b)", "carve_out")), "prohibited",
     {"unscr-2371-8"}, set()),
    ("aid needs the Committee", _case("2028-03-01", _goods("841370", INTO),
     claimed_route=_route("unscr-2397-7", AID, "humanitarian")), "needs_exemption",
     {"unscr-2397-7"}, set()),
    ("the wrong kind of a route in the text is not in it", _case("2028-03-01", _goods("841370",
     INTO), claimed_route=_route("unscr-2397-7", AID, "carve_out")), "prohibited",
     {"unscr-2397-7"}, set()),
    ("aid beyond a cap needs the Committee as well", _case("2028-03-01", _goods("271019", INTO),
     claimed_route=_route("unscr-2397-5", AID, "humanitarian")), "needs_exemption",
     {"unscr-2397-5"}, set()),
    ("arms have no route", _case("2028-03-01", _goods("930190", INTO, "arms"),
     claimed_route=_route("unscr-2270-6", AID, "humanitarian")), "prohibited",
     {"unscr-1718-8a-i", "unscr-2270-6"}, set()),
    ("2664 frees from the asset freeze only", _case("2028-03-01", _goods("841370", INTO),
     _other("finance", "designated_party"),
     claimed_route=_route("unscr-1718-8d", "unscr-2664-1", "humanitarian")), "prohibited",
     {"unscr-2397-7"}, set()),
    # 7. The worst over lines and measures; a route for one clears no other.
    ("an exemption to one does not clear the other", _case("2028-03-01", SHIP,
     claimed_route=_route("unscr-2397-14", AID, "humanitarian")), "prohibited",
     {"unscr-2397-7"}, set()),
    ("a fuel line meets the cap and the ban", _case("2028-03-01", _goods("271019", INTO,
     "aviation_fuel")), "prohibited", {"unscr-2270-31"}, set()),
    ("and the cap is left when the text lets the fuel pass", _case("2028-03-01", _goods("271019",
     INTO, "aviation_fuel"),
     claimed_route=_route("unscr-2270-31", "unscr-2270-31", "carve_out")), "capped",
     {"unscr-2397-5", "unscr-2270-31"}, set()),
    ("one bad line is enough", _case("2028-03-01", _goods("640411"), _goods("300490", INTO),
     _goods("845221", INTO)), "prohibited", {"unscr-2397-7"}, set()),
    # Subtle points.
    ("fabric into the North is not named", _case("2028-03-01", _goods("520812", INTO)),
     "permitted", set(), set()),
    ("base metals are barred in", _case("2028-03-01", _goods("760110", INTO)), "prohibited",
     {"unscr-2397-7"}, set()),
    ("but not out", _case("2028-03-01", _goods("760110")), "permitted", set(), set()),
    ("chapter 77 is left free", _case("2028-03-01", _goods("770000", INTO)), "permitted", set(),
     set()),
    ("ships are barred out as well", _case("2028-03-01", _goods("890190")), "prohibited",
     {"unscr-2397-6"}, set()),
    ("cars are not", _case("2028-03-01", _goods("870323")), "permitted", set(), set()),
    ("the South never answers plainly permitted for goods", _case("2010-05-23", _goods("640411"),
     regimes="kr"), "permitted", set(), set()),
    ("from the day its order on approvals counts", _case("2010-06-14", _goods("640411"),
     regimes="kr", claimed_route=_route("kr-524-in", "kr-524-kaesong", "carve_out")),
     "needs_exemption", {"kr-ieca-13-in", "kr-524-in"}, set()),
]  # fmt: skip


@pytest.mark.parametrize("told", SENTENCES, ids=lambda told: told[0].replace(" ", "-"))
def test_a_sentence_of_the_rules_holds(told: Told) -> None:
    _sentence, raw, verdict, cites, review = told
    found = SCREENER.screen(read_case(raw, known=measures()))
    assert (found.verdict.word, set(found.cites), set(found.review)) == (verdict, cites, review)
