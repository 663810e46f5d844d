"""Work begun before its turn, by both conventions."""

from dataclasses import replace
from datetime import date

from engine.network import RETAINED_LOGIC, Activity, Condition, Link, Network, Requirement
from engine.schedule import Schedule, solve
from engine.simulation import all_runs, prepare

MONDAY = date(2027, 1, 4)
BEGUN = Network(
    MONDAY,
    activities=(
        Activity("dig", 10),
        Activity("lay", 5, actual_start=date(2027, 1, 5), remaining=3),
        Activity("test", 1),
    ),
    links=(Link("dig", "lay"), Link("lay", "test")),
)


def spans(schedule: Schedule) -> dict[str, tuple[str, str]]:
    return {key: (str(schedule[key].start), str(schedule[key].finish)) for key in schedule}


def test_by_progress_override_the_rest_of_work_in_hand_waits_for_nothing() -> None:
    assert spans(solve(BEGUN)) == {
        "dig": ("2027-01-04", "2027-01-15"),
        "lay": ("2027-01-05", "2027-01-11"),
        "test": ("2027-01-12", "2027-01-12"),
    }


def test_by_retained_logic_the_rest_waits_for_its_predecessors() -> None:
    schedule = solve(replace(BEGUN, out_of_sequence=RETAINED_LOGIC))

    assert spans(schedule) == {
        "dig": ("2027-01-04", "2027-01-15"),
        "lay": ("2027-01-05", "2027-01-20"),
        "test": ("2027-01-21", "2027-01-21"),
    }
    assert [(r.kind, r.source) for r in schedule["lay"].reasons] == [
        ("actual", "lay"),
        ("link", "dig>lay:FS"),
    ]
    # The rest of the work drives the end, and so does what it waits for.
    assert [schedule[key].total_float for key in schedule] == [0, 0, 0]
    assert [clash.kind for clash in schedule.clashes] == ["out_of_sequence"]


DONE = replace(
    BEGUN,
    activities=(
        BEGUN.activities[0],
        replace(BEGUN.activities[1], remaining=None, actual_finish=date(2027, 1, 8)),
        BEGUN.activities[2],
    ),
)


def test_by_progress_override_work_that_is_done_holds_what_follows_by_its_finish_alone() -> None:
    assert spans(solve(DONE))["test"] == ("2027-01-11", "2027-01-11")


def test_by_retained_logic_what_follows_finished_work_waits_for_what_that_should_have() -> None:
    schedule = solve(replace(DONE, out_of_sequence=RETAINED_LOGIC))

    assert spans(schedule)["lay"] == ("2027-01-05", "2027-01-08")
    assert spans(schedule)["test"] == ("2027-01-18", "2027-01-18")
    assert [
        (step.key, step.reason.kind, step.reason.source) for step in schedule.why("test").chain
    ] == [
        ("test", "link", "lay>test:FS"),
        ("lay", "link", "dig>lay:FS"),
        ("dig", "plan_start", None),
    ]
    assert [schedule[key].critical for key in schedule] == [True, False, True]
    held = [(step.key, step.reason.source) for step in schedule.why_late("dig").chain]
    assert held == [("dig", "dig>lay:FS"), ("lay", "lay>test:FS"), ("test", None)]


def test_a_finish_that_has_happened_meets_what_was_linked_to_it() -> None:
    links = (Link("dig", "lay"), Link("lay", "test", "FF"))

    schedule = solve(replace(DONE, links=links, out_of_sequence=RETAINED_LOGIC))

    assert spans(schedule)["test"] == ("2027-01-08", "2027-01-08")


def test_of_a_lag_that_passes_on_what_the_status_date_has_not_used_up_is_left() -> None:
    links = (Link("dig", "lay"), Link("lay", "test", lag=5))
    network = replace(DONE, links=links, out_of_sequence=RETAINED_LOGIC)

    known = solve(replace(network, status_date=date(2027, 1, 13)))

    # Two of the five days were over on 13 January; "dig" takes ten from there on.
    assert spans(known)["dig"] == ("2027-01-13", "2027-01-26")
    assert spans(known)["test"] == ("2027-02-01", "2027-02-01")
    assert spans(solve(network))["test"] == ("2027-01-25", "2027-01-25")


def test_what_follows_a_start_waits_for_where_the_rest_of_that_work_goes_on() -> None:
    links = (Link("dig", "lay"), Link("lay", "test", "SS", lag=9))
    network = replace(BEGUN, links=links, status_date=date(2027, 1, 13))

    retained = solve(replace(network, out_of_sequence=RETAINED_LOGIC))

    assert spans(solve(network))["test"] == ("2027-01-18", "2027-01-18")
    # Of the nine days six were worked; "lay" goes on when "dig" is over, on 27 January.
    assert spans(retained)["test"] == ("2027-02-01", "2027-02-01")


def test_what_waits_behind_finished_work_for_what_never_comes_is_blocked() -> None:
    dig = replace(DONE.activities[0], requires=(Requirement("permit"),))
    network = replace(
        DONE,
        activities=(dig, *DONE.activities[1:]),
        conditions=(Condition("permit"),),
        scenarios={"base": {"permit": ()}},
        out_of_sequence=RETAINED_LOGIC,
    )

    schedule = solve(network)

    assert [schedule[key].blocked for key in schedule] == [True, False, True]
    assert schedule["test"].blocked_by == ("permit",)


def test_the_runs_of_a_simulation_pass_waits_on_as_the_plan_does() -> None:
    test = replace(DONE.activities[2], low=1, high=9)
    network = replace(DONE, activities=(*DONE.activities[:2], test), out_of_sequence=RETAINED_LOGIC)
    study = prepare(network, draws=100)
    row, first = study.compiled.row_of["test"], study.compiled.timeline.number(date(2027, 1, 18))

    runs = all_runs(study)

    assert set(runs.start[row].tolist()) == {first}
    assert runs.critical[study.compiled.row_of["dig"]] == 100


def test_levelled_retained_logic_follows_the_delayed_predecessor() -> None:
    dig = replace(BEGUN.activities[0], actual_start=None)
    network = replace(BEGUN, activities=(dig, *BEGUN.activities[1:]))

    level = solve(replace(network, out_of_sequence=RETAINED_LOGIC), level=True)

    assert spans(level) == spans(solve(replace(network, out_of_sequence=RETAINED_LOGIC)))
