"""Addresses of the screening app."""

from django.urls import path

from screening import coding_pages, regime_pages, views, work_pages

PLAN = "plans/<int:plan_id>/"

app_name = "screening"
urlpatterns = [
    path(f"{PLAN}screening/", views.desk, name="desk"),
    path(f"{PLAN}screening/regimes/", views.regimes, name="regimes"),
    path(f"{PLAN}screening/lines/<str:key>/confirm/", views.confirm_goods, name="confirm-goods"),
    path(f"{PLAN}screening/projects/<str:key>/", views.show_project, name="show-project"),
    path(
        f"{PLAN}screening/projects/<str:key>/confirm/",
        views.confirm_project,
        name="confirm-project",
    ),
    path(f"{PLAN}screening/template.xlsx", coding_pages.lines_template, name="template"),
    path(f"{PLAN}screening/lines.xlsx", coding_pages.lines_export, name="export"),
    path(f"{PLAN}screening/codes/", work_pages.codes, name="codes"),
    path(f"{PLAN}screening/requests/", work_pages.requests, name="requests"),
    path(f"{PLAN}screening/requests/<int:number>/answer/", work_pages.answer, name="answer"),
    path(
        f"{PLAN}screening/projects/<str:key>/ask/",
        work_pages.ask_project,
        name="ask-project",
    ),
    path(f"{PLAN}hs/", coding_pages.coding, name="coding"),
    path(
        f"{PLAN}screening/projects/<str:key>/lines/",
        coding_pages.add_lines,
        name="add-lines-project",
    ),
    path(f"{PLAN}regimes/", views.timeline, name="timeline"),
    path(f"{PLAN}regimes/strip.json", regime_pages.strip, name="strip"),
    path(
        f"{PLAN}regimes/measures/<str:measure_id>/", regime_pages.regime_panel, name="regime-panel"
    ),
    path(f"{PLAN}regimes/load/", views.load_regime, name="load-regime"),
    path(f"{PLAN}lawful/", views.lawful, name="lawful"),
]
