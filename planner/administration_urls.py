"""Addresses of the administration pages."""

from django.urls import path

from planner import administration as pages
from planner import audit_pages

app_name = "planner"
urlpatterns = [
    path("", pages.administration, name="administration"),
    path("people/", pages.people, name="people"),
    path("people/<int:person_id>/", pages.person, name="person"),
    path("people/<int:person_id>/link/", pages.person_link, name="person-link"),
    path("audit/", audit_pages.site_log, name="audit"),
    path("audit/file/", audit_pages.site_log_file, name="audit-file"),
    path("jobs/<int:job_id>/retry/", pages.retry_job, name="retry-job"),
]
