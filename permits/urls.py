"""Addresses of the permits app."""

from django.urls import path

from permits import path_pages, views

PLAN = "plans/<int:plan_id>/"

app_name = "permits"
urlpatterns = [
    path(
        f"{PLAN}projects/<str:key>/clearance-path/",
        path_pages.clearance_path,
        name="path-project",
    ),
    path(f"{PLAN}permits/", views.permits, name="permits"),
    path(f"{PLAN}permits/add/", views.add, name="add-permit"),
    path(f"{PLAN}permits/<str:key>/", views.permit, name="permit"),
    path(f"{PLAN}permits/<str:key>/move/", views.move, name="move-permit"),
    path(f"{PLAN}permits/<str:key>/edit/", views.edit, name="edit-permit"),
    path(f"{PLAN}permits/<str:key>/remove/", views.remove, name="remove-permit"),
]
