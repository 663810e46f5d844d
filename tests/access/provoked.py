"""What somebody without sight asks so that the product has to refuse, compare or explain.

One list for pages and REST: conflicting edits, stale records, hidden fields, broken forms, drafts
that collide, undone and restored edits, approvals, searches, imports, steps of the law.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from core import sight
from core.clock import today
from diligence.spreadsheets import written
from engine.codec import encode_record, encode_value
from engine.diligence.network import network_of
from life.procedure import procedure
from life.queries.standing import lives_of
from roadmaps.past import plan_at
from roadmaps.resources import RESOURCES
from roadmaps.schedules import whole_plan_of
from roadmaps.serializers import record_json
from roadmaps.sights import eyes_of
from roadmaps.store import MODELS
from tests.access.unrest import GONE, SECRETS, Unrest
from tests.access.world import World

TABS = {"cost": "costs", "goods": "goods", "partner": "partners", "benefit": "benefits"}
PAGES = {
    "ceiling": "projects:{}-ceiling",
    "permit": "permits:{}-permit",
    "entity": "diligence:{}-entity",
    "relation": "diligence:{}-relation",
    "control": "diligence:{}-control",
}


@dataclass(frozen=True)
class Ask:
    """One request: a form's values, or a JSON body under /api/. `expected` are its answers."""

    name: str
    at: str
    body: dict[str, Any] | None = None
    expected: tuple[int, ...] = (200,)
    method: str = "post"
    headers: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def send(self, client: Client) -> HttpResponse:
        """Ask it."""
        headers = {"If-Match": "*", **self.headers}
        if self.at.startswith("/api/") and self.body is not None:
            sent: dict[str, Any] = {"data": json.dumps(self.body)}
            sent |= {"content_type": "application/json"}
        else:
            sent = {"data": {**(self.body or {}), **self._uploads()}}
        return getattr(client, self.method)(self.at, **sent, headers=headers)

    def _uploads(self) -> dict[str, SimpleUploadedFile]:
        return {name: SimpleUploadedFile("x.xlsx", each) for name, each in self.files.items()}


def asks(world: World, unrest: Unrest) -> Iterator[Ask]:
    """All of them, as one planner without sight would ask."""
    yield from _records(world, unrest)
    yield from _history(world)
    yield from _drafts(world, unrest)
    yield from _views(world)
    yield from _life(world)
    yield from _files(world)


def decider_asks(world: World, unrest: Unrest) -> Iterator[Ask]:
    """What somebody without sight asks who decides about plans and drafts."""
    plan, submission, draft = world.plan.pk, unrest.submission, unrest.mine
    assert submission.version is not None
    seen = submission.version.content_hash
    yield Ask("submission", _page("approvals:submission", plan, submission.pk), None, method="get")
    yield Ask(
        "approve",
        _page("approvals:act", plan, submission.pk),
        {"verb": "approve", "seen": seen},
        (422,),
    )
    yield Ask(
        "approve other version",
        _page("approvals:act", plan, submission.pk),
        {"verb": "approve", "seen": "0" * 64},
        (409,),
    )
    act = reverse("api-submissions-act", args=[submission.pk])
    yield Ask("rest approve", act, {"verb": "approve", "seen": seen}, (422,))
    yield Ask("rest approve old", act, {"verb": "approve", "seen": "0" * 64}, (409,))
    adopt = {"version": draft.version, "decision": "예"}
    yield Ask("adopt", _page("drafts:adopt", plan, draft.pk), adopt, (403, 409, 422))
    yield Ask("rest adopt", reverse("api-drafts-adopt", args=[draft.pk]), adopt, (403, 409, 422))


