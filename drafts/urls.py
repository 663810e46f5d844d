"""Addresses of the drafts of a plan."""

from django.urls import path

from drafts import record_pages, views

app_name = "drafts"
AT = "plans/<int:plan_id>/drafts/<int:draft_id>/"
urlpatterns = [
    path("plans/<int:plan_id>/drafts/", views.drafts, name="drafts"),
    path("plans/<int:plan_id>/drafts/rule/", views.rule, name="rule"),
    path(AT, views.show_draft, name="draft"),
    path(f"{AT}record/", record_pages.record, name="record"),
    path(f"{AT}remove/", record_pages.remove, name="remove"),
    path(f"{AT}leave-out/", views.leave_out, name="leave-out"),
    path(f"{AT}preview/", views.preview, name="preview"),
    path(f"{AT}rebase/", views.rebase, name="rebase"),
    path(f"{AT}merge/", views.merge, name="merge"),
    path(f"{AT}adopt/", views.adopt, name="adopt"),
    path(f"{AT}drop/", views.drop, name="drop"),
]
