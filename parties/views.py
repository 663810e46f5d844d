"""Pages of parties: all with their state, one beside each candidate, lists and versions."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import Invalid
from engine.problems import Problem
from parties import services
from parties.forms import DecisionForm, FactsForm, ListForm
from parties.lists.reading import HEADINGS
from parties.models import Decision, ListVersion
from parties.queries.standing import Standing, are_fresh, board_of, current_lists, list_versions
from roadmaps.models import OFFICERS, SCREENERS
from roadmaps.outlooks import PlanRequest, outlook_for
from roadmaps.schedules import whole_plan_of


@require_GET
def parties(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Every party of the plan, the most pressing first."""
    outlook = outlook_for(request)
    board = board_of(request.plan, whole_plan_of(request.plan))
    shown = {"outlook": outlook, "board": board, "may_ask": request.role in SCREENERS}
    return render(request, "parties/parties.html", shown)


@require_GET
def party(request: PlanRequest, plan_id: int, party: str) -> HttpResponse:
    """One party beside each of its candidates."""
    standing = _standing(request, party)
    return _show(request, standing, FactsForm(None, standing.party.facts), None, ())


def lists(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The lists in use and their versions; a POST imports a file."""
    form = ListForm(request.POST or None, request.FILES or None, label_suffix="")
    problems: Sequence[Problem] = ()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            _say_imported(request, services.import_list(file.name, file.read(), by=request.user))
        except Invalid as refused:
            problems = refused.problems
        else:
            return redirect("parties:lists", plan_id)
    return _show_lists(request, form, problems)


@require_GET
def template(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The headings of a list of one's own, with one invented line."""
    line = (
        "OWN-1", "entity", "Kumbit Trading (invented)", "금빛무역회사(지어낸 이름)",
        "Kumbit Muyok; Golden Light", "2001", "KP", "IMO 9999993", "평양시", "example",
    )  # fmt: skip
    text = "\ufeff" + "\r\n".join((",".join(HEADINGS), ",".join(line))) + "\r\n"
    headers = {"Content-Disposition": 'attachment; filename="party-list.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@require_POST
def screen(request: PlanRequest, plan_id: int) -> HttpResponse:
    asked = services.ask_for_screening(request.plan, by=request.user)
    if asked is None:
        messages.info(request, _("There is no list, or no party with a name."))
    elif asked.done_at:
        messages.info(request, _("These parties have been held against these lists already."))
    else:
        messages.success(request, _("The screening has been asked for."))
    return redirect("parties:parties", plan_id)


@require_POST
def facts(request: PlanRequest, plan_id: int, party: str) -> HttpResponse:
    """Add what is known of a party."""
    standing = _standing(request, party)
    form = FactsForm(request.POST, standing.party.facts)
    problems: Sequence[Problem] = ()
    if form.is_valid():
        try:
            services.add_facts(request.plan, party, form.cleaned_data, by=request.user)
        except Invalid as refused:
            problems = refused.problems
        else:
            messages.success(request, _("It is kept, and the party is held against the lists."))
            return redirect("parties:party", plan_id, party)
    return _show(request, standing, form, None, problems)


@require_POST
def decide(request: PlanRequest, plan_id: int, party: str) -> HttpResponse:
    """The officer's decision on one candidate."""
    standing = _standing(request, party)
    form = DecisionForm(request.POST, label_suffix="")
    problems: Sequence[Problem] = ()
    if form.is_valid():
        try:
            services.decide(request.plan, by=request.user, **form.cleaned_data)
        except Invalid as refused:
            problems = refused.problems
        else:
            messages.success(request, _("The decision is kept."))
            return redirect("parties:party", plan_id, party)
    blank = FactsForm(None, standing.party.facts)
    return _show(request, standing, blank, form, problems)


def _show(
    request: PlanRequest,
    standing: Standing,
    facts_form: FactsForm,
    refused: DecisionForm | None,
    problems: Sequence[Problem],
) -> HttpResponse:
    forms = [
        (question, _form(question.candidate.pk, question.decisions, refused))
        for question in standing.questions
    ]
    shown = {"outlook": outlook_for(request), "standing": standing, "questions": forms}
    shown |= {"facts": facts_form, "problems": problems}
    shown |= {"may_decide": request.role in OFFICERS, "may_add": request.role in SCREENERS}
    wrong = problems or facts_form.errors or (refused and refused.errors)
    return render(request, "parties/party.html", shown, status=422 if wrong else 200)


def _form(
    candidate: int, decisions: Sequence[Decision], refused: DecisionForm | None
) -> DecisionForm:
    """The form of one candidate; the one that was refused keeps what was typed."""
    if refused and str(refused.data.get("candidate")) == str(candidate):
        refused.auto_id = f"c{candidate}-%s"
        return refused
    last = decisions[0].pk if decisions else None
    initial = {"candidate": candidate, "seen": last}
    return DecisionForm(initial=initial, auto_id=f"c{candidate}-%s", label_suffix="")


def _show_lists(request: PlanRequest, form: ListForm, problems: Sequence[Problem]) -> HttpResponse:
    current = current_lists()
    shown = {"outlook": outlook_for(request), "form": form, "problems": problems}
    shown |= {"current": current, "is_fresh": are_fresh(current), "versions": list_versions()}
    shown["may_import"] = request.role in OFFICERS
    status = 422 if problems or form.errors else 200
    return render(request, "parties/lists.html", shown, status=status)


def _say_imported(request: PlanRequest, version: ListVersion) -> None:
    told = {"name": version.name, "added": version.added, "dropped": version.dropped}
    words = _("%(name)s is in: %(added)s entries new or changed, %(dropped)s gone.")
    messages.success(request, words % told)


def _standing(request: PlanRequest, party: str) -> Standing:
    board = board_of(request.plan, whole_plan_of(request.plan))
    for each in board.standings:
        if each.party.key == party:
            return each
    raise Http404