def _records(world: World, unrest: Unrest) -> Iterator[Ask]:
    plan = world.plan
    edits = reverse("api-plans-edits", args=[plan.pk])
    for kind, each in SECRETS.items():
        noun, row = RESOURCES[kind].name, MODELS[kind].objects.get(plan=plan, key=each.key)
        page, remove = _record_page(world, kind, each.key)
        typed = _typed(world, unrest, kind, each.key)
        mine = {each.open_field: each.mine}
        change = {"kind": f"change_{kind}", "key": each.key, "values": mine}
        hidden = {**change, "values": {each.hidden_field: encode_value(each.hidden)}}
        gone = {"kind": f"remove_{kind}", "key": each.key}
        old = {"on_revision": unrest.before}
        detail = reverse(f"api-{noun}-detail", args=[row.pk])
        stale = {"If-Match": f'"{unrest.before}"'}
        yield Ask(f"{kind} page open", page, None, method="get")
        yield Ask(f"{kind} page conflict", page, {**typed, **mine, **old}, (409,))
        yield Ask(f"{kind} page as draft", page, {**typed, **mine, "as_draft": "1"}, (302, 422))
        yield Ask(f"{kind} page broken", page, {**typed, "on_revision": "x"}, (302, 422))
        yield Ask(f"{kind} page look", remove, None, (200,), method="get")
        yield Ask(f"{kind} page remove conflict", remove, old, (409, 302))
        yield Ask(f"{kind} rest conflict", edits, {"changes": [change], **old}, (409,))
        yield Ask(f"{kind} rest remove conflict", edits, {"changes": [gone], **old}, (409,))
        yield Ask(f"{kind} rest hidden", edits, {"changes": [hidden], **old}, (403,))
        yield Ask(f"{kind} rest stale", detail, mine, (412,), "patch", stale)
        yield Ask(f"{kind} rest stale delete", detail, None, (412,), "delete", stale)
        yield Ask(f"{kind} rest nonsense", detail, {each.open_field: 7.5, "x": 1}, (422,), "patch")
        yield Ask(f"{kind} what-if", reverse("api-plans-what-if", args=[plan.pk]),
                  {"changes": [hidden]}, (403,))  # fmt: skip
        yield Ask(
            f"{kind} sorted", f"{reverse(f'api-{noun}-list')}?plan={plan.pk}"
            f"&ordering={each.hidden_field}", None, (400, 403), "get",
        )  # fmt: skip
        yield Ask(
            f"{kind} history", f"{_page('roadmaps:revisions', plan.pk)}?about={each.key}", None,
            method="get",
        )  # fmt: skip

    for kind, name, value in (("benefit", "currency", ""), ("entity", "sort", "place")):
        change = {"kind": f"change_{kind}", "key": SECRETS[kind].key, "values": {name: value}}
        body = {"changes": [change], "on_revision": plan.revision}
        yield Ask(f"{kind} uncovered", edits, body, (403,))


def _history(world: World) -> Iterator[Ask]:
    plan = world.plan
    for revision in plan.revisions.filter(number__gt=1):
        undo, detail = (
            reverse(f"api-revisions-{verb}", args=[revision.pk]) for verb in ("undo", "detail")
        )
        page = _page("roadmaps:undo-revision", plan.pk, revision.number)
        told = (201, 302, 403, 409, 422)
        yield Ask(f"revision {revision.number}", _page("roadmaps:revision", plan.pk,
                  revision.number), None, method="get")  # fmt: skip
        yield Ask(f"rest revision {revision.number}", detail, None, method="get")
        yield Ask(f"undo {revision.number}", page, {}, told)
        yield Ask(f"rest undo {revision.number}", undo, {}, told)
    restore = {"kind": "cost", "key": GONE}
    yield Ask("restore", _page("roadmaps:removed", plan.pk), restore, (302,))
    yield Ask("rest restore", reverse("api-plans-restore", args=[plan.pk]), restore, (201,))
    for verb in ("undo", "redo"):
        yield Ask(verb, _page("roadmaps:take-back", plan.pk, verb), {}, (200, 302, 422))


