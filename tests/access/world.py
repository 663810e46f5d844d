"""A small world with a visitor of every kind and something behind every door."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.test import Client

from accounts.models import ApiToken, LawRole, User
from accounts.services import issue_token, sign_in_path
from approvals import services as approving
from approvals.models import Delegation, Submission
from core.clock import now, today
from courier import rings
from courier.models import Incoming, Outgoing, Station
from courier.services import stations as courier
from courier.services.sending import Order, pack_plan
from documents.models import Document
from documents.services import attach
from drafts.models import Draft
from drafts.services import open_draft
from engine.belonging import Scope
from engine.changes import Alter
from engine.masking import Mask
from jobs.models import Job
from life.services import take_step
from parties.gathering import parties_of
from ranges.models import RangesRun
from reports.models import Report
from reports.services import ask_for_report, keep_drawing
from roadmaps.models import Role
from roadmaps.parts import grant
from roadmaps.resources import RESOURCES
from roadmaps.schedules import plan_of
from roadmaps.store import MODELS
from sanctions.models import MeasureProposal
from sanctions.services import propose
from search.models import PlanSearch
from search.services import ask_for_search
from sharing.look_pages import KEY
from sharing.models import GuestPass, ShareLink
from sharing.services.guests import let_in_guest
from sharing.services.links import Wanted, make_link
from sharing.services.looks import begin_look
from talk.models import Comment
from talk.services import add_comment
from tests.access.planted import PLANTED, money, plant_history
from tests.plans import RECORDS, a_plan, let_in
from tests.ranges.asking import a_run
from trade.published import take_in_published

ROLES = ("viewer", "planner", "compliance", "reviewer", "approver", "owner")
VISITORS = (
    "anonymous", "stranger", "guest", *ROLES, "admin", "look", "read token", "write token",
)  # fmt: skip
#: Planners who lack sight: of amounts and names, of amounts.
UNSIGHTED = ("blind", "amountless")
TOKENS = {"read token": ApiToken.Scope.READ, "write token": ApiToken.Scope.WRITE}
#: A record of each kind: the first planted one, or the first there is.
KEYS = {record.kind: record.key for record in reversed([*PLANTED, *RECORDS])}
TABS = {
    "activities": "activity",
    "links": "link",
    "costs": "cost",
    "goods": "goods",
    "partners": "partner",
    "benefits": "benefit",
}


@dataclass(frozen=True)
class World:
    """The plan behind the doors, its report, and who may come."""

    plan: Any
    report: Report
    run: RangesRun
    search: PlanSearch
    draft: Draft
    document: Document
    comment: Comment
    proposal: MeasureProposal
    submission: Submission
    delegation: Delegation
    station: Station
    package: Outgoing
    received: Incoming
    link: ShareLink
    secret: str
    people: dict[str, User]
    clients: dict[str, Client]

    @cached_property
    def party(self) -> str:
        """Looked up once: for each knock it would take longer than all the doors."""
        return next(iter(parties_of(self.plan, plan_of(self.plan))))

    def address(self, door: str, names: list[str], visitor: str) -> dict[str, Any]:
        """What stands in a door's address, as this visitor would write it."""
        return {name: self._word(door, name, visitor) for name in names}

    def _word(self, door: str, name: str, visitor: str) -> Any:
        if name == "pk":
            return self._row(door)
        if name == "key":
            return self._key(door)
        if name == "token_id":
            return self._own_token(visitor)
        if name == "job_id":
            return Job.objects.get(kind="report", subject=self.report.pk).pk
        if name in {"uid", "token"}:
            person = self.people.get(visitor, self.people["viewer"])
            return dict(zip(("uid", "token"), sign_in_path(person), strict=True))[name]
        return {
            "plan_id": self.plan.pk,
            "number": 1,
            "username": "extra",
            "report_id": self.report.pk,
            "run_id": self.run.pk,
            "search_id": self.search.pk,
            "draft_id": self.draft.pk,
            "document_id": self.document.pk,
            "party": self.party,
            "comment_id": self.comment.pk,
            "person_id": self.people["viewer"].pk,
            "zone_id": "nampo",
            "industry_id": "apparel",
            "measure_id": "unscr-2397-7",
            "proposal_id": self.proposal.pk,
            "submission_id": self.submission.pk,
            "station_id": self.station.pk,
            "package_id": self.package.pk,
            "what": "dates",
            "reference": "KR",
            "kind": "activity",
            "secret": self.secret,
            "link_id": self.link.pk,
            "pass_id": GuestPass.objects.get().pk,
            "track": "procedure",
            "event": "file_contact_report",
            "verb": "undo",
            "tab": "activities",
            "line": KEYS["activity"],
        }[name]

    def _row(self, door: str) -> Any:
        noun = door.removeprefix("api-").rpartition("-")[0]
        catalogue = {
            "zones": "nampo",
            "regions": "pyongyang_nampo",
            "belts": "pan_yellow_sea",
            "infrastructure": "pyongyang_nampo.power.pukchang-thermal-power-complex",
            "industries": "apparel",
            "strategies": "F4",
            "sources": "SEED-KIET",
            "measures": "unscr-2397-7",
            "instruments": "unscr-2397",
            "hs-chapters": "61",
            "hs-headings": "0301",
        }
        if noun in catalogue:
            return catalogue[noun]
        if noun in ("trade-uploads", "trade-figures"):
            upload = take_in_published()
            return upload.pk if noun == "trade-uploads" else upload.figures.earliest("pk").pk
        if noun.startswith("measure-proposals"):
            return self.proposal.pk
        if noun == "members":
            return self.plan.memberships.get(user__username="extra").pk
        if noun == "grants":
            return self.plan.grants.get().pk
        if noun.startswith("share-links"):
            return self.link.pk
        if noun.startswith("submissions"):
            return self.submission.pk
        if noun.startswith("delegations"):
            return self.delegation.pk
        if noun == "courier-stations":
            return self.station.pk
        if noun.startswith("courier"):
            return (self.package if noun == "courier-packages" else self.received).pk
        if noun == "ranges":
            return self.run.pk
        if noun == "reports":
            return self.report.pk
        if noun == "comments":
            return self.comment.pk
        if noun == "drafts":
            return self.draft.pk
        if noun == "documents":
            return self.document.pk
        if noun == "searches":
            return self.search.pk
        if noun.startswith("life-steps"):
            return self.plan.life_steps.get().pk
        if noun == "revisions":
            return self.plan.revisions.get(number=1).pk
        kinds = {resource.name: kind for kind, resource in RESOURCES.items()}
        return MODELS[kinds[noun]].objects.get(plan=self.plan, key=KEYS[kinds[noun]]).pk

    def _key(self, door: str) -> str:
        page, _, action = door.partition(":")
        if door.startswith("api-diligence"):
            return KEYS["project"]
        kind = action.rpartition("-")[2]
        if page == "roadmaps":
            return KEYS["activity"]
        if page == "projects" and kind not in KEYS:
            return KEYS["project"]
        return KEYS.get(kind, KEYS["scenario"])

    def _own_token(self, visitor: str) -> int:
        owner = self.people.get(visitor, self.people["viewer"])
        return issue_token(name="spare", scope="read", by=owner)[0].pk


