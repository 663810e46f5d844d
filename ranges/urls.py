"""Addresses of ranges and reversal of a plan."""

from django.urls import path

from ranges import reversal_views, views

app_name = "ranges"
urlpatterns = [
    path("plans/<int:plan_id>/ranges/", views.ranges, name="ranges"),
    path("plans/<int:plan_id>/ranges/<int:run_id>/state/", views.state, name="state"),
    path("plans/<int:plan_id>/ranges/<int:run_id>/cancel/", views.cancel, name="cancel"),
    path("plans/<int:plan_id>/ranges/<int:run_id>/retry/", views.retry, name="retry"),
    path("plans/<int:plan_id>/ranges/<int:run_id>/table.csv", views.table, name="table"),
    path("plans/<int:plan_id>/ranges/spans/", views.spans, name="spans"),
    path("plans/<int:plan_id>/reversal/", reversal_views.reversal, name="reversal"),
]