def _drafts(world: World, unrest: Unrest) -> Iterator[Ask]:
    plan, mine, theirs = world.plan, unrest.mine, unrest.theirs
    page = {name: _page(f"drafts:{name}", plan.pk, mine.pk)
            for name in ("draft", "preview", "rebase", "merge", "leave-out")}  # fmt: skip
    rest = {name: reverse(f"api-drafts-{name}", args=[mine.pk])
            for name in ("detail", "preview", "rebase", "merge", "edits")}  # fmt: skip
    version = {"version": mine.version}
    both = {"with_draft": theirs.pk}
    merge = {**version, **both, "other_version": theirs.version, "name": "C"}
    other = {**version, "with": theirs.pk, "other": theirs.pk, "other_version": theirs.version}
    yield Ask("drafts", _page("drafts:drafts", plan.pk), None, method="get")
    yield Ask("drafts rest", f"{reverse('api-drafts-list')}?plan={plan.pk}", None, method="get")
    yield Ask("draft", page["draft"], None, method="get")
    yield Ask("draft rest", rest["detail"], None, method="get")
    yield Ask("draft preview", page["preview"], None, method="get")
    yield Ask("draft preview with", f"{page['preview']}?with={theirs.pk}", None, method="get")
    yield Ask("draft rest preview", rest["preview"], {})
    yield Ask("draft rest preview with", rest["preview"], both)
    yield Ask("draft rebase", page["rebase"], version, (200, 302, 409, 422))
    yield Ask("draft rest rebase", rest["rebase"], version, (409,))
    chosen = {"choices": {"cost:P1:planted:amount": "mine", "cost:P1:planted:evidence": "mine"}}
    yield Ask("draft rest rebase chosen", rest["rebase"], {**version, **chosen}, (403,))
    yield Ask("draft merge", page["merge"], {**other, "name": "C"}, (200, 302, 404, 409, 422))
    yield Ask("draft rest merge", rest["merge"], merge, (409,))
    yield Ask("draft leave out", page["leave-out"], {**version, "number": 1}, (403,))
    hidden = [{"kind": "change_cost", "key": "P1:planted", "values": {"amount": "1"}}]
    yield Ask("draft rest hidden", rest["edits"], {**version, "changes": hidden}, (403,))
    opened = [{"kind": "change_cost", "key": "P1:planted", "values": {"evidence": "z"}}]
    yield Ask("draft rest edit", rest["edits"], {**version, "changes": opened}, (200,))
    yield Ask("draft rest old", rest["edits"], {"version": 0, "changes": opened}, (409,))


def _views(world: World) -> Iterator[Ask]:
    plan, day = world.plan.pk, today().isoformat()
    compare, rest = _page("approvals:compare", plan), reverse("api-comparisons-list")
    for left in ("revision:1", "approved", "baseline", f"date:{day}", "scenario:B", "version:1"):
        query = f"left={left}&right=now"
        yield Ask(f"compare {left}", f"{compare}?{query}", None, (200, 400), "get")
        yield Ask(f"rest compare {left}", f"{rest}?plan={plan}&{query}", None, (200, 400), "get")
    yield Ask("ghosts", f"{_page('roadmaps:roadmap', plan)}?compare=r1", None, method="get")
    as_of = reverse("api-as-of-list")
    yield Ask("as of", f"{as_of}?plan={plan}&as_of={day}", None, (200, 400), "get")
    yield Ask("as of page", f"{_page('approvals:as-of', plan)}?day={day}", None, method="get")
    for tab in TABS.values():
        for project in ("P1", "P2"):
            place = {"plan_id": plan, "key": project, "tab": tab}
            yield Ask(f"{project} {tab}", reverse("projects:lines", kwargs=place), None,
                      method="get")  # fmt: skip
    expand = "costs,goods,partners,benefits"
    yield Ask("expanded", f"{reverse('api-projects-list')}?plan={plan}&expand={expand}", None,
              (200, 400), "get")  # fmt: skip
    for scenario in ("A", "B"):
        query = f"?scenario={scenario}&level=true"
        for door in ("lint:lint", "projects:funding", "supply:supply", "atlas:dashboard",
                     "scenarios:comparison", "life:board", "life:deadlines", "lint:gates",
                     "lint:ledger", "roadmaps:why", "permits:permits"):  # fmt: skip
            yield Ask(f"{door} {scenario}", _page(door, plan) + query, None, method="get")
        yield Ask(f"findings {scenario}", f"{reverse('api-findings-list')}?plan={plan}"
                  f"&scenario={scenario}", None, (200, 400), "get")  # fmt: skip
    for finding in ("over_ceiling", "fund_ceiling"):
        waiver = {"plan": plan, "finding": f"R25:{finding}", "reason": "x", "until": day}
        yield Ask(f"waive {finding}", reverse("api-waivers-list"), waiver, (403, 422))
    yield Ask("thresholds", _page("lint:thresholds", plan), {"R24.grant": "x"}, (200, 302, 422))
    yield Ask("inbox", f"{reverse('talk:inbox')}?show=all", None, method="get")
    yield Ask("rest inbox", reverse("api-inbox-list"), None, method="get")


