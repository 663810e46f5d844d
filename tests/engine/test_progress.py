"""Work begun before its turn, by both conventions."""

from dataclasses import replace
from datetime import date

from engine.network import RETAINED_LOGIC, Activity, Link, Network
from engine.schedule import Schedule, solve

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


def test_work_that_is_done_waits_for_nothing_by_either_convention() -> None:
    done = replace(BEGUN.activities[1], remaining=None, actual_finish=date(2027, 1, 8))
    network = replace(BEGUN, activities=(BEGUN.activities[0], done, BEGUN.activities[2]))

    schedule = solve(replace(network, out_of_sequence=RETAINED_LOGIC))

    assert spans(schedule)["lay"] == ("2027-01-05", "2027-01-08")
    assert spans(schedule)["test"] == ("2027-01-11", "2027-01-11")


def test_levelled_retained_logic_follows_the_delayed_predecessor() -> None:
    dig = replace(BEGUN.activities[0], actual_start=None)
    network = replace(BEGUN, activities=(dig, *BEGUN.activities[1:]))

    level = solve(replace(network, out_of_sequence=RETAINED_LOGIC), level=True)

    assert spans(level) == spans(solve(replace(network, out_of_sequence=RETAINED_LOGIC)))
