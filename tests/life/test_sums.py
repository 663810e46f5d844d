"""What a record amounts to: its state, the laggard, the route of the fund, rivals."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from engine.life.fund import fund_route
from engine.life.replay import standing_steps, states_of, taken_back_next
from engine.life.rivals import Profile, rivals
from engine.life.rolling import roll_up
from engine.life.values import MAIN, Step
from engine.plan import plan_of
from engine.records import CostLine, FundingSource, Header, Project
from tests.life.table import TODAY, table

LIMITS = {"grant": Decimal(300), "trade_loan": Decimal(3000), "project_loan": Decimal(5000)}
SOURCES = {"grants": ["grant"], "loans": ["loan"]}


@given(st.lists(st.integers(0, 12), max_size=40))
def test_the_state_is_what_the_standing_steps_lead_to(draws: list[int]) -> None:
    """Steps and takings back in any order: the last row and a replay say the same."""
    rows: list[Step] = []
    for draw in draws:
        state, last = states_of(table(), rows)[MAIN], taken_back_next(rows, MAIN)
        number, ways = len(rows) + 1, table().leaving(MAIN, state)
        if last and (draw > 9 or not ways):
            back = (last.target, last.source, TODAY, {}, last.number)
            rows.append(Step(number, MAIN, "take_back", *back))
        elif ways:
            way = ways[draw % len(ways)]
            rows.append(Step(number, MAIN, way.key, way.source, way.target, TODAY))
    state, kept = "idea", standing_steps(rows)
    for each in kept:
        assert (each.source, each.reverses) == (state, None)
        state = each.target
    assert states_of(table(), rows)[MAIN] == state
    assert len(kept) == len(rows) - 2 * sum(1 for each in rows if each.reverses)


def test_the_laggard_is_the_track_whose_turn_it_is_and_that_is_least_far() -> None:
    states = {key: track.first for key, track in table().tracks.items()}
    assert roll_up(table(), states).laggard == "feasibility"
    states["feasibility"] = "confirmed"
    assert roll_up(table(), states).laggard == "legal"
    states |= {MAIN: "approved", "finance": "contracted"}
    found = roll_up(table(), states)
    assert (found.laggard, [each.is_due for each in found.tracks]) == (
        "construction",
        [True, True, True, True, False],
    )
    states |= {"construction": "accepted", MAIN: "running", "finance": "reported"}
    assert roll_up(table(), states).laggard == "operation"
    assert roll_up(table(), {**states, MAIN: "completed"}).laggard == ""
    assert roll_up(table(), {**states, MAIN: "suspended"}).laggard == "legal"


def _route(path: str, *costs: tuple[str, str, str]) -> tuple[bool, list[str], tuple[str, ...]]:
    header = Header("plan", "계획", "Plan", TODAY)
    rows = {
        "source": {k: FundingSource(k, k, k) for k in ("grant", "loan", "own")},
        "project": {"P": Project("P", "과제", "Project", legal_path=path)},
        "cost": {
            f"c{n}": CostLine(f"c{n}", "P", source, Decimal(amount), currency)
            for n, (source, amount, currency) in enumerate(costs)
        },
    }
    found = fund_route(plan_of(header, rows), "P", SOURCES, LIMITS)
    return found.needs_council, [each.sort for each in found.supports], found.unread


def test_the_route_of_the_fund_follows_the_threshold_of_its_kind() -> None:
    assert _route("art17", ("grant", "299.99", "KRW")) == (False, ["grant"], ())
    assert _route("art17", ("grant", "200", "KRW"), ("grant", "100", "KRW"))[0] is True
    assert _route("carry_only", ("loan", "3000", "KRW")) == (True, ["trade_loan"], ())
    assert _route("art17", ("loan", "4999", "KRW")) == (False, ["project_loan"], ())
    assert _route("art17", ("own", "9999", "KRW")) == (False, [], ())
    assert _route("art17", ("grant", "5", "USD")) == (False, [], ("c0",))


def test_rivals_are_of_one_industry_and_region_and_running_ones_come_first() -> None:
    mine = Profile(1, "P1", "apparel", "west", frozenset({"6203"}), "idea", False)
    alike = Profile(1, "P2", "apparel", "west", frozenset({"6203", "6204"}), "idea", False)
    runs = Profile(2, "P1", "apparel", "west", frozenset(), "running", True)
    others = [
        mine,
        alike,
        runs,
        Profile(2, "P3", "shoes", "west", frozenset({"6203"}), "running", True),
        Profile(2, "P4", "apparel", "east", frozenset({"6203"}), "running", True),
    ]
    found = rivals(mine, others)
    assert [(r.profile.plan, r.profile.key, r.headings) for r in found] == [
        (2, "P1", ()),
        (1, "P2", ("6203",)),
    ]
    nowhere = Profile(1, "P9", "", "west", frozenset(), "idea", False)
    assert rivals(nowhere, others) == []
