"""Addresses of the projects app."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from projects import funding, views
from projects.tabs import TABS

PLAN = "plans/<int:plan_id>/"
PROJECT = f"{PLAN}projects/<str:key>/"


class Lines(StringConverter):
    """The parts of a project that are rows of a table."""

    regex = "|".join(TABS)


register_converter(Lines, "lines")


def _record(kind: str, noun: str) -> list[URLPattern]:
    """Add, edit, remove: the same three for every kind."""
    at, which = f"{PLAN}{noun}/", {"kind": kind}
    return [
        path(f"{at}add/", funding.add, which, name=f"add-{kind}"),
        path(f"{at}<str:key>/edit/", funding.edit, which, name=f"edit-{kind}"),
        path(f"{at}<str:key>/remove/", funding.remove, which, name=f"remove-{kind}"),
    ]


app_name = "projects"
urlpatterns = [
    path(f"{PLAN}projects/", views.projects, name="projects"),
    path(f"{PLAN}funding/", funding.funding, name="funding"),
    *_record("source", "funding-sources"),
    *_record("ceiling", "ceilings"),
    path(f"{PLAN}projects/add/", views.add_project, name="add"),
    path(PROJECT, views.project, name="project"),
    path(f"{PROJECT}edit/", views.edit_project, name="edit"),
    path(f"{PROJECT}remove/", views.remove_project, name="remove"),
    path(f"{PROJECT}history/", views.history, name="history"),
    path(f"{PROJECT}procedure/", views.procedure, name="procedure"),
    path(f"{PROJECT}<lines:tab>/", views.lines, name="lines"),
    path(f"{PROJECT}<lines:tab>/add/", views.add_line, name="add-line"),
    path(f"{PROJECT}<lines:tab>/<str:line>/", views.edit_line, name="edit-line"),
    path(f"{PROJECT}<lines:tab>/<str:line>/remove/", views.remove_line, name="remove-line"),
]
