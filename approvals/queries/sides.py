"""What two things a reader compares: a version, a revision, a scenario or a day."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from approvals.models import Version
from approvals.queries.seeing import Side, side_of
from approvals.queries.standing import approved_version, baseline_of
from core import clock
from core.errors import Invalid
from core.templatetags.ui import day as written
from engine.problems import Problem
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of


@dataclass(frozen=True, slots=True)
class Chosen:
    """A side with the code it is asked for by, and what it is called."""

    code: str
    label: str
    side: Side


def chosen(roadmap: Roadmap, code: str) -> Chosen:
    """The side that `now`, `baseline`, `approved`, `version:3` and the like stand for."""
    kind, _sep, value = code.partition(":")
    if kind == "now":
        return Chosen(code, _("the plan as it stands"), Side(roadmap.revision))
    if kind in {"baseline", "approved"}:
        return _version(code, _named(roadmap, kind))
    if kind == "version" and value.isdecimal():
        found = Version.objects.filter(plan=roadmap, number=int(value)).first()
        return _version(code, found)
    if kind == "revision" and value.isdecimal() and 0 < int(value) <= roadmap.revision:
        label = _("revision %(number)s") % {"number": value}
        return Chosen(code, label, Side(int(value)))
    if kind == "scenario" and value in plan_of(roadmap).scenarios:
        label = _("scenario %(key)s") % {"key": value}
        return Chosen(code, label, Side(roadmap.revision, value))
    if kind == "date" and (asked := _day(value)):
        label = _("the plan of %(day)s") % {"day": written(asked)}
        return Chosen(code, label, Side(revision_on(roadmap, asked)))
    raise Invalid(Problem("bad_side", (code,)))


def revision_on(roadmap: Roadmap, day: date) -> int:
    """The revision in force when a day ended here. Refused for a day before the plan was."""
    rows = roadmap.revisions.filter(at__lt=clock.end_of(day)).order_by("-number")
    number = rows.values_list("number", flat=True).first()
    if number is None:
        raise Invalid(Problem("no_plan_then", ("as_of",), {"day": str(written(day))}))
    return number


def offered(roadmap: Roadmap) -> list[tuple[str, str]]:
    """What the form offers: the plan, baseline, approved and named versions, scenarios."""
    found = [("now", _("the plan as it stands"))]
    if baseline_of(roadmap):
        found.append(("baseline", _("baseline")))
    if approved_version(roadmap):
        found.append(("approved", _("last approved version")))
    for each in Version.objects.filter(plan=roadmap):
        label = _("version %(number)s: %(name)s") % {"number": each.number, "name": each.name}
        found.append((f"version:{each.number}", label))
    scenarios = plan_of(roadmap).scenarios
    found += [(f"scenario:{key}", _("scenario %(key)s") % {"key": key}) for key in scenarios]
    return found


def _named(roadmap: Roadmap, kind: str) -> Version | None:
    if kind == "approved":
        return approved_version(roadmap)
    found = baseline_of(roadmap)
    return found.version if found else None


def _version(code: str, found: Version | None) -> Chosen:
    if found is None:
        raise Invalid(Problem("no_such_version", (code,)))
    label = _("version %(number)s: %(name)s") % {"number": found.number, "name": found.name}
    return Chosen(code, label, side_of(found))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
