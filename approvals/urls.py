"""Addresses of approvals, versions and the plan as of a day."""

from django.urls import path

from approvals import version_views, views

PLAN = "plans/<int:plan_id>/"

app_name = "approvals"
urlpatterns = [
    path(f"{PLAN}approvals/", views.approvals, name="approvals"),
    path(f"{PLAN}approvals/submit/", views.submit, name="submit"),
    path(f"{PLAN}approvals/delegations/", views.delegations, name="delegations"),
    path(f"{PLAN}approvals/<int:submission_id>/", views.submission, name="submission"),
    path(f"{PLAN}approvals/<int:submission_id>/act/", views.act, name="act"),
    path(f"{PLAN}approvals/<int:submission_id>/point/", views.point, name="point"),
    path(f"{PLAN}versions/", version_views.versions, name="versions"),
    path(f"{PLAN}versions/baseline/", version_views.baseline, name="baseline"),
    path(f"{PLAN}versions/compare/", version_views.compare, name="compare"),
    path(f"{PLAN}as-of/", version_views.as_of, name="as-of"),
]