def _life(world: World) -> Iterator[Ask]:
    """Each step that may follow, as its form asks it and with nothing told."""
    plan, steps = world.plan, reverse("api-life-steps-list")
    for project, life in lives_of(plan, whole_plan_of(plan), today()).items():
        for track, state in life.states.items():
            for each in procedure().leaving(track, state):
                at = _page("life:step-project", plan.pk, project, track, each.key)
                body = {"plan": plan.pk, "project": project, "track": track, "event": each.key}
                seen = life.next_number(track) - 1
                body |= {"on": today().isoformat(), "seen": seen}
                yield Ask(f"{project} {each.key}", at, None, method="get")
                yield Ask(f"{project} rest {each.key}", steps, body, (201, 403, 422))
        yield Ask(f"{project} procedure", _page("projects:procedure", plan.pk, project), None,
                  method="get")  # fmt: skip


def _files(world: World) -> Iterator[Ask]:
    """Out as a workbook, and the same workbook in again."""
    plan = world.plan
    at = _page("diligence:import-project", plan.pk, "P2")
    yield Ask("export", _page("diligence:export-project", plan.pk, "P2"), None, method="get")
    yield Ask("import", at, {"on_revision": plan.revision}, (302, 403, 422),
              files={"entities": own_workbook(world)})  # fmt: skip
    whole = written(network_of(whole_plan_of(plan), "P2"))
    old = {"on_revision": 1}
    yield Ask("import whole", at, old, (302, 403, 409, 422), files={"entities": whole})
    rows = "into\t5208\t원단\tFabric\t3\tt\t7\tKRW\nout\tx\t\t\t-1\t?\ty\t\n"
    yield Ask("goods pasted", _page("screening:add-lines-project", plan.pk, "P2"),
              {"on_revision": plan.revision, "rows": rows, "text": rows}, (200, 422))  # fmt: skip


def own_workbook(world: World) -> bytes:
    """The supply network as the person without sight takes it out."""
    client = world.clients["blind"]
    answer = client.get(_page("diligence:export-project", world.plan.pk, "P2"))
    return BytesIO(answer.content).getvalue()


def _typed(world: World, unrest: Unrest, kind: str, key: str) -> dict[str, Any]:
    """The fields of the record's form as the person saw them, before others changed it."""
    with sight.seeing(eyes_of(world.people["blind"]), world.plan.pk):
        record = plan_at(world.plan, unrest.before).find(kind, key)
        hidden = record_json(record, world.plan.pk).get("withheld", [])
    values = {n: v for n, v in encode_record(record).items() if n not in hidden and v is not None}
    return {n: v for n, v in values.items() if v is not False}


def _record_page(world: World, kind: str, key: str) -> tuple[str, str]:
    """Where the record is edited, and where it is removed."""
    if kind in TABS:
        project = key.partition(":")[0]
        place = {"plan_id": world.plan.pk, "key": project, "tab": TABS[kind], "line": key}
        return tuple(reverse(f"projects:{verb}-line", kwargs=place) for verb in ("edit", "remove"))  # type: ignore[return-value]
    doors = (PAGES[kind].format(verb) for verb in ("edit", "remove"))
    return tuple(_page(door, world.plan.pk, key) for door in doors)  # type: ignore[return-value]


def _page(door: str, *args: Any) -> str:
    return reverse(door, args=args)
