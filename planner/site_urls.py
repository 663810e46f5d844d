"""Addresses that belong to the site rather than to an app."""

from django.urls import path
from django.views.i18n import set_language

from planner.health import health

app_name = "site"
urlpatterns = [
    path("health/", health, name="health"),
    path("language/", set_language, name="set_language"),
]
