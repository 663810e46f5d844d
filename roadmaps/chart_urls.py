"""Addresses of the roadmap itself."""

from django.urls import path

from roadmaps import chart_pages as pages
from roadmaps import why_pages

urlpatterns = [
    path("plans/<int:plan_id>/", pages.roadmap, name="roadmap"),
    path("plans/<int:plan_id>/roadmap.json", pages.columns, name="columns"),
    path("plans/<int:plan_id>/panel/<str:key>/", pages.panel, name="panel"),
    path("plans/<int:plan_id>/try/<str:key>/", pages.trial, name="trial"),
    path("plans/<int:plan_id>/edit/<str:what>/", pages.edit, name="edit"),
    path("plans/<int:plan_id>/take-back/<str:verb>/", pages.take_back, name="take-back"),
    path("plans/<int:plan_id>/why/", why_pages.why, name="why"),
    path("plans/<int:plan_id>/why/<str:kind>/<str:key>/", why_pages.why, name="why-of"),
    path("plans/<int:plan_id>/why/<str:kind>/<str:key>/apply/", why_pages.apply, name="apply-gain"),
    path("plans/<int:plan_id>/preview/", why_pages.preview, name="preview"),
    path("plans/<int:plan_id>/pulse/", pages.pulse, name="pulse"),
]
