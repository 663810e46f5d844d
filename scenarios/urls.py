"""Addresses of the scenarios app."""

from django.urls import URLPattern, path

from scenarios import views

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


app_name = "scenarios"
urlpatterns = [
    path(f"{PLAN}stages/", views.stages, name="stages"),
    path(f"{PLAN}conditions/", views.conditions, name="conditions"),
    path(f"{PLAN}scenarios/", views.scenarios, name="scenarios"),
    path(f"{PLAN}comparison/", views.compare, name="comparison"),
    *_record("stage", "stages"),
    *_record("gate", "gates"),
    *_record("criterion", "criteria"),
    *_record("condition", "conditions"),
    *_record("scenario", "scenarios"),
    *_record("window", "windows"),
    path(f"{PLAN}conditions/<str:key>/", views.condition, name="condition"),
    path(f"{PLAN}scenarios/<str:key>/", views.scenario, name="scenario"),
    path(f"{PLAN}scenarios/<str:key>/copy/", views.copy, name="copy"),
    path(f"{PLAN}scenarios/<str:key>/shift/", views.shift, name="shift"),
    path(f"{PLAN}scenarios/<str:key>/suspend/", views.suspend, name="suspend"),
]
