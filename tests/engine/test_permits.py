"""What permits open: never more than their scope, never later, and only while they hold."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import records
from engine.network import Window
from engine.networks import network_of
from engine.permit_moves import MOVES, Move, Mover, mover_of
from engine.permits import behind, lapsing, opened_on, opening_of
from engine.plan import Plan, plan_of
from engine.records import Permit, Record
from engine.schedule import Schedule, solve

START = date(2027, 1, 4)
HEADER = records.Header("plan", "시험", "Trial", START)
PROJECTS = ("P1", "P2")
LINES = {"P1": ("P1:a", "P1:b"), "P2": ("P2:a",)}
STATES = ("draft", "applied", "supplement", "granted", "refused", "withdrawn", "lapsed", "used_up")


def plan_with(*permits: Permit, windows: tuple[records.Window, ...] = ()) -> Plan:
    """Two projects in two zones, both held back by C1 in scenario A."""
    rows: list[Record] = [
        records.Condition("C1", "면제", "Exemption", "sanctions"),
        records.Condition("C2", "합의", "Accord"),
        records.Scenario("A", "유지", "Kept", "A"),
        *windows,
        records.Project("P1", "일", "One", zone="nampo", conditions=("C1",)),
        records.Project("P2", "이", "Two", zone="wonsan", conditions=("C1", "C2")),
        *(
            records.GoodsLine(key, "기계", "Machine", project, "into", "8452")
            for project, keys in LINES.items()
            for key in keys
        ),
        *permits,
        records.Activity("P1.a1", "반출", "Ship", "P1", 20, "days"),
        records.Activity("P1.a2", "설치", "Install", "P1", 10, "days"),
        records.Activity("P2.a1", "반출", "Ship", "P2", 20, "days"),
        records.Link("L1", "P1.a1", "P1.a2"),
    ]
    found: dict[str, dict[str, Record]] = {}
    for row in rows:
        found.setdefault(row.kind, {})[row.key] = row
    return plan_of(HEADER, found)


def dates(plan: Plan) -> Schedule:
    return solve(network_of(plan), "A")


def granted(key: str = "X", **facts: object) -> Permit:
    values: dict[str, object] = {
        "state": "granted",
        "projects": ("P1",),
        "whole_project": True,
        "opens": ("C1",),
        "valid_from": date(2028, 1, 3),
        "valid_until": date(2028, 12, 31),
        **facts,
    }
    return Permit(key, "면제 승인", "Exemption granted", **values)  # type: ignore[arg-type]


def test_a_granted_permit_opens_its_condition_to_its_project_for_its_days() -> None:
    before, after = dates(plan_with()), dates(plan_with(granted()))
    assert before["P1.a1"].blocked and after["P1.a1"].start == date(2028, 1, 3)
    assert after["P2.a1"].blocked
    assert [(r.kind, r.source) for r in after["P1.a1"].reasons] == [("condition", "C1")]


def test_what_does_not_fit_before_the_permit_ends_is_stopped_like_at_a_windows_end() -> None:
    short = granted(valid_until=date(2028, 1, 26))
    found = dates(plan_with(short))
    assert found["P1.a1"].finish == date(2028, 1, 22)
    assert found["P1.a2"].blocked and found["P1.a2"].blocked_by == ("C1",)


def test_a_project_waits_until_every_line_is_covered() -> None:
    first = granted("X1", whole_project=False, lines=("P1:a",))
    second = granted("X2", whole_project=False, lines=("P1:b",), valid_from=date(2028, 6, 1))
    assert dates(plan_with(first))["P1.a1"].blocked
    found = dates(plan_with(first, second))["P1.a1"]
    assert found.start == date(2028, 6, 1)
    assert [(r.kind, r.source) for r in found.reasons] == [("condition", "C1")]


def test_a_permit_bound_to_a_zone_opens_nothing_elsewhere() -> None:
    wide = granted(projects=PROJECTS, opens=("C1", "C2"), zones=("wonsan",))
    found = dates(plan_with(wide))
    assert found["P1.a1"].blocked and found["P2.a1"].start == date(2028, 1, 3)


def test_an_applied_permit_opens_as_a_forecast_only_where_that_is_wished() -> None:
    applied = granted(
        state="applied",
        valid_from=None,
        applied=date(2027, 3, 1),
        lead_low=30,
        lead_likely=60,
        lead_high=240,
    )
    assert opening_of(applied) is None and dates(plan_with(applied))["P1.a1"].blocked
    wished = replace(applied, forecast=True)
    opening = opening_of(wished)
    assert opening is not None and opening.is_forecast
    low, high = (date(2027, 3, 1) + timedelta(days) for days in (30, 240))
    until = date(2028, 12, 31)
    assert opening.window == Window(date(2027, 4, 30), until, low, high, cause="permit:X")
    plan = plan_with(wished)
    assert dates(plan)["P1.a1"].start == date(2027, 4, 30)
    assert [each.permit.key for each in behind(plan, "P1", "C1", date(2027, 4, 30))] == ["X"]
    assert opened_on(plan, date(2027, 4, 30)) == {}


def test_paper_work_waits_for_no_condition_of_its_project() -> None:
    plan = plan_with(Permit("X", "면제", "Exemption"))
    work = records.Activity("P1.p1", "신청", "Apply", "P1", 30, "days", permit="X")
    link = records.Link("L2", "P1.p1", "P1.a1")
    found = dates(plan.with_record(work).with_record(link))
    assert found["P1.p1"].start == START and found["P1.a1"].blocked


def test_what_lapses_is_told_within_the_plans_own_notice() -> None:
    plan = plan_with(granted(), granted("Y", valid_until=date(2029, 12, 31)))
    told = [(each.permit.key, each.days) for each in lapsing(plan, date(2028, 11, 1))]
    assert told == [("X", 60)]
    assert lapsing(plan, date(2028, 10, 31)) == []
    assert [each.days for each in lapsing(plan, date(2029, 1, 2))] == [-2]


def test_every_pair_of_states_has_its_mover_or_none() -> None:
    allowed = {
        ("draft", "applied"), ("draft", "withdrawn"), ("applied", "supplement"),
        ("applied", "granted"), ("applied", "refused"), ("applied", "withdrawn"),
        ("supplement", "applied"), ("supplement", "refused"), ("supplement", "withdrawn"),
        ("granted", "lapsed"), ("granted", "used_up"), ("refused", "draft"),
        ("withdrawn", "draft"),
    }  # fmt: skip
    decided = {("applied", "supplement"), ("applied", "granted"), ("applied", "refused"),
               ("supplement", "refused"), ("granted", "lapsed")}  # fmt: skip
    for since in STATES:
        for to in STATES:
            expected = None
            if (since, to) in allowed:
                expected = Mover.RECORDER if (since, to) in decided else Mover.APPLICANT
            assert mover_of(since, to) is expected, (since, to)  # type: ignore[arg-type]
    assert len(MOVES) == len(allowed) and all(isinstance(each, Move) for each in MOVES)


days = st.dates(date(2027, 1, 1), date(2029, 12, 31))
some_lines = st.lists(st.sampled_from(["P1:a", "P1:b", "P2:a"]), unique=True).map(tuple)


@st.composite
def permits(draw: st.DrawFn, key: str = "X") -> Permit:
    since, until = sorted((draw(days), draw(days)))
    return Permit(
        key,
        "면제",
        "Exemption",
        state=draw(st.sampled_from(STATES)),  # type: ignore[arg-type]
        projects=draw(st.lists(st.sampled_from(PROJECTS), unique=True).map(tuple)),
        whole_project=draw(st.booleans()),
        lines=draw(some_lines),
        zones=draw(st.lists(st.sampled_from(["nampo", "wonsan"]), unique=True).map(tuple)),
        opens=draw(st.lists(st.sampled_from(["C1", "C2"]), unique=True).map(tuple)),
        lead_low=10,
        lead_likely=draw(st.integers(10, 90)),
        lead_high=90,
        applied=draw(st.none() | days),
        valid_from=since,
        valid_until=until,
        forecast=draw(st.booleans()),
    )


@settings(max_examples=60, deadline=None)
@given(permits("X"), permits("Y"))
def test_a_permit_never_opens_more_than_its_scope_says(one: Permit, other: Permit) -> None:
    plan = plan_with(one, other)
    found, bare = dates(plan), dates(plan_with())
    for activity in plan.activities.values():
        start, finish = found[activity.key].start, found[activity.key].finish
        if start is None or finish is None:
            continue
        assert bare[activity.key].blocked
        project = plan.projects[activity.project]
        for condition in project.conditions:
            for line in LINES[project.key]:
                spans = [
                    (opening.window.since, opening.window.until)
                    for permit in (one, other)
                    if (opening := opening_of(permit))
                    and project.key in permit.projects
                    and condition in permit.opens
                    and (permit.whole_project or line in permit.lines)
                    and permit.zones in ((), (project.zone,), *_both(permit))
                ]
                assert _is_covered(start, finish, spans), (activity.key, condition, line)


def _both(permit: Permit) -> list[tuple[str, ...]]:
    return [permit.zones] if len(permit.zones) == 2 else []


def _is_covered(start: date, finish: date, spans: list[tuple[date, date | None]]) -> bool:
    every = (start + timedelta(days) for days in range((finish - start).days + 1))
    return all(any(a <= day and (b is None or day <= b) for a, b in spans) for day in every)


@settings(max_examples=60, deadline=None)
@given(permits("X"), permits("Y"), st.none() | days)
def test_one_more_permit_never_makes_anything_later(
    one: Permit, more: Permit, since: date | None
) -> None:
    windows = () if since is None else (
        records.Window("w1", "A", "C1", since), records.Window("w2", "A", "C2", since)
    )  # fmt: skip
    before = dates(plan_with(one, windows=windows))
    after = dates(plan_with(one, more, windows=windows))
    for key in ("P1.a1", "P1.a2", "P2.a1"):
        was, now = before[key].start, after[key].start
        assert was is None or (now is not None and now <= was)
