"""Addresses of the roadmaps app."""

from roadmaps import plan_urls

app_name = "roadmaps"
urlpatterns = [*plan_urls.urlpatterns]
