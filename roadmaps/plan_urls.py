"""Addresses of the plan list, of members and of the history."""

from django.urls import path

from roadmaps import member_pages, removal_pages
from roadmaps import plan_pages as pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("plans/", pages.plans, name="plans"),
    path("plans/new/", pages.new_plan, name="new-plan"),
    path("plans/<int:plan_id>/copy/", pages.copy_plan, name="copy-plan"),
    path("plans/<int:plan_id>/settings/", pages.settings, name="settings"),
    path("plans/<int:plan_id>/members/", member_pages.members, name="members"),
    path(
        "plans/<int:plan_id>/members/<str:username>/remove/",
        member_pages.remove_member,
        name="remove-member",
    ),
    path("plans/<int:plan_id>/grants/", member_pages.grant, name="grant"),
    path("plans/<int:plan_id>/grants/<int:number>/revoke/", member_pages.revoke, name="revoke"),
    path("plans/<int:plan_id>/removed/", removal_pages.removed, name="removed"),
    path("plans/<int:plan_id>/revisions/", pages.revisions, name="revisions"),
    path("plans/<int:plan_id>/revisions/<int:number>/", pages.revision, name="revision"),
    path("plans/<int:plan_id>/revisions/<int:number>/shifts/", pages.shifts, name="shifts"),
    path(
        "plans/<int:plan_id>/revisions/<int:number>/undo/",
        pages.undo_revision,
        name="undo-revision",
    ),
]
