"""Pages of documents: all of a plan, one with its history, and the forms that other pages show."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import Invalid
from documents import services, subjects
from documents.forms import AttachForm, ShownForm, VersionForm
from documents.handing import hand_out
from documents.models import Document, DocumentVersion
from documents.queries.reading import documents_in, events_of, lines_of, same_file
from engine.problems import Problem
from roadmaps.outlooks import PlanRequest, outlook_for
from roadmaps.reach import reach_of

PER_PAGE = 50


@require_GET
def documents(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Every document of the plan, also about what is gone; the removed ones when asked for."""
    outlook, form = outlook_for(request), ShownForm(request.GET)
    about = request.GET.get("about", "")
    found = documents_in(
        request.plan, kind=form.chosen_kind, about=about, removed=form.wants_removed
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    lines = lines_of(request.plan, outlook.plan, page.object_list)
    shown = {"outlook": outlook, "form": form, "page": page, "lines": lines, "about": about}
    kind, _colon, key = about.partition(":")
    if subjects.name_of(request.plan, outlook.plan, kind, key) and not form.wants_removed:
        shown["subject"] = {"kind": kind, "key": key}
    return render(request, "documents/documents.html", shown)


@require_GET
def document(request: PlanRequest, plan_id: int, document_id: int) -> HttpResponse:
    """One document with its versions and what was done with it."""
    return _show(request, _document(request, document_id), VersionForm(label_suffix=""))


@require_POST
def attach(request: PlanRequest, plan_id: int) -> HttpResponse:
    """A new document. What was typed is shown again if the file is refused."""
    form = AttachForm(request.POST, request.FILES, label_suffix="")
    if form.is_valid():
        given = form.cleaned_data
        words = {"title": given["title"], "note": given["note"]}
        try:
            made = services.attach(
                request.plan, given["about"], upload=given["file"], by=request.user, **words
            )
        except Invalid as refused:
            return _refused(request, form, refused.problems)
        _say_kept(request, made.versions.get())
        return redirect(_back(request))
    return _refused(request, form, ())


@require_POST
def add_version(request: PlanRequest, plan_id: int, document_id: int) -> HttpResponse:
    found = _document(request, document_id)
    form = VersionForm(request.POST, request.FILES, label_suffix="")
    if not form.is_valid():
        return _show(request, found, form)
    given = form.cleaned_data
    try:
        made = services.add_version(found, given["file"], note=given["note"], by=request.user)
    except Invalid as refused:
        return _show(request, found, form, refused.problems)
    _say_kept(request, made)
    return redirect("documents:document", plan_id, document_id)


@require_POST
def remove(request: PlanRequest, plan_id: int, document_id: int) -> HttpResponse:
    services.remove(_document(request, document_id), by=request.user)
    messages.success(request, _("The document is removed. It can be put back."))
    return redirect("documents:document", plan_id, document_id)


@require_POST
def restore(request: PlanRequest, plan_id: int, document_id: int) -> HttpResponse:
    services.restore(_document(request, document_id), by=request.user)
    messages.success(request, _("The document is back."))
    return redirect("documents:document", plan_id, document_id)


@require_POST
def scan(request: PlanRequest, plan_id: int, document_id: int, number: int) -> HttpResponse:
    services.scan_again(_version(request, document_id, number), by=request.user)
    messages.success(request, _("The scan has been asked for."))
    return redirect("documents:document", plan_id, document_id)


@require_GET
def download(request: PlanRequest, plan_id: int, document_id: int, number: int) -> FileResponse:
    """The file itself; who takes it is written down."""
    return hand_out(_version(request, document_id, number), by=request.user)


def _show(
    request: PlanRequest, found: Document, form: VersionForm, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    outlook = outlook_for(request)
    (line,) = lines_of(request.plan, outlook.plan, [found])
    shown = {"outlook": outlook, "line": line, "form": form, "problems": problems}
    reach = reach_of(request.plan, request.user)
    may_attach = subjects.may_attach(reach, found.kind, found.key)
    shown |= {"events": events_of(found), "may_attach": may_attach}
    status = 422 if problems or form.errors else 200
    return render(request, "documents/document.html", shown, status=status)


def _refused(request: PlanRequest, form: AttachForm, problems: tuple[Problem, ...]) -> HttpResponse:
    shown = {"form": form, "problems": problems, "back": _back(request)}
    return render(request, "documents/attach.html", shown, status=422)


def _say_kept(request: PlanRequest, version: DocumentVersion) -> None:
    messages.success(request, _("“%(name)s” is attached.") % {"name": version.name})
    if twin := same_file(version):
        told = {"title": twin.title, "about": twin.about}
        words = _("The same file is also attached as “%(title)s” (%(about)s).")
        messages.info(request, words % told)


def _back(request: PlanRequest) -> str:
    """The page the form stood on, if that is one of ours."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return wanted
    return f"/plans/{request.plan.pk}/documents/"


def _document(request: PlanRequest, document_id: int) -> Document:
    return get_object_or_404(request.plan.documents, pk=document_id)


def _version(request: PlanRequest, document_id: int, number: int) -> DocumentVersion:
    found = _document(request, document_id).versions.filter(number=number).first()
    if found is None:
        raise Http404
    return found
