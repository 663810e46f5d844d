"""Pages of the procedure: the board, the deadlines, and the form of one step."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.clock import today
from core.errors import Invalid, Outdated
from engine.life.rolling import SHOWN
from engine.life.values import Transition
from engine.problems import Problem
from life import services
from life.forms import StepForm, TakeBackForm
from life.gatekeeping import objections
from life.naming import sentence, state_name
from life.procedure import procedure
from life.queries.board import board_of, deadlines_of
from life.queries.papers import files_of
from life.queries.project_page import Opening, opening_of
from life.queries.requirements import answers_of
from life.queries.rivals import RivalSearch, rivals_of
from life.queries.standing import Life, life_of
from life.queries.told import limit_lines
from life.vocabulary import TRACK_NAMES
from roadmaps.outlooks import Outlook, PlanRequest, outlook_for
from roadmaps.reach import reach_of
from roadmaps.record_pages import outlook_with
from roadmaps.schedules import plan_of, whole_plan_of
from zones.facts import Evidences


def board(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Every project by its state, with the track it waits for and what is due."""
    outlook = outlook_for(request)
    wished = request.GET.get("laggard", "")
    wished = wished if wished in SHOWN else ""
    page = board_of(request.plan, outlook.plan, today(), wished)
    shown = {"outlook": outlook, "page": page, "wished": wished, "tracks": TRACK_NAMES}
    return render(request, "life/board.html", shown)


def deadlines(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Every statutory deadline that runs."""
    outlook = outlook_for(request)
    near = request.GET.get("show") == "near"
    lines = deadlines_of(request.plan, outlook.plan, today(), near_only=near)
    shown = {"outlook": outlook, "lines": lines, "near": near, "limits": limit_lines()}
    return render(request, "life/deadlines.html", shown)


def step(request: PlanRequest, plan_id: int, key: str, track: str, event: str) -> HttpResponse:
    """The form of one step: what it needs, what speaks against it, and the button."""
    outlook = outlook_with(request, "project", key)
    life = life_of(request.plan, whole_plan_of(request.plan), key, today())
    transition = _opening(life, track, event)
    if transition is None:
        messages.info(request, _("This step does not follow on where the project stands now."))
        return redirect(_tab(outlook, plan_id, key))
    form = _form(request, outlook, life, transition)
    if request.method == "POST" and form.is_valid() and _saved(request, key, transition, form):
        return redirect(_tab(outlook, plan_id, key))
    shown = {"outlook": outlook, "life": life, "form": form}
    shown["opening"] = _opening_for(request, outlook, life, transition)
    shown |= {"project": outlook.plan.projects[key], "search": _search(request, transition, key)}
    shown["objections"] = _objections(request, outlook, key, transition)
    shown["from_state"] = state_name(track, transition.source)
    return render(request, "life/step.html", shown, status=422 if form.errors else 200)


@require_POST
def take_back(request: PlanRequest, plan_id: int, key: str, track: str) -> HttpResponse:
    """Take the last step of a track back, with the reason."""
    outlook = outlook_with(request, "project", key)
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        raise Invalid(Problem("life_no_reason", ("reason",), {"longest": services.LONGEST_NOTE}))
    given = {"reason": form.cleaned_data["reason"], "seen": form.cleaned_data["seen"]}
    services.take_back(request.plan, key, track, by=request.user, **given)
    messages.success(request, _("The step is taken back; both rows stay in the record."))
    return redirect(_tab(outlook, plan_id, key))


def _opening(life: Life, track: str, event: str) -> Transition | None:
    """The step, if it may follow on where the track stands."""
    if track not in procedure().tracks:
        raise Http404
    found = procedure().leaving(track, life.states[track])
    if all(each.key != event for each in procedure().transitions if each.track == track):
        raise Http404
    return next((each for each in found if each.key == event), None)


def _opening_for(
    request: PlanRequest, outlook: Outlook, life: Life, transition: Transition
) -> Opening:
    """The step as it is to the reader: theirs to record, or somebody else's."""
    mine = reach_of(request.plan, request.user).roles_in(life.project)
    return opening_of(outlook.plan, life, transition, mine, Evidences())


def _form(request: PlanRequest, outlook: Outlook, life: Life, transition: Transition) -> StepForm:
    """Empty, or as it was posted; what has been answered so far stands in it already."""
    return StepForm(
        transition,
        outlook.plan,
        life.standing.conditions,
        posted=request.POST if request.method == "POST" else None,
        seen=life.next_number(transition.track) - 1,
        answers=answers_of(outlook.plan, life),
        files=files_of(request.plan, life.project, life.standing.conditions),
    )


def _saved(request: PlanRequest, key: str, transition: Transition, form: StepForm) -> bool:
    """Record the step; what is refused goes back into the form, with nothing typed lost."""
    place = (key, transition.track, transition.key)
    try:
        services.take_step(request.plan, *place, **form.given(), by=request.user)
    except (Invalid, Outdated) as refused:
        form.refuse(refused.problems)
        return False
    messages.success(request, _("The step is recorded."))
    return True


def _objections(
    request: PlanRequest, outlook: Outlook, key: str, transition: Transition
) -> list[str]:
    """What keeps the gate shut that this step would open, in words."""
    found = objections(request.plan, outlook.plan, key, transition)
    return [sentence(each, outlook.plan) for each in found]


def _search(request: PlanRequest, transition: Transition, key: str) -> RivalSearch | None:
    """The overlap search, where the five requirements are asked."""
    if "five_answered" not in transition.guards:
        return None
    return rivals_of(request.plan, plan_of(request.plan), key, request.user)


def _tab(outlook: Outlook, plan_id: int, key: str) -> str:
    return reverse("projects:procedure", args=[plan_id, key]) + outlook.query