def make_world() -> World:
    """Everybody, in their roles, around one plan."""
    people = {name: User.objects.create_user(name) for name in ("stranger", *ROLES)}
    User.objects.filter(username="compliance").update(law_role=LawRole.OFFICER)
    User.objects.filter(username="reviewer").update(law_role=LawRole.REVIEWER)
    people |= {name: User.objects.get(username=name) for name in ("compliance", "reviewer")}
    people["admin"] = User.objects.create_user("admin", is_staff=True)
    plan = a_plan(people["owner"], [*RECORDS, *PLANTED])
    plant_history(plan, people["owner"])
    for name in ROLES:
        let_in(plan, people[name], name)
    extra = let_in(plan, User.objects.create_user("extra"), Role.VIEWER)
    grant(plan, extra, "planner", Scope(project=KEYS["project"]), by=people["owner"])
    people["blind"] = let_in(plan, User.objects.create_user("blind"))
    plan.memberships.filter(user=people["blind"]).update(sees_amounts=False, sees_parties=False)
    people["amountless"] = let_in(plan, User.objects.create_user("amountless"))
    plan.memberships.filter(user=people["amountless"]).update(sees_amounts=False)
    report = ask_for_report(plan, scenario="A", stages=["S1"], language="ko", by=people["viewer"])
    file = default_storage.save("reports/door.pdf", ContentFile(b"%PDF-1.7"))
    keep_drawing(report, file=file, digest="0" * 64, pages=1)
    run = a_run(plan, people["viewer"])
    people |= dict.fromkeys(TOKENS, people["planner"])
    people["guest"] = User.objects.create_user("guest", is_guest=True)
    let_in_guest(plan, people["guest"], projects=(KEYS["project"],), by=people["owner"])
    people["look"] = User.objects.create_user("look", is_staff=True)
    clients = {name: _client(name, people.get(name)) for name in (*VISITORS, *UNSIGHTED)}
    search = ask_for_search(
        plan, scenario="A", goal="finish", weights={}, stages=["S1"], by=people["viewer"]
    )
    drafted = [Alter("cost", "P1:planted", {"amount": money("drafted cost")})]
    draft = open_draft(plan, "Draft", changes=drafted, by=people["planner"])
    evidence = ContentFile(b"evidence", name="evidence.txt")
    document = attach(plan, "condition:C1", "Evidence", evidence, by=people["owner"])
    proposal = propose(
        "change",
        "unscr-2397-7",
        {"citation": "S/RES/2397 (2017), OP 7"},
        why="Cited in full",
        evidence="S/RES/2397 (2017)",
        by=people["compliance"],
    )
    take_step(
        plan, KEYS["project"], "feasibility", "begin_study",
        on=today(), facts={}, documents={}, note="", seen=0, by=people["planner"],
    )  # fmt: skip
    comment = add_comment(plan, "condition:C1", "Is it filed?", by=people["owner"])
    route = [("review", people["reviewer"]), ("decision", people["approver"])]
    submission = approving.propose(plan, "Plan", route, by=people["planner"])
    delegation = approving.delegate(
        plan,
        people["reviewer"],
        how="acting",
        level="decision",
        since=today(),
        until=today(),
        reason="away",
        by=people["approver"],
    )
    courier.make_ring("Ministry", by=people["owner"])
    station = courier.add_station(rings.new_ring("Partner").card_text, by=people["owner"])
    courier.confirm_station(station, station.groups, "by telephone", by=people["owner"])
    package = pack_plan(plan, station, Order(1, "A", Mask()), by=people["planner"])
    received = Incoming.objects.create(
        plan=plan, sort="answer", number=1, station=station, answers=package, draft=draft,
        revision=1, person="Kim", signed_at=now(), by=people["planner"],
    )  # fmt: skip
    link, secret = make_link(plan, Wanted("Ministry"), by=people["owner"])
    # This administrator looks at the plan as its owner the whole time.
    look = begin_look(plan, people["owner"], "try the doors", by=people["look"])
    session = clients["look"].session
    session[KEY] = look.pk
    session.save()
    return World(
        plan, report, run, search, draft, document, comment, proposal, submission, delegation,
        station, package, received, link, secret, people, clients,
    )  # fmt: skip


def unmake_world(world: World) -> None:
    """Take away what a rollback leaves behind."""
    world.report.refresh_from_db()
    default_storage.delete(world.report.file.name)
    storages["documents"].delete(world.document.versions.get().stored)


def _client(name: str, person: User | None) -> Client:
    if name in TOKENS and person:
        _, text = issue_token(name=name, scope=TOKENS[name], by=person)
        return Client(headers={"Authorization": f"Bearer {text}"})
    client = Client()
    if person:
        client.force_login(person)
    return client
