"""Addresses of the projects app."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from projects import views
from projects.tabs import TABS

PLAN = "plans/<int:plan_id>/"
PROJECT = f"{PLAN}projects/<str:key>/"


class Lines(StringConverter):
    """The parts of a project that are rows of a table."""

    regex = "|".join(TABS)


register_converter(Lines, "lines")

app_name = "projects"
urlpatterns = [
    path(f"{PLAN}projects/", views.projects, name="projects"),
    path(f"{PLAN}projects/add/", views.add_project, name="add"),
    path(PROJECT, views.project, name="project"),
    path(f"{PROJECT}edit/", views.edit_project, name="edit"),
    path(f"{PROJECT}remove/", views.remove_project, name="remove"),
    path(f"{PROJECT}history/", views.history, name="history"),
    path(f"{PROJECT}<lines:tab>/", views.lines, name="lines"),
    path(f"{PROJECT}<lines:tab>/add/", views.add_line, name="add-line"),
    path(f"{PROJECT}<lines:tab>/<str:line>/", views.edit_line, name="edit-line"),
    path(f"{PROJECT}<lines:tab>/<str:line>/remove/", views.remove_line, name="remove-line"),
]
