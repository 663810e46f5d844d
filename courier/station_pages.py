"""Pages of stations: our own card, the partners' cards, and the confirming of fingerprints."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.requests import SignedInRequest
from core.errors import Refused
from courier.forms import CardForm, ConfirmForm, RingForm, WhyForm
from courier.models import Station
from courier.queries import standing
from courier.services import stations as services


@require_GET
def stations(request: SignedInRequest) -> HttpResponse:
    """Our card, and every station there is."""
    return _show(request)


@require_POST
def make_ring(request: SignedInRequest) -> HttpResponse:
    """New keys of our own."""
    form = RingForm(request.POST)
    if not form.is_valid():
        return _show(request, ring_form=form, status=422)
    try:
        services.make_ring(form.cleaned_data["name"], by=request.user)
    except Refused as refused:
        return _show(request, ring_form=form, problems=refused.problems, status=422)
    messages.success(request, _("The keys are made. Give the new card to your partners."))
    return redirect("courier:stations")


@require_POST
def add(request: SignedInRequest) -> HttpResponse:
    """Take a partner's card in; it is not trusted yet."""
    form = CardForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, card_form=form, status=422)
    try:
        station = services.add_station(form.card, by=request.user)
    except Refused as refused:
        return _show(request, card_form=form, problems=refused.problems, status=422)
    messages.success(request, _("The card is in. Confirm its fingerprint by telephone."))
    return redirect("courier:station", station.pk)


@require_GET
def station(request: SignedInRequest, station_id: int) -> HttpResponse:
    """One station: who confirmed it and how; the forms to confirm or retire it."""
    return _show_one(request, station_in(station_id))


@require_POST
def confirm(request: SignedInRequest, station_id: int) -> HttpResponse:
    """Trust the station, if what was heard is its fingerprint."""
    found, form = station_in(station_id), ConfirmForm(request.POST)
    if not form.is_valid():
        return _show_one(request, found, confirm_form=form, status=422)
    try:
        services.confirm_station(found, **form.cleaned_data, by=request.user)
    except Refused as refused:
        return _show_one(request, found, confirm_form=form, problems=refused.problems, status=422)
    messages.success(request, _("“%(name)s” is trusted from now on.") % {"name": found.name})
    return redirect("courier:stations")


@require_POST
def retire(request: SignedInRequest, station_id: int) -> HttpResponse:
    """Do not trust the station any more."""
    found, form = station_in(station_id), WhyForm(request.POST)
    if not form.is_valid():
        return _show_one(request, found, why_form=form, status=422)
    try:
        services.retire_station(found, **form.cleaned_data, by=request.user)
    except Refused as refused:
        return _show_one(request, found, why_form=form, problems=refused.problems, status=422)
    messages.success(request, _("“%(name)s” is not trusted any more.") % {"name": found.name})
    return redirect("courier:stations")


@require_GET
def card(request: SignedInRequest) -> HttpResponse:
    """Our card as a file, to be given to partners."""
    ring = standing.ring_in_use()
    if ring is None:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="station-card.txt"'}
    text = services.card_text(ring)
    return HttpResponse(text, "text/plain; charset=utf-8", headers=headers)


def station_in(station_id: int) -> Station:
    """The station in the address."""
    return get_object_or_404(standing.stations(), pk=station_id)


def _show(
    request: SignedInRequest,
    *,
    ring_form: Form | None = None,
    card_form: Form | None = None,
    problems: Any = (),
    status: int = 200,
) -> HttpResponse:
    shown = {
        "ring": standing.ring_in_use(),
        "stations": standing.stations(),
        "ring_form": ring_form or RingForm(),
        "card_form": card_form or CardForm(),
        "problems": problems,
        "may_keep": standing.keeps_stations(request.user),
    }
    return render(request, "courier/stations.html", shown, status=status)


def _show_one(
    request: SignedInRequest,
    found: Station,
    *,
    confirm_form: Form | None = None,
    why_form: Form | None = None,
    problems: Any = (),
    status: int = 200,
) -> HttpResponse:
    shown = {
        "station": found,
        "confirm_form": confirm_form or ConfirmForm(),
        "why_form": why_form or WhyForm(),
        "problems": problems,
        "may_keep": standing.keeps_stations(request.user),
    }
    return render(request, "courier/station.html", shown, status=status)
