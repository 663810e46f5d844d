"""Pages for administrators: people, the state of the system, the reference data."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts import people as services
from accounts.models import User
from accounts.queries import person_lines
from accounts.requests import SignedInRequest
from accounts.services import sign_in_path
from core.errors import Refused
from jobs import services as jobs
from jobs.models import Job
from planner.administration_forms import NewPersonForm, PersonForm
from planner.status import status


def administration(request: SignedInRequest) -> HttpResponse:
    """The state of the system and of the reference data."""
    return render(request, "planner/administration.html", {"status": status()})


@never_cache
def people(request: SignedInRequest) -> HttpResponse:
    """Everybody who may or might sign in, and a form for somebody new."""
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_person(**form.cleaned_data, by=request.user)
        except Refused as refused:
            form.refuse(refused)
        else:
            return _person_page(request, made, link=_link(request, made), status=201)
    words = {"form": form, "lines": person_lines()}
    return render(request, "planner/people.html", words, status=422 if form.errors else 200)


@never_cache
def person(request: SignedInRequest, person_id: int) -> HttpResponse:
    """One person: rename, let in or not, make an administrator or not."""
    found = get_object_or_404(User, pk=person_id)
    if request.method != "POST":
        return _person_page(request, found)
    form = PersonForm(request.POST)
    if form.is_valid():
        try:
            services.change_person(found, **form.cleaned_data, by=request.user)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("planner:people")
    return _person_page(request, found, form=form, status=422)


@never_cache
def person_link(request: SignedInRequest, person_id: int) -> HttpResponse:
    """A new one-time link for somebody who may sign in; the ones before it die when one is used."""
    found = get_object_or_404(User, pk=person_id, is_active=True)
    return _person_page(request, found, link=_link(request, found), status=201)


def retry_job(request: SignedInRequest, job_id: int) -> HttpResponse:
    """Another try for a job that was given up."""
    jobs.retry_job(get_object_or_404(Job, pk=job_id), by=request.user)
    messages.success(request, _("It is in the queue again."))
    return redirect("planner:administration")


def _person_page(
    request: SignedInRequest,
    found: User,
    *,
    form: PersonForm | None = None,
    link: str = "",
    status: int = 200,
) -> HttpResponse:
    names = ("full_name", "is_staff", "is_active", "law_role", "is_guest")
    known = {name: getattr(found, name) for name in names}
    words = {"person": found, "form": form or PersonForm(initial=known), "link": link}
    return render(request, "planner/person.html", words, status=status)


def _link(request: SignedInRequest, user: User) -> str:
    path = reverse("accounts:sign-in-link", args=sign_in_path(user))
    return request.build_absolute_uri(path)
