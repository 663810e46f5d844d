"""Addresses of the searches of a plan."""

from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("plans/<int:plan_id>/search/", views.searches, name="searches"),
    path("plans/<int:plan_id>/search/<int:search_id>/state/", views.state, name="state"),
    path("plans/<int:plan_id>/search/<int:search_id>/cancel/", views.cancel, name="cancel"),
    path(
        "plans/<int:plan_id>/search/<int:search_id>/adopt/<int:number>/", views.adopt, name="adopt"
    ),
]
