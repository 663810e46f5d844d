"""Two hundred edit sequences by eight clients at once: nothing lost, nothing half-written.

Two processes with four clients each edit one plan, through the services and over REST, on old and
new revisions, with undo, redo and restore. How they interleave is chance; what is asserted holds
however they do, and is worked out from the revisions alone.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import ApiToken, User
from accounts.services import issue_token
from engine.approving import content_hash
from engine.changes import Alter, Change, Remove, apply_all
from engine.codec import decode_changes
from engine.plan import HEADER, Plan, plan_of
from engine.schedule import solve
from roadmaps import schedules
from roadmaps.models import Revision, Roadmap
from roadmaps.store import load_plan
from tests.jobs.farm import ROOT, environment
from tests.plans import HEADER as TRIAL
from tests.plans import a_plan, forget_plans, let_in
from tests.roadmaps.clients import SEQUENCES, STEPS

pytestmark = pytest.mark.django_db
SEED, CLIENTS, PROCESSES = "한라", 8, 2
Json = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What the clients were told, what the processes remembered, and what the database holds."""

    answers: list[Json]
    remembered: list[Json]
    stored: Plan
    dates: dict[str, Json]
    revisions: dict[int, Revision]

    @cached_property
    def plans(self) -> list[Plan]:
        """The plan at every revision, from an empty one by replaying each."""
        plans = [plan_of(TRIAL, {})]
        for number in sorted(self.revisions):
            changes = decode_changes(self.revisions[number].changes)
            plans.append(apply_all(plans[-1], changes))
        return plans

    @property
    def saved(self) -> list[Json]:
        return [each for each in self.answers if "saved" in each]

    def changes(self, number: int) -> list[Change]:
        return decode_changes(self.revisions[number].changes)

    def writes(self) -> Iterator[tuple[Json, int, Change]]:
        """Each change an answer stands for, with the revision its author looked at.

        Who undoes or redoes looks at the revision that is taken back.
        """
        for answer in self.saved:
            made = self.revisions[answer["saved"]]
            seen = made.undoes.number if made.undoes else answer["on"]
            if answer["verb"] != "restore":
                yield from ((answer, seen, change) for change in self.changes(made.number))


@pytest.fixture(scope="module")
def outcome(django_db_setup: None, django_db_blocker: Any) -> Outcome:
    with django_db_blocker.unblock():
        people = [User.objects.create_user(f"client{number}") for number in range(CLIENTS - 2)]
        roadmap = a_plan(people[0])
        tokens = [
            issue_token(
                name="test", scope=ApiToken.Scope.WRITE, by=let_in(roadmap, person, "owner")
            )[1]
            for person in people
        ]
        # Two people have two screens each.
        clients = [(str(n), tokens[n % len(tokens)]) for n in range(CLIENTS)]
        try:
            found = _edited(roadmap, clients)
        finally:
            call_command("flush", interactive=False, verbosity=0)
            forget_plans()
    return found


def _edited(roadmap: Roadmap, clients: list[tuple[str, str]]) -> Outcome:
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.roadmaps.clients", str(roadmap.pk), SEED]
            + [word for client in clients[part::PROCESSES] for word in client],
            env=environment("redis://localhost:1"),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for part in range(PROCESSES)
    ]
    lines = [json.loads(each.stdout.readline() or "[]") for each in programs if each.stdout]
    ends = [json.loads(each.communicate("\n")[0] or "{}") for each in programs]
    roadmap.refresh_from_db()
    stored = load_plan(roadmap)
    return Outcome(
        [answer for line in lines for answer in line],
        ends,
        stored,
        {key: schedules.schedule_for(roadmap, key)[1].columns() for key in stored.scenarios},
        {each.number: each for each in roadmap.revisions.select_related("by", "undoes")},
    )


def test_every_sequence_was_run_and_met_the_others(outcome: Outcome) -> None:
    assert len(outcome.answers) == CLIENTS * SEQUENCES * STEPS
    met = Counter((each["verb"], str(each.get("refused", "saved"))) for each in outcome.answers)
    for verb in ("edit", "undo", "redo"):
        assert met[verb, "saved"] > 0, met
    assert met["edit", "409"] > 0, met
    assert met["edit", "422"] > 0, met
    assert any(each["saved"] > each["on"] + 1 for each in outcome.saved)  # merged with another's
    told = {each.get("refused", 200) for each in outcome.answers}
    assert told <= {200, 409, 422}, told


