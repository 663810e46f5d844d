"""Addresses of the atlas app."""

from django.urls import URLPattern

app_name = "atlas"
urlpatterns: list[URLPattern] = []
