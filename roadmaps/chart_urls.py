"""Addresses of the roadmap itself."""

from django.urls import path

from roadmaps import chart_pages as pages

urlpatterns = [
    path("plans/<int:plan_id>/", pages.roadmap, name="roadmap"),
    path("plans/<int:plan_id>/roadmap.json", pages.columns, name="columns"),
    path("plans/<int:plan_id>/panel/<str:key>/", pages.panel, name="panel"),
    path("plans/<int:plan_id>/try/<str:key>/", pages.trial, name="trial"),
    path("plans/<int:plan_id>/edit/<str:what>/", pages.edit, name="edit"),
    path("plans/<int:plan_id>/take-back/<str:verb>/", pages.take_back, name="take-back"),
    path("plans/<int:plan_id>/pulse/", pages.pulse, name="pulse"),
]
