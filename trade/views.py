"""The page of trade figures: one flow as both sides report it, and a file to take in."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from core.errors import Invalid
from engine.problems import Problem
from roadmaps.models import EDITORS
from roadmaps.outlooks import PlanRequest
from trade.drawing import mirror_chart
from trade.forms import PairForm, UploadForm
from trade.models import Upload
from trade.queries import BREAK, mirror_of, pairs, uploads
from trade.services import import_comtrade
from trade.words import country_word, flow_words


def figures(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Both sides of a flow; a POST takes a file in."""
    form = UploadForm(request.POST or None, request.FILES or None)
    problems: Sequence[Problem] = ()
    if request.method == "POST" and form.is_valid():
        try:
            _say(request, _take_in(request, form))
        except Invalid as refused:
            problems = refused.problems
        else:
            return redirect(request.get_full_path())
    return _show(request, form, problems)


def _take_in(request: PlanRequest, form: UploadForm) -> Upload:
    file, source = form.cleaned_data["file"], form.cleaned_data["source"]
    return import_comtrade(file.name, file.read(), source=source, by=request.user)


def _say(request: PlanRequest, upload: Upload) -> None:
    count = upload.figures.count()
    messages.success(request, _("%(count)s figures are in.") % {"count": f"{count:,}"})


def _show(request: PlanRequest, form: UploadForm, problems: Sequence[Problem]) -> HttpResponse:
    chosen = PairForm(request.GET, pairs())
    shown = {"form": chosen, "upload": form, "problems": problems, "uploads": uploads()}
    shown["may_edit"] = request.role in EDITORS
    if chosen.chosen:
        mirror = mirror_of(chosen.chosen)
        chart = mirror_chart(mirror, flow_words(mirror.pair), _("resolutions of 2017"))
        shown |= {"mirror": mirror, "chart": mark_safe(chart), "break": BREAK}  # noqa: S308 - ours
        shown["importer"] = country_word(mirror.pair.importer)
        shown["exporter"] = country_word(mirror.pair.exporter)
    status = 422 if problems or form.errors else 200
    return render(request, "trade/figures.html", shown, status=status)
