"""Addresses of the diligence app."""

from django.urls import URLPattern, path

from diligence import network_files, record_views, views

PLAN = "plans/<int:plan_id>/"
PROJECT = f"{PLAN}diligence/projects/<str:key>/"


def _record(kind: str, noun: str) -> list[URLPattern]:
    """Add, edit, remove: the same three for every kind."""
    at = f"{PLAN}diligence/{noun}/"
    which = {"kind": kind}
    return [
        path(f"{at}add/", record_views.add, which, name=f"add-{kind}"),
        path(f"{at}<str:key>/edit/", record_views.edit, which, name=f"edit-{kind}"),
        path(f"{at}<str:key>/remove/", record_views.remove, which, name=f"remove-{kind}"),
    ]


app_name = "diligence"
urlpatterns = [
    path(f"{PLAN}diligence/", views.desk, name="desk"),
    path(PROJECT, views.overview, name="overview-project"),
    path(f"{PROJECT}questions/", views.questions, name="questions-project"),
    path(f"{PROJECT}answer/", views.answer, name="answer-project"),
    path(f"{PROJECT}sign/", views.sign, name="sign-project"),
    path(f"{PROJECT}network/", views.network, name="network-project"),
    path(f"{PROJECT}network.svg", views.drawing, name="drawing-project"),
    path(f"{PROJECT}network.xlsx", network_files.export, name="export-project"),
    path(f"{PROJECT}network/import/", network_files.take_in, name="import-project"),
    path(f"{PROJECT}exposure/", views.exposure, name="exposure-project"),
    path(
        f"{PROJECT}exposure/plan-controls/",
        record_views.plan_controls,
        name="plan-controls-project",
    ),
    *_record("entity", "entities"),
    *_record("relation", "relations"),
    *_record("control", "controls"),
]
