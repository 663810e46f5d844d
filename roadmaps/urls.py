"""Addresses of the roadmaps app."""

from roadmaps import chart_urls, plan_urls

app_name = "roadmaps"
urlpatterns = [*plan_urls.urlpatterns, *chart_urls.urlpatterns]
