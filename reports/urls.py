"""Addresses of the reports of a plan."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("plans/<int:plan_id>/reports/", views.reports, name="reports"),
    path("plans/<int:plan_id>/reports/<int:report_id>/state/", views.state, name="state"),
    path("plans/<int:plan_id>/reports/<int:report_id>/cancel/", views.cancel, name="cancel"),
    path("plans/<int:plan_id>/reports/<int:report_id>/retry/", views.retry, name="retry"),
    path("plans/<int:plan_id>/reports/<int:report_id>/pdf/", views.download, name="download"),
]
