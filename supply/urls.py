"""Addresses of the supply app."""

from django.urls import URLPattern, path

from supply import views

PLAN = "plans/<int:plan_id>/"


def _record(kind: str, noun: str) -> list[URLPattern]:
    """Add, edit, remove: the same three for every kind."""
    at = f"{PLAN}{noun}/"
    which = {"kind": kind}
    return [
        path(f"{at}add/", views.add, which, name=f"add-{kind}"),
        path(f"{at}<str:key>/edit/", views.edit, which, name=f"edit-{kind}"),
        path(f"{at}<str:key>/remove/", views.remove, which, name=f"remove-{kind}"),
    ]


app_name = "supply"
urlpatterns = [
    path(f"{PLAN}supply/", views.supply, name="supply"),
    path(f"{PLAN}supply/power/", views.take_over_power, name="take-over-power"),
    path(f"{PLAN}calendars/", views.calendars, name="calendars"),
    path(f"{PLAN}calendars/update/", views.update_calendars, name="update-calendars"),
    path(f"{PLAN}calendars/take/<str:reference>/", views.take_calendar, name="take-calendar"),
    *_record("calendar", "calendars"),
    *_record("capacity", "capacities"),
    *_record("step", "capacity-steps"),
    *_record("demand", "demands"),
    path(f"{PLAN}capacities/<str:key>/", views.capacity, name="capacity"),
]
