"""The plan of the doors in a quarrel: with all that makes it refuse, compare, warn and tell.

Others change what somebody without sight is about to change, two drafts overspend together, a
version was approved before the money grew, and everything is watched. What is written meanwhile
holds amounts and names of its own: an answer that tells them can't hide behind the earlier ones.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from accounts.models import User
from approvals import services as approving
from approvals.models import Submission
from core.clock import today
from drafts.models import Draft
from drafts.proposing import keep_as_draft
from drafts.services import open_draft
from engine.approving import Verb
from engine.changes import Add, Alter, Change, Remove
from engine.records import CostLine
from life.procedure import procedure
from life.services import take_step
from roadmaps.models import Role
from roadmaps.services import edit_plan
from talk.mailing import set_mail
from talk.models import MailSetting
from talk.services import add_comment, set_watch
from tests.access.planted import LATER_NAMES, money
from tests.access.world import World
from tests.plans import let_in


@dataclass(frozen=True)
class Secret:
    """A planted record: a field all see, with what others make of it, what it was, and what the
    person without sight wants; and the field they do not see, with what others write into it."""

    key: str
    open_field: str
    theirs: Any
    mine: Any
    hidden_field: str
    hidden: Any


SHIPPED, INVENTED = "SEED-KIET", "ILLUSTRATIVE"
SECRETS = {
    "cost": Secret("P1:planted", "evidence", INVENTED, SHIPPED, "amount", money("cost later")),
    "ceiling": Secret(
        "fund:2028", "confidence", "high", "low", "amount", money("ceiling later")
    ),
    "goods": Secret("P2:planted", "unit", "kg", "m", "value", money("goods later")),
    "benefit": Secret("P1:money", "evidence", INVENTED, SHIPPED, "amount", money("benefit later")),
    "relation": Secret("P2:9", "confidence", "high", "low", "amount", money("relation later")),
    "partner": Secret(
        "P1:planted", "decides_ko", "부지", "인력", "name_ko", LATER_NAMES["partner later"]
    ),
    "permit": Secret("X9", "document", "가", "나", "applicant", LATER_NAMES["applicant later"]),
    "entity": Secret("P2:firm:9", "country", "CN", "RU", "name_ko", LATER_NAMES["firm later"]),
    "control": Secret(
        "P2:c9", "evidence_ref", "가", "나", "responsible", LATER_NAMES["controller later"]
    ),
}  # fmt: skip
GONE = "P1:gone"


@dataclass(frozen=True)
class Unrest:
    """What the quarrel is about. `before` is the revision that the person without sight saw."""

    before: int
    mine: Draft
    theirs: Draft
    submission: Submission
    decider: User


def stir(world: World) -> Unrest:
    """Begin it; whoever asks for it takes it back."""
    plan, people = world.plan, world.people
    plan.refresh_from_db()
    owner, blind = people["owner"], people["blind"]
    decider = let_in(plan, User.objects.create_user("dim"), Role.APPROVER)
    plan.memberships.filter(user=decider).update(sees_amounts=False, sees_parties=False)
    for person in (blind, decider):
        set_mail(MailSetting.When.AT_ONCE, f"{person.username}@example.org", by=person)
        for about in ("plan:plan", *(f"{kind}:{each.key}" for kind, each in SECRETS.items())):
            set_watch(plan, about, is_on=True, by=person)
    _approve(world, world.submission)
    before = plan.revision
    mine = open_draft(plan, "A", changes=_spending("mine"), by=people["planner"])
    theirs = open_draft(plan, "B", changes=_spending("theirs"), by=owner)
    for kind, each in SECRETS.items():
        values = {each.open_field: each.theirs, each.hidden_field: each.hidden}
        _edit(world, Alter(kind, each.key, values))
    for kind in ("cost", "partner", "relation"):
        each = SECRETS[kind]
        keep_as_draft(plan, [Alter(kind, each.key, {each.open_field: each.mine})], "", owner)
    _edit(world, Add(CostLine(GONE, "P1", "fund", money("gone"), "KRW", 2026)))
    _edit(world, Remove("cost", GONE))
    _live(world)
    for kind, each in SECRETS.items():
        add_comment(plan, f"{kind}:{each.key}", "@blind @dim 확인 바랍니다", by=owner)
    route = [("review", people["reviewer"]), ("decision", decider)]
    again = approving.propose(plan, "More", route, by=people["planner"])
    approving.decide(again, Verb.AGREE, by=people["reviewer"], seen=_hash(again))
    return Unrest(before, mine, theirs, Submission.objects.get(pk=again.pk), decider)


def _approve(world: World, submission: Submission) -> None:
    approving.decide(submission, Verb.AGREE, by=world.people["reviewer"], seen=_hash(submission))
    submission.refresh_from_db()
    approving.decide(submission, Verb.APPROVE, by=world.people["approver"], seen=_hash(submission))


def _hash(submission: Submission) -> str:
    assert submission.version is not None
    return submission.version.content_hash


def _edit(world: World, change: Change) -> None:
    world.plan.refresh_from_db()
    edit_plan(world.plan, [change], by=world.people["owner"], on_revision=world.plan.revision)
    world.plan.refresh_from_db()


def _spending(what: str) -> list[Change]:
    """Each side pays for P1 from the same source, and changes the planted line otherwise."""
    line = CostLine(f"P1:{what}", "P1", "fund", money(what), "KRW", 2026)
    return [Add(line), Alter("cost", "P1:planted", {"amount": money(what), "evidence": what})]


def _live(world: World) -> None:
    """A counterpart is named, and a carrying approval covers another total than the plan's."""
    people, soon = world.people, (today() + timedelta(days=30)).isoformat()
    named = {"planned_on": soon, "counterpart": LATER_NAMES["counterpart"]}
    approved = {
        "reference": "1",
        "valid_until": soon,
        "carry_currency": "KRW",
        "total_into": str(money("carried") // 1000),
    }
    steps = (
        ("P1", "procedure", "file_contact_report", named, "owner"),
        ("P2", "carry", "apply_carry", {"planned_on": soon}, "owner"),
        ("P2", "carry", "approve_carry", approved, "compliance"),
    )
    papers = {(each.track, each.key): each.documents for each in procedure().transitions}
    for project, track, event, facts, who in steps:
        seen = world.plan.life_steps.filter(project=project, track=track).count()
        take_step(
            world.plan, project, track, event, on=today(), facts=facts,
            documents=dict.fromkeys(papers[track, event], "1"), note="", seen=seen, by=people[who],
        )  # fmt: skip
