"""Addresses of talk."""

from django.urls import path

from talk import inbox_views, views

app_name = "talk"
_PLAN = "plans/<int:plan_id>/talk/"
_ONE = f"{_PLAN}<int:comment_id>/"
urlpatterns = [
    path(_PLAN, views.plan, name="plan"),
    path(f"{_PLAN}members/", views.members, name="members"),
    path(f"{_PLAN}add/", views.add, name="add"),
    path(f"{_PLAN}watch/", views.watch, name="watch"),
    path(f"{_PLAN}presence/", views.presence, name="presence"),
    path(f"{_ONE}edit/", views.edit, name="edit"),
    path(f"{_ONE}remove/", views.remove, name="remove"),
    path(f"{_ONE}resolve/", views.resolve, name="resolve"),
    path(f"{_ONE}reopen/", views.reopen, name="reopen"),
    path("inbox/", inbox_views.inbox, name="inbox"),
    path("inbox/read/", inbox_views.read, name="read"),
    path("inbox/settings/", inbox_views.settings, name="settings"),
]
