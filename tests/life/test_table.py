"""Every pair of states: allowed by one row of the table, or refused with the reason."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
import yaml
from django.utils.translation import override

from engine.life.deciding import hindrances, refusals, way
from engine.life.values import MAIN, Attempt, Transition
from engine.problems import Problem
from life.naming import sentence
from life.procedure import BadProcedure, read_handbook
from tests.life.table import FILE, MET, TODAY, approved, standing, step, table

WAYS = {(each.track, each.source, each.target) for each in table().transitions}
#: What each kind of fact may be filled in with; every guard is content with these.
FILLED = {"text": "yes", "amount": 1, "count": 9, "day": TODAY, "answers": MET, "evidence": {}}


def test_there_are_24_states_and_38_transitions_of_the_project_itself() -> None:
    main = [each for each in table().transitions if each.track == MAIN]
    assert (len(table().tracks[MAIN].states), len(main)) == (24, 38)


@pytest.mark.parametrize("track", table().tracks)
def test_every_pair_of_states_is_allowed_or_refused_with_a_reason(track: str) -> None:
    states = table().tracks[track].states
    for source, target in product(states, states):
        found = way(table(), track, source, target)
        if (track, source, target) in WAYS:
            assert isinstance(found, Transition)
            assert (found.source, found.target) == (source, target)
            continue
        assert isinstance(found, Problem)
        if source == target:
            assert found.code == "life_same_state"
        elif states[source].is_final:
            assert found.code == "life_is_over"
        else:
            assert found.code == "life_no_way"
            ways = {to for t, frm, to in WAYS if (t, frm) == (track, source)}
            assert set(found.values["ways"]) == ways


def _in_both(problem: Problem) -> None:
    """A person at a ministry reads a Korean sentence, with names and no keys; others English."""
    told = {}
    for language in ("ko", "en"):
        with override(language):
            told[language] = sentence(problem)
    assert told["ko"] != told["en"]
    assert any("가" <= letter <= "힣" for letter in told["ko"])
    assert not any("가" <= letter <= "힣" for letter in told["en"]), told["en"]
    for text in told.values():
        assert text and "%(" not in text and "_" not in text, text


@pytest.mark.parametrize("track", table().tracks)
def test_every_refused_pair_of_states_says_why_in_both_languages(track: str) -> None:
    states = table().tracks[track].states
    for source, target in product(states, states):
        if (track, source, target) not in WAYS:
            found = way(table(), track, source, target)
            assert isinstance(found, Problem)
            _in_both(found)


@pytest.mark.django_db
def test_every_refusal_a_step_can_meet_says_why_in_both_languages() -> None:
    """An empty form of each step, and a step on the wrong side of everything it is held against."""
    far = {"planned_on": TODAY, "valid_until": TODAY - timedelta(1), "investment_usd": 10**9}
    unmet = {key: {"answer": "not_met", "note": "x"} for key in MET}
    for each in table().transitions:
        for facts in ({}, {**far, "requirements": unmet}):
            against = standing(approved(TODAY - timedelta(9)), needs_council=True)
            for problem in refusals(table(), each, Attempt("viewer", TODAY, facts), against):
                _in_both(problem)


def test_every_state_can_be_reached_and_every_open_one_left() -> None:
    for key, track in table().tracks.items():
        reached, more = {track.first}, True
        while more:
            new = {to for t, frm, to in WAYS if t == key and frm in reached} - reached
            reached |= new
            more = bool(new)
        assert reached == set(track.states)
        left = {frm for t, frm, _ in WAYS if t == key}
        finals = {name for name, state in track.states.items() if state.is_final}
        assert finals & left == set()
        # A reported use, an accepted building and a recovered loss want nothing more.
        assert set(track.states) - left - finals <= {"confirmed", "accepted"}


@pytest.mark.parametrize("transition", table().transitions, ids=lambda t: f"{t.track}.{t.key}")
def test_a_step_needs_its_role_its_papers_and_its_facts(transition: Transition) -> None:
    roles = table().actors[transition.actor].roles
    empty = refusals(table(), transition, Attempt("viewer", TODAY), standing([]))
    about = {(each.code, each.about[0]) for each in empty}
    assert ("life_wrong_role", transition.key) in about
    assert {a for code, a in about if code == "life_document_missing"} == {
        f"documents.{name}" for name in transition.documents
    }
    assert {a for code, a in about if code == "life_fact_missing"} == {
        f"facts.{name}" for name in transition.required
    }
    facts = {n: _filled(n) for n in transition.required}
    papers = dict.fromkeys(transition.documents, "No. 1")
    full = refusals(table(), transition, Attempt(min(roles), TODAY, facts, papers), standing([]))
    plain = {"life_wrong_role", "life_document_missing", "life_fact_missing", "life_fact_not_asked"}
    assert {each.code for each in full} & plain == set()


def _filled(name: str) -> Any:
    kind = table().facts[name]
    return kind.choices[0].key if kind.sort == "choice" else FILLED[kind.sort]


def _codes(event: str, facts: dict[str, Any], steps: list[Any], **values: Any) -> set[str]:
    """What is said against a step that has its role and its papers."""
    last = steps[-1].target if steps else "idea"
    track = values.pop("track", MAIN)
    today = values.pop("today", TODAY)
    on = values.pop("on", today)
    (found,) = (
        each
        for each in table().transitions
        if (each.track, each.key) == (track, event)
        and each.source == values.get("source", last if track == MAIN else each.source)
    )
    values.pop("source", None)
    role = min(table().actors[found.actor].roles)
    papers = dict.fromkeys(found.documents, "No. 1")
    attempt = Attempt(role, on, facts, papers)
    return {p.code for p in refusals(table(), found, attempt, standing(steps, today, **values))}


def _contact(planned: date, **more: Any) -> set[str]:
    facts = {"planned_on": planned, "counterpart": "민경련", **more}
    return _codes("file_contact_report", facts, [])


def test_a_contact_is_reported_seven_days_before_or_in_five_cases_within_seven_after() -> None:
    assert _contact(TODAY + timedelta(7)) == set()
    assert _contact(TODAY + timedelta(6)) == {"life_filed_late"}
    assert _contact(TODAY - timedelta(7), unavoidable_case="letter") == set()
    assert _contact(TODAY - timedelta(8), unavoidable_case="letter") == {"life_reported_late"}


def test_an_acceptance_is_valid_for_three_years_at_most() -> None:
    filed = [step(1, "file_contact_report", TODAY)]
    for day, codes in (
        (date(2030, 6, 1), set()),
        (date(2030, 6, 2), {"life_valid_too_long"}),
        (date(2027, 5, 31), {"life_ends_before_it_begins"}),
    ):
        facts = {"reference": "교류 1", "valid_until": day}
        assert _codes("accept_contact", facts, filed) == codes


def test_an_application_answers_all_five_requirements_with_grounds() -> None:
    agreed = approved(TODAY)[:4]
    four = {key: value for key, value in MET.items() if key != "no_harm"}
    assert _codes("file_project", {"requirements": MET}, agreed) == set()
    assert _codes("file_project", {"requirements": four}, agreed) == {"life_requirement_open"}
    bare = {**MET, "no_harm": {"answer": "met", "note": ""}}
    assert _codes("file_project", {"requirements": bare}, agreed) == {"life_requirement_open"}
    assert _codes("file_project", {"requirements": MET}, agreed, legal_path="south_only") == {
        "life_domestic_only"
    }


def test_what_is_not_met_may_be_filed_but_not_approved() -> None:
    unmet = {**MET, "no_dispute": {"answer": "not_met", "note": "open"}}
    steps = approved(TODAY)[:4]
    assert _codes("file_project", {"requirements": unmet}, steps) == set()
    steps += [
        step(5, "file_project", TODAY, requirements=unmet),
        step(6, "start_consultation", TODAY),
    ]
    facts = {"reference": "승인 1", "scope": "all"}
    assert _codes("approve", facts, steps) == {"life_requirement_unmet"}


def test_the_council_decides_what_reaches_its_thresholds_and_nothing_else() -> None:
    steps = approved(TODAY)[:6]
    approve = {"reference": "승인 1", "scope": "all"}
    submit = {"noticed_on": TODAY, "meeting_on": TODAY + timedelta(5)}
    assert _codes("approve", approve, steps) == set()
    assert _codes("approve", approve, steps, needs_council=True) == {"life_council_needed"}
    assert _codes("submit_to_council", submit, steps, needs_council=True) == set()
    assert _codes("submit_to_council", submit, steps) == {"life_council_not_needed"}
    important = {**submit, "important_matter": "남북관계에 중대한 영향"}
    assert _codes("submit_to_council", important, steps) == set()
    short = {**submit, "meeting_on": TODAY + timedelta(4)}
    assert _codes("submit_to_council", short, steps, needs_council=True) == {
        "life_notice_too_short"
    }


@pytest.mark.parametrize(("amount", "needed"), [(49_999_999, False), (50_000_000, True)])
def test_a_guarantee_from_fifty_million_won_on_goes_to_the_council(
    amount: int, needed: bool
) -> None:
    steps = approved(TODAY)[:4]
    steps += [
        step(5, "file_project", TODAY, requirements=MET, guarantee_krw=amount),
        step(6, "start_consultation", TODAY),
    ]
    facts = {"reference": "승인 1", "scope": "all"}
    assert _codes("approve", facts, steps) == ({"life_council_needed"} if needed else set())


def test_a_report_is_for_small_projects_in_a_notified_zone() -> None:
    agreed = approved(TODAY)[:4]
    two = {key: MET[key] for key in ("no_dispute", "no_harm")}
    facts = {"reference": "신고 1", "investment_usd": 500_000, "requirements": two}
    assert _codes("report_small_project", facts, agreed, zone="kaesong-ic") == set()
    assert _codes("report_small_project", facts, agreed, zone="nampo") == {"life_zone_not_notified"}
    more = {**facts, "investment_usd": 500_001}
    assert _codes("report_small_project", more, agreed, zone="kaesong-ic") == {
        "life_investment_too_large"
    }


def test_gates_open_once_every_precondition_has_dated_evidence() -> None:
    steps = approved(TODAY)
    given = {"C1": {"on": TODAY, "text": "면제 서한 3"}}
    asked = {"conditions": ("C1", "C2")}
    assert _codes("all_preconditions_met", {"preconditions": given}, steps, **asked) == {
        "life_condition_without_evidence"
    }
    both = {**given, "C2": {"on": TODAY, "text": "합의서"}}
    assert _codes("all_preconditions_met", {"preconditions": both}, steps, **asked) == set()
    ahead = {**both, "C2": {"on": TODAY + timedelta(1), "text": "합의서"}}
    assert _codes("all_preconditions_met", {"preconditions": ahead}, steps, **asked) == {
        "life_evidence_ahead"
    }
    assert _codes("all_preconditions_met", {"preconditions": given}, steps) == {
        "life_not_a_condition"
    }


def test_an_approval_lapses_after_its_last_day_and_sleeps_after_three_idle_years() -> None:
    steps = approved(date(2024, 5, 31), valid_until=date(2027, 5, 31))
    day = date(2027, 5, 31)
    assert _codes("validity_ends", {}, steps, on=day) == {"life_still_valid"}
    assert _codes("validity_ends", {}, steps, on=day + timedelta(1)) == set()
    assert _codes("validity_ends", {}, approved(TODAY)) == {"life_no_end_recorded"}
    idle = {"grounds": "무실적"}
    assert _codes("no_performance_3_years", idle, steps, on=day) == {"life_not_idle_yet"}
    assert _codes("no_performance_3_years", idle, steps, on=day + timedelta(1)) == set()
    worked = {"performed": date(2026, 1, 1)}
    assert _codes("no_performance_3_years", idle, steps, on=TODAY, **worked) == {
        "life_not_idle_yet"
    }


def test_a_suspension_needs_ten_days_of_notice_a_hearing_and_six_months_at_most() -> None:
    steps = [
        *approved(date(2027, 1, 1)),
        step(8, "all_preconditions_met", date(2027, 1, 1), source="approved"),
    ]
    steps.append(step(9, "report_start", date(2027, 1, 1)))
    good = {
        "grounds": "보고 누락",
        "noticed_on": date(2027, 5, 20),
        "hearing_on": date(2027, 5, 30),
        "suspended_until": date(2027, 12, 1),
    }
    assert _codes("suspend_after_hearing", good, steps) == set()
    for change, code in (
        ({"noticed_on": date(2027, 5, 21)}, "life_notice_too_short"),
        ({"hearing_on": date(2027, 6, 2)}, "life_before_hearing"),
        ({"suspended_until": date(2027, 12, 2)}, "life_suspended_too_long"),
    ):
        assert _codes("suspend_after_hearing", {**good, **change}, steps) == {code}
    steps.append(step(10, "suspend_after_hearing", TODAY, **good))
    last = date(2027, 12, 1)
    assert _codes("suspension_ends", {}, steps, today=last) == {"life_still_suspended"}
    assert _codes("suspension_ends", {}, steps, today=last + timedelta(1)) == set()


def test_a_regular_service_needs_five_runs_and_a_year_without_a_cancellation() -> None:
    first = {"track": "transport", "source": "irregular_approved"}
    assert _codes("log_runs", {"runs": 4}, [], **first) == {"life_too_few_runs"}
    assert _codes("log_runs", {"runs": 5}, [], **first) == set()
    gone = [step(1, "cancel", date(2026, 6, 1), "transport", "regular_approved")]
    assert _codes("log_runs", {"runs": 5}, gone, **first) == {"life_cancelled_lately"}
    gone = [step(1, "cancel", date(2026, 5, 31), "transport", "regular_approved")]
    assert _codes("log_runs", {"runs": 5}, gone, **first) == set()


def test_no_step_is_recorded_ahead_of_its_day_or_before_the_last() -> None:
    facts = {"planned_on": TODAY + timedelta(60), "counterpart": "민경련"}
    assert _codes("file_contact_report", facts, [], on=TODAY + timedelta(1)) == {"life_day_ahead"}
    filed = [step(1, "file_contact_report", TODAY)]
    answer = {"reference": "1", "valid_until": TODAY}
    assert _codes("accept_contact", answer, filed, on=TODAY - timedelta(1)) == {
        "life_day_before_last"
    }


def test_what_speaks_against_a_step_is_told_before_anything_is_filled_in() -> None:
    approve = table().between(MAIN, "consulting", "approved")
    assert isinstance(approve, Transition)
    seen = standing(approved(TODAY)[:6], needs_council=True)
    codes = [each.code for each in hindrances(table(), approve, seen)]
    assert codes == ["life_council_needed"]
    assert hindrances(table(), approve, standing(approved(TODAY)[:6])) == []


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda raw: raw["tracks"]["procedure"]["transitions"][0].update(to="nowhere"), "no such"),
        (lambda raw: raw["tracks"]["procedure"]["transitions"][0].update(actor="me"), "actor me"),
        (lambda raw: raw["tracks"]["procedure"]["transitions"][0].update(guards=["luck"]), "luck"),
        (lambda raw: raw["tracks"]["procedure"]["transitions"][1].update(to="idea"), "twice"),
        (lambda raw: raw["actors"]["applicant"].update(roles=["king"]), "king"),
    ],
)
def test_a_fault_in_the_table_stops_the_reader_with_its_place(spoil: Any, words: str) -> None:
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    spoil(raw)
    with pytest.raises(BadProcedure, match=words):
        read_handbook(yaml.safe_dump(raw, allow_unicode=True))
