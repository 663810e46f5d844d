"""Addresses of the procedure."""

from django.urls import path

from life import schedule_pages, views

PLAN = "plans/<int:plan_id>/procedure/"
STEP = f"{PLAN}projects/<str:key>/<str:track>/"

app_name = "life"
urlpatterns = [
    path(PLAN, views.board, name="board"),
    path(f"{PLAN}deadlines/", views.deadlines, name="deadlines"),
    path(
        f"{PLAN}projects/<str:key>/schedule/",
        schedule_pages.schedule,
        name="schedule-project",
    ),
    path(f"{STEP}take-back/", views.take_back, name="take-back-project"),
    path(f"{STEP}<str:event>/", views.step, name="step-project"),
]
