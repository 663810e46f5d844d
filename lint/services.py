"""What people do with findings: accept one for a time, and take that back."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.functional import lazy

from accounts.models import User
from core import clock
from core.errors import Forbidden, Invalid
from engine.lint import Finding
from engine.problems import Problem
from lint.models import Waiver
from lint.queries.checking import code_of, lint_for
from lint.queries.waiving import may_end, may_waive
from roadmaps.models import Roadmap
from roadmaps.reach import reach_of, role_names
from zones.rulebook import principles

LONGEST_YEARS = 2


@transaction.atomic(durable=True)
def waive_finding(
    roadmap: Roadmap, finding: str, *, scenario: str, reason: str, until: date, by: User
) -> Waiver:
    """Accept a finding of the plan until a day. Raises Forbidden to a role the rule does not name,
    in the plan or where the finding lies; Invalid for a finding the plan has not, without a
    reason, or for a day past or too far off.
    """
    locked = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    found = _finding(locked, scenario, finding)
    _require(may_waive(reach_of(locked, by), found), found.rule)
    today = clock.today()
    if not reason.strip():
        raise Invalid(Problem("waiver_without_reason", ("reason",)))
    if not today <= until <= today + timedelta(days=LONGEST_YEARS * 366):
        values = {"years": LONGEST_YEARS}
        raise Invalid(Problem("waiver_until", ("until",), values))
    kind, key = found.about
    return Waiver.objects.create(
        plan=locked,
        finding=finding,
        rule=found.rule,
        case=found.case,
        kind=kind,
        key=key,
        detail=found.detail,
        revision=locked.revision,
        scenario=scenario,
        excess=round(found.excess, 6),
        reason=reason.strip(),
        until=until,
        by=by,
    )


@transaction.atomic(durable=True)
def end_waiver(roadmap: Roadmap, waiver_id: int, *, by: User) -> Waiver:
    """Take a waiver back: the finding shows again. Ending it twice changes nothing."""
    found = Waiver.objects.select_for_update().filter(plan=roadmap, pk=waiver_id).first()
    if found is None:
        raise Invalid(Problem("no_such_waiver", (str(waiver_id),)))
    _require(may_end(reach_of(roadmap, by), found), found.rule)
    if found.ended_at is None:
        ended = {"ended_by": by, "ended_at": clock.now()}
        Waiver.objects.filter(pk=found.pk).update(**ended)
        found.refresh_from_db()
    return found


def _finding(roadmap: Roadmap, scenario: str, code: str) -> Finding:
    for finding in lint_for(roadmap, scenario).lint.findings:
        if code_of(finding) == code:
            return finding
    raise Invalid(Problem("no_such_finding", (code,)))


def _require(may: bool, rule: str) -> None:
    if may:
        return
    roles = principles()[rule].waived_by
    values = {"rule": rule, "roles": lazy(role_names, str)(roles)}
    raise Forbidden(Problem("may_not_waive" if roles else "never_waived", (rule,), values))
