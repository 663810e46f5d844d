"""A project's gate opens unless what is behind it became worse than what was approved last."""

from typing import Any

import pytest

from accounts.models import User
from core.clock import today
from core.errors import Invalid
from engine.changes import Alter
from life import services as life
from life.models import LifeStep
from lint import services as lint
from lint.queries.checking import code_of, lint_for
from planner.refusals import sentence
from roadmaps.services import edit_plan
from tests.approvals.conftest import Cast
from tests.life.conftest import Clerk
from tests.life.test_record import TO_FILED

pytestmark = pytest.mark.django_db(transaction=True)
OPEN = "all_preconditions_met"


@pytest.fixture
def clerk(cast: Cast) -> Clerk:
    """P1 is approved by the Ministry: its gate is next."""
    found = Clerk(cast.plan, "P1", cast.owner, cast.approver, cast.compliance)
    found.to(*TO_FILED, "start_consultation", "approve")
    return found


def _edit(cast: Cast, project: str, **values: Any) -> None:
    change = Alter("project", project, values)
    edit_plan(cast.plan, [change], by=cast.planner, on_revision=cast.plan.revision)
    cast.plan.refresh_from_db()


def _opens(clerk: Clerk, by: User) -> None:
    """The step is recorded; and taken back, so that it can be tried again."""
    clerk.take(OPEN)
    assert clerk.state() == "gates_open"
    seen = LifeStep.objects.filter(project="P1", track="procedure").count()
    life.take_back(clerk.roadmap, "P1", "procedure", reason="다시", seen=seen, by=by)


def test_a_gate_refuses_exactly_what_became_worse_behind_it_and_is_not_waived(
    cast: Cast, clerk: Clerk
) -> None:
    _edit(cast, "P1", dprk_workers=600)
    _opens(clerk, cast.compliance)  # nothing was ever approved
    cast.approved()
    _opens(clerk, cast.compliance)  # an old finding
    _edit(cast, "P2", dprk_workers=900)
    _opens(clerk, cast.compliance)  # another project's
    _edit(cast, "P1", dprk_workers=800)
    with pytest.raises(Invalid) as refused:
        clerk.take(OPEN)
    (problem,) = refused.value.problems
    assert problem.code == "life_gate_worse"
    assert "R16 P1" in sentence(problem)
    page = cast.client("owner").get(
        f"/plans/{cast.plan.pk}/procedure/projects/P1/procedure/{OPEN}/"
    )
    assert "R16 P1" in page.content.decode()
    finding = next(
        each
        for each in lint_for(cast.plan).lint.findings
        if (each.rule, each.about) == ("R16", ("project", "P1"))
    )
    lint.waive_finding(
        cast.plan,
        code_of(finding),
        scenario="",
        reason="시범 종료",
        until=today(),
        by=cast.approver,
    )
    _opens(clerk, cast.compliance)
    _edit(cast, "P1", notes_en="relabel the goods")
    with pytest.raises(Invalid) as refused:
        clerk.take(OPEN)
    assert ["R20" in sentence(each) for each in refused.value.problems] == [True]
