"""Due diligence of a plan and of one project: standing, questions, network, exposure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.clock import today
from diligence import services
from diligence.drawing import draw
from diligence.forms import AnswerForm, SignForm
from diligence.queries.desk import desk_of
from diligence.queries.exposure_page import channel_lines
from diligence.queries.network_page import flagged_places, network_page, wording
from diligence.queries.showing import check_lines, measures_by_id
from diligence.queries.standing import Standing, standing_of, standings_of
from roadmaps.models import OFFICERS, SCREENERS
from roadmaps.outlooks import Outlook, PlanRequest, outlook_for
from roadmaps.reach import reach_of
from roadmaps.record_pages import outlook_with


@dataclass(frozen=True, slots=True)
class Page:
    """What every tab of a project's due diligence shows."""

    outlook: Outlook
    standing: Standing
    tab: str
    may_answer: bool
    may_sign: bool


def desk(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Every project with its band, coverage, stop rule and red flags."""
    outlook = outlook_for(request)
    standings = standings_of(request.plan, outlook.plan, today())
    shown = {"outlook": outlook, "desk": desk_of(standings, request.GET.get("wish", ""))}
    return render(request, "diligence/desk.html", shown)


def overview(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """How the project stands, its checks with the red flags, and the signature."""
    page = _page(request, key, "overview")
    checks = check_lines(request.plan, page.outlook.plan, page.standing.checked, page.outlook.query)
    shown = {"checks": checks, "form": SignForm()}
    return _show(request, page, "overview", shown)


def questions(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """The questionnaire with its score."""
    page = _page(request, key, "questions")
    shown = {"forms": _forms(page.standing), "measures": measures_by_id()}
    return _show(request, page, "questions", shown)


def answer(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """Answer one question; what can't be kept comes back as it was typed."""
    page = _page(request, key, "questions")
    form = AnswerForm(request.POST)
    if not form.is_valid():
        forms = _forms(page.standing) | {request.POST.get("question", ""): form}
        shown = {"forms": forms, "measures": measures_by_id()}
        return _show(request, page, "questions", shown, status=422)
    services.answer_question(request.plan, key, by=request.user, **form.cleaned_data)
    messages.success(request, _("Saved: %(question)s.") % form.cleaned_data)
    to = reverse("diligence:questions-project", args=[plan_id, key]) + page.outlook.query
    return redirect(f"{to}#{form.cleaned_data['question']}")


def sign(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """Sign the project's due diligence as it was shown."""
    outlook = outlook_with(request, "project", key)
    seen, note = request.POST.get("seen", ""), request.POST.get("note", "")
    services.sign_off(request.plan, key, seen=seen, note=note, by=request.user)
    messages.success(request, _("You signed the due diligence of %(project)s.") % {"project": key})
    return redirect(reverse("diligence:overview-project", args=[plan_id, key]) + outlook.query)


def network(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """The supply network: its drawing, and the tables that say the same."""
    page = _page(request, key, "network")
    outlook = page.outlook
    found = network_page(request.plan, outlook.plan, page.standing, outlook.query)
    checks = check_lines(request.plan, outlook.plan, page.standing.checked, outlook.query)
    flags = [flag for line in checks for flag in line.flags]
    return _show(request, page, "network", {"network": found, "flags": flags})


def drawing(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """The drawing alone, to be put into a document."""
    page = _page(request, key, "network")
    words = wording(request.plan, page.outlook.plan, page.standing, "")
    svg = draw(page.standing.network, flagged_places(page.standing), words)
    name = f'attachment; filename="supply-network-{key}.svg"'
    return HttpResponse(
        svg, content_type="image/svg+xml; charset=utf-8", headers={"Content-Disposition": name}
    )


def exposure(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """The informal channels the project lies near to, warnings of the scenario, and controls."""
    page = _page(request, key, "exposure")
    outlook = page.outlook
    lines = channel_lines(
        request.plan, outlook.plan, outlook.schedule, page.standing, today(), outlook.query
    )
    return _show(request, page, "exposure", {"channels": lines})


def _page(request: PlanRequest, key: str, tab: str) -> Page:
    outlook = outlook_with(request, "project", key)
    standing = standing_of(request.plan, outlook.plan, key, today())
    reach = reach_of(request.plan, request.user)
    screens, signs = (reach.has(roles, {key}) for roles in (SCREENERS, OFFICERS))
    return Page(outlook, standing, tab, screens, signs)


def _show(
    request: PlanRequest, page: Page, name: str, rest: Mapping[str, object], status: int = 200
) -> HttpResponse:
    shown = {"outlook": page.outlook, "page": page, "standing": page.standing, **rest}
    return render(request, f"diligence/{name}.html", shown, status=status)


def _forms(standing: Standing) -> dict[str, AnswerForm]:
    """A form for every question, filled with its present answer."""
    found = {}
    for line in standing.questionnaire.lines:
        question, latest = line.asked.question.id, line.latest
        shown = {"question": question, "seen": line.seen, "answer": line.answer}
        if latest:
            shown |= {"note": latest.note, "evidence": latest.evidence}
        found[question] = AnswerForm(initial=shown, auto_id=f"{question}_%s")
    return found
