"""The inbox: one page over all of a person's plans, and when they want mail."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.requests import SignedInRequest
from core.errors import Invalid
from engine.problems import Problem
from roadmaps.models import Roadmap
from talk import inboxes, mailing
from talk.forms import InboxForm, MailForm
from talk.queries.inbox import inbox_of, lines_of, watches_of
from talk.watched import watch_lines

PER_PAGE = 40


@require_GET
def inbox(request: SignedInRequest) -> HttpResponse:
    """What this person was told; the unread first of all."""
    return _show(request, MailForm.of(request.user))


@require_POST
def read(request: SignedInRequest) -> HttpResponse:
    """Mark some notices as read, or all that the page shows."""
    ids = [int(each) for each in request.POST.getlist("notice") if each.isdecimal()]
    plan = InboxForm(request.GET).plan_id
    inboxes.mark_read(request.user, None if "all" in request.POST else ids, plan=plan)
    query = request.GET.urlencode()
    target = redirect("talk:inbox")
    if query:
        target["Location"] += f"?{query}"
    return target


@require_POST
def settings(request: SignedInRequest) -> HttpResponse:
    """When and where mail is sent."""
    form = MailForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _show(request, form)
    given = form.cleaned_data
    try:
        mailing.set_mail(given["when"], given["email"], by=request.user)
    except Invalid as refused:
        return _show(request, form, refused.problems)
    except ValidationError as fault:
        form.add_error("email", fault.messages)
        return _show(request, form)
    messages.success(request, _("Saved."))
    return redirect("talk:inbox")


def _show(
    request: SignedInRequest, form: MailForm, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    asked = InboxForm(request.GET)
    found = inbox_of(request.user)
    if asked.plan_id:
        found = found.filter(plan_id=asked.plan_id)
    if not asked.wants_all:
        found = found.filter(read_at=None)
    page = Paginator(found.order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "lines": lines_of(page.object_list),
        "plans": Roadmap.objects.visible_to(request.user),
        "asked": asked,
        "watches": watch_lines(watches_of(request.user)),
        "form": form,
        "problems": problems,
    }
    status = 422 if problems or form.errors else 200
    return render(request, "talk/inbox.html", shown, status=status)
