"""Clients that edit one plan at once, run as a program of its own: what each did, as JSON lines.

`python -m tests.roadmaps.clients PLAN SEED CLIENT TOKEN …`: a process with its own memory of
plans, as a second web process has, and a thread with its own connection for each client. Two
clients speak REST, the others call the services. What one tries is drawn from seed and number.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from threading import Thread
from typing import Any

import django
from django.conf import settings

from core import sight

SEQUENCES, STEPS, OVER_REST = 25, 3, (1, 6)
ACTIVITIES = ("P1.a1", "P1.a2", "P2.a1", "P2.a2")
REMOVABLE = (
    ("link", "L1"),
    ("link", "L2"),
    ("criterion", "G1:1"),
    ("criterion", "G1:2"),
    ("demand", "P2.a2:power"),
    ("condition", "C2"),
    ("activity", "P1.a2"),
    ("project", "P2"),
)
Json = dict[str, Any]


def attempts(seed: str, client: int) -> Iterator[Json]:
    """What this client tries in turn. `behind`: how old the revision it looks at is."""
    for sequence in range(SEQUENCES):
        draw = random.Random(f"{seed}/{client}/{sequence}")
        behind = draw.choice((0, 0, 3, 9))
        for step in range(STEPS):
            mark = f"{seed}.{client}.{sequence}.{step}"
            verb = draw.choices(("edit", "undo", "redo", "restore"), (10, 3, 3, 1))[0]
            changes = [_change(draw, mark, n) for n in range(draw.choice((1, 1, 2)))]
            about = draw.choice(REMOVABLE)
            yield {
                "mark": mark,
                "verb": verb,
                "behind": behind,
                **({"changes": changes} if verb == "edit" else {}),
                **({"about": about} if verb == "restore" else {}),
            }


def _change(draw: random.Random, mark: str, number: int) -> Json:
    """An edit of a field, a drag, an addition or a removal; some can't be, such as a circle."""
    key = draw.choice(ACTIVITIES)
    day = (date(2027, 1, 1) + timedelta(days=draw.randrange(900))).isoformat()
    drag = {"constraint": "start_no_earlier_than", "constraint_date": day}
    match draw.randrange(9):
        case 0 | 1:
            values: Json = {"duration": draw.randrange(1, 30)}
        case 2 | 3:
            values = drag
        case 4:
            values = {"name_en": mark}
        case 5:
            values = {"requires": draw.sample(["C1", "C2"], draw.randrange(3))}
        case 6:
            new = {
                "key": f"N{mark}.{number}",
                "name_ko": mark,
                "project": draw.choice(("P1", "P2")),
            }
            return {"kind": "add_activity", "record": {**new, "duration": draw.randrange(1, 9)}}
        case 7:
            ends = {"before": key, "after": draw.choice(ACTIVITIES)}
            return {"kind": "add_link", "record": {"key": f"N{mark}.{number}", **ends}}
        case _:
            kind, key = draw.choice(REMOVABLE)
            return {"kind": f"remove_{kind}", "key": key}
    return {"kind": "change_activity", "key": key, "values": values}


class Client:
    """One person at one screen; `token` opens the REST interface."""

    def __init__(self, plan: int, seed: str, number: int, token: str) -> None:
        self._plan, self._seed, self._number, self._token = plan, seed, number, token
        self.answers: list[Json] = []

    def run(self) -> None:
        from django.db import connection

        try:
            for attempt in attempts(self._seed, self._number):
                self.answers.append({**attempt, "client": self._number, **self._try(attempt)})
        finally:
            connection.close()

    def _try(self, attempt: Json) -> Json:
        from roadmaps.models import Roadmap

        roadmap = Roadmap.objects.get(pk=self._plan)
        on = max(1, roadmap.revision - attempt["behind"])
        seen = {**attempt, "on": on}
        if self._number in OVER_REST:
            return {"on": on, **self._over_rest(seen)}
        with sight.everything():
            return {"on": on, **self._by_service(roadmap, seen)}

    def _by_service(self, roadmap: Any, attempt: Json) -> Json:
        from accounts.models import ApiToken
        from core.errors import Refused
        from engine.codec import decode_changes
        from engine.problems import BrokenPlan
        from roadmaps import removals, services

        by = ApiToken.objects.get(prefix=self._token[:10]).user
        try:
            if attempt["verb"] == "undo":
                return {"saved": services.undo_last(roadmap, by=by).number}
            if attempt["verb"] == "redo":
                return {"saved": services.redo_last(roadmap, by=by).number}
            on = attempt["on"]
            if attempt["verb"] == "restore":
                changes: Sequence[Any] = removals.changes_restoring(roadmap, *attempt["about"])
                on = roadmap.revision
            else:
                changes = decode_changes(attempt["changes"])
            made = services.edit_plan(
                roadmap, changes, by=by, on_revision=on, reason=attempt["mark"]
            )
        except BrokenPlan as broken:
            return {
                "refused": 422,
                "codes": [each.code for each in broken.problems],
                "conflicts": [],
            }
        except Refused as refused:
            codes = [each.code for each in refused.problems]
            conflicts = refused.extra.get("conflicts", [])
            return {"refused": refused.status, "codes": codes, "conflicts": conflicts}
        return {"saved": made.number}

    def _over_rest(self, attempt: Json) -> Json:
        from django.test import Client as Browser

        bodies: dict[str, Json] = {
            "edit": {
                "on_revision": attempt["on"],
                "reason": attempt["mark"],
                "changes": attempt.get("changes"),
            },
            "restore": dict(zip(("kind", "key"), attempt.get("about", ()), strict=False)),
        }
        verb = attempt["verb"]
        answer = Browser(headers={"Authorization": f"Bearer {self._token}"}).post(
            f"/api/v1/plans/{self._plan}/{'edits' if verb == 'edit' else verb}/",
            data=json.dumps(bodies.get(verb, {})),
            content_type="application/json",
        )
        found = answer.json()
        if answer.status_code in (200, 201):
            return {"saved": found["number"]}
        codes = [each["code"] for each in found["problems"]]
        conflicts = found.get("conflicts", [])
        return {"refused": answer.status_code, "codes": codes, "conflicts": conflicts}


def remembered(plan: int) -> Json:
    """What this process shows of the plan now, from its memory where that is warm."""
    from engine.approving import content_hash
    from roadmaps import schedules
    from roadmaps.models import Roadmap

    roadmap = Roadmap.objects.get(pk=plan)
    with sight.everything():
        found, schedule = schedules.schedule_for(roadmap)
    dates = {name: list(map(str, column)) for name, column in schedule.columns().items()}
    return {"revision": roadmap.revision, "content": content_hash(found), "dates": dates}


def main(plan: int, seed: str, *clients: str) -> None:
    """Run the clients at once, tell what they did; when told to, tell what is remembered."""
    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    made = [
        Client(plan, seed, int(number), token)
        for number, token in zip(clients[::2], clients[1::2], strict=True)
    ]
    threads = [Thread(target=each.run) for each in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _tell([answer for each in made for answer in each.answers])
    sys.stdin.readline()
    _tell(remembered(plan))


def _tell(what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
