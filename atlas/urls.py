"""Addresses of the atlas: the catalogue, always seen from a plan."""

from django.urls import path

from atlas import views

app_name = "atlas"
urlpatterns = [
    path("plans/<int:plan_id>/map/", views.zone_map_page, name="map"),
    path("plans/<int:plan_id>/zones/<slug:zone_id>/", views.zone, name="zone"),
    path("plans/<int:plan_id>/industries/", views.industries, name="industries"),
    path("plans/<int:plan_id>/industries/<slug:industry_id>/", views.industry, name="industry"),
    path("plans/<int:plan_id>/measures/", views.measures, name="measures"),
    path("plans/<int:plan_id>/measures/<slug:measure_id>/", views.measure, name="measure"),
    path(
        "plans/<int:plan_id>/measures/<slug:measure_id>/history/",
        views.measure_history,
        name="measure-history",
    ),
    path("plans/<int:plan_id>/sources/", views.sources, name="sources"),
    path("plans/<int:plan_id>/paths/", views.paths, name="paths"),
    path("plans/<int:plan_id>/dashboard/", views.dashboard, name="dashboard"),
]
