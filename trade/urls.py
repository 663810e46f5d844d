"""Addresses of the trade figures."""

from django.urls import path

from trade import views

app_name = "trade"
urlpatterns = [path("plans/<int:plan_id>/trade/", views.figures, name="figures")]
