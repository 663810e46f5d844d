"""Addresses of the plan check."""

from django.urls import path

from lint import term_views, views

app_name = "lint"
urlpatterns = [
    path("plans/<int:plan_id>/lint/", views.lint_page, name="lint"),
    path("plans/<int:plan_id>/lint/findings/", views.findings_about, name="findings"),
    path("plans/<int:plan_id>/lint/overlaps/", views.overlaps, name="overlaps"),
    path("plans/<int:plan_id>/lint/waivers/", views.waivers, name="waivers"),
    path("plans/<int:plan_id>/lint/thresholds/", views.thresholds, name="thresholds"),
    path("plans/<int:plan_id>/benefits/", views.ledger, name="ledger"),
    path("plans/<int:plan_id>/evidence/", views.evidence, name="evidence"),
    path("plans/<int:plan_id>/evidence/swings/", views.swings, name="swings"),
    path("plans/<int:plan_id>/gate-check/", views.gates, name="gates"),
    path("plans/<int:plan_id>/terms/", term_views.terms, name="terms"),
    path("plans/<int:plan_id>/terms/check/", term_views.term_check, name="term-check"),
    path("plans/<int:plan_id>/terms/plan/", term_views.plan_terms, name="plan-terms"),
]
