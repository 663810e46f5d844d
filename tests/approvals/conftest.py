"""A small plan with four people around it who take it from draft to approval."""

import pytest
from django.test import Client

from accounts.models import User
from approvals import services
from approvals.models import Submission
from engine.approving import Verb
from engine.changes import Alter
from roadmaps.models import Roadmap, Role
from roadmaps.services import edit_plan
from tests.plans import a_plan, forget_plans, let_in


class Cast:
    """The people, and what they do."""

    def __init__(self, plan: Roadmap, **people: User) -> None:
        self.plan, self.people = plan, people

    def __getattr__(self, name: str) -> User:
        return self.people[name]

    def client(self, name: str) -> Client:
        client = Client()
        client.force_login(self.people[name])
        return client

    def edit(self, **values: object) -> None:
        """The planner changes the work of P1, which nothing blocks."""
        change = Alter("activity", "P1.a2", values)  # type: ignore[arg-type]
        edit_plan(self.plan, [change], by=self.planner, on_revision=self.plan.revision)
        self.plan.refresh_from_db()

    def submitted(self, *route: tuple[str, str]) -> Submission:
        steps = route or (("review", "reviewer"), ("decision", "approver"))
        people = [(level, self.people[name]) for level, name in steps]
        made = services.draft(self.plan, "2027년 계획", people, by=self.planner)
        return services.submit(made, by=self.planner)

    def decide(self, submission: Submission, verb: Verb, name: str, **values: object) -> Submission:
        submission.refresh_from_db()
        seen = submission.version.content_hash if submission.version else ""
        services.decide(submission, verb, by=self.people[name], seen=seen, **values)  # type: ignore[arg-type]
        return Submission.objects.get(pk=submission.pk)

    def approved(self) -> Submission:
        made = self.decide(self.submitted(), Verb.AGREE, "reviewer")
        return self.decide(made, Verb.APPROVE, "approver")


@pytest.fixture
def cast(jin: User, reference_data: None) -> Cast:
    """Jin made the plan; the others have a role each."""
    forget_plans()
    plan = a_plan(jin)
    roles = {
        "planner": Role.PLANNER,
        "reviewer": Role.REVIEWER,
        "compliance": Role.COMPLIANCE,
        "approver": Role.APPROVER,
        "second": Role.APPROVER,
        "viewer": Role.VIEWER,
    }
    people = {name: User.objects.create_user(name) for name in roles}
    for name, role in roles.items():
        let_in(plan, people[name], role)
    return Cast(plan, owner=jin, **people)
