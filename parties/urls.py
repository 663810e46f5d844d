"""Addresses of parties and lists."""

from django.urls import path

from parties import views

app_name = "parties"
_ONE = "plans/<int:plan_id>/parties/<slug:party>/"
urlpatterns = [
    path("plans/<int:plan_id>/parties/", views.parties, name="parties"),
    path("plans/<int:plan_id>/parties/screen/", views.screen, name="screen"),
    path("plans/<int:plan_id>/party-lists/", views.lists, name="lists"),
    path("plans/<int:plan_id>/party-lists/template/", views.template, name="template"),
    path(_ONE, views.party, name="party"),
    path(f"{_ONE}facts/", views.facts, name="facts"),
    path(f"{_ONE}decide/", views.decide, name="decide"),
]
