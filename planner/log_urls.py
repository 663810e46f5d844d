"""Addresses of a plan's log of what happened."""

from django.urls import path

from planner import audit_pages

app_name = "log"
urlpatterns = [
    path("plans/<int:plan_id>/audit/", audit_pages.plan_log, name="plan"),
    path("plans/<int:plan_id>/audit/file/", audit_pages.plan_log_file, name="plan-file"),
]