def test_each_accepted_edit_is_one_revision_and_none_is_missing(outcome: Outcome) -> None:
    numbers = sorted(each["saved"] for each in outcome.saved)
    assert numbers == list(range(2, len(numbers) + 2))
    assert sorted(outcome.revisions) == [1, *numbers]
    for answer in outcome.saved:
        made = outcome.revisions[answer["saved"]]
        assert made.by and made.by.username == f"client{answer['client'] % (CLIENTS - 2)}"
        if answer["verb"] == "edit":
            assert made.reason == answer["mark"]
            assert [each for each in answer["changes"] if each["kind"].startswith("remove")] or (
                decode_changes(answer["changes"]) == outcome.changes(made.number)
            )


def test_the_revisions_lead_to_the_stored_plan_and_its_dates(outcome: Outcome) -> None:
    replayed = outcome.plans[-1]
    assert replayed == outcome.stored
    for key, dates in outcome.dates.items():
        assert solve(schedules.compile_plan(replayed), key).columns() == dates
    assert outcome.dates.keys() == replayed.scenarios.keys()
    own = outcome.dates[schedules.scenario_of(replayed, "")]
    remembered = {
        "revision": len(outcome.revisions),
        "content": content_hash(replayed),
        "dates": {name: list(map(str, column)) for name, column in own.items()},
    }
    assert outcome.remembered == [remembered] * PROCESSES


def test_no_revision_is_half_written(outcome: Outcome) -> None:
    for number, revision in outcome.revisions.items():
        back = apply_all(outcome.plans[number], decode_changes(revision.undo))
        # The first revision made the plan: its header was there before.
        assert number == 1 or back == outcome.plans[number - 1], number
        assert revision.touched == list(
            dict.fromkeys(
                f"{kind}:{key}" for kind, key in (c.about for c in outcome.changes(number))
            )
        )


def test_no_update_is_lost(outcome: Outcome) -> None:
    """Nobody overwrites what they have not seen: what they write over is what they looked at."""
    for answer, seen, change in outcome.writes():
        kind, key = change.about
        before, looked_at = outcome.plans[answer["saved"] - 1], outcome.plans[seen]
        if isinstance(change, Alter):
            for name, value in change.values.items():
                now = getattr(before.find(kind, key), name)
                assert now == value or now == getattr(looked_at.find(kind, key), name), answer
        elif isinstance(change, Remove):
            assert before.find(kind, key) == looked_at.find(kind, key), answer


def test_what_was_accepted_is_there_or_written_over_later(outcome: Outcome) -> None:
    final, last = outcome.plans[-1], {}
    for number in sorted(outcome.revisions):
        for change in outcome.changes(number):
            last[change.about] = number
    for answer, _seen, change in outcome.writes():
        kind, key = change.about
        if last[change.about] > answer["saved"]:
            continue
        if isinstance(change, Alter):
            held = {name: getattr(final.find(kind, key), name) for name in change.values}
            assert held == dict(change.values), answer
        else:
            assert final.has(kind, key) is not isinstance(change, Remove), answer


def test_what_was_refused_left_nothing_and_says_who_came_first(outcome: Outcome) -> None:
    written = json.dumps([each.changes for each in outcome.revisions.values()])
    reasons = {each.reason for each in outcome.revisions.values()}
    for answer in outcome.answers:
        if "saved" in answer:
            continue
        assert answer["mark"] not in reasons
        assert f'"{answer["mark"]}' not in written
        for conflict in answer["conflicts"] if answer["refused"] == 409 else ():
            about = f"{conflict['kind']}:{conflict['key']}"
            assert about in outcome.revisions[conflict["revision"]].touched
            assert answer["verb"] != "edit" or conflict["revision"] > answer["on"]


def test_a_conflict_is_told_with_both_values(outcome: Outcome) -> None:
    told = [
        conflict
        for answer in outcome.answers
        if answer.get("refused") == 409 and answer["verb"] == "edit"
        for conflict in answer["conflicts"]
        if conflict["field"]
    ]
    assert told
    for conflict in told:
        theirs = outcome.plans[conflict["revision"]]
        assert conflict["theirs"] != conflict["mine"]
        assert theirs.has(conflict["kind"], conflict["key"]) or conflict["kind"] == HEADER
