"""Addresses of sharing."""

from django.urls import path

from sharing import guest_pages, look_pages, preview_pages, public_pages, views

app_name = "sharing"
OF_A_PLAN = "plans/<int:plan_id>/sharing/"
urlpatterns = [
    path("s/<str:secret>/", public_pages.shared, name="shared"),
    path(OF_A_PLAN, views.links, name="links"),
    path(f"{OF_A_PLAN}<int:link_id>/", views.visits, name="visits"),
    path(f"{OF_A_PLAN}<int:link_id>/revoke/", views.revoke, name="revoke"),
    path(f"{OF_A_PLAN}<int:link_id>/comments/", views.let_comment, name="let-comment"),
    path(f"{OF_A_PLAN}<int:link_id>/preview/", preview_pages.preview, name="preview"),
    path(f"{OF_A_PLAN}guests/<int:pass_id>/preview/", preview_pages.guest, name="preview-guest"),
    path(f"{OF_A_PLAN}guests/", guest_pages.guests, name="guests"),
    path("shared/", guest_pages.given, name="given"),
    path("shared/<int:plan_id>/", guest_pages.guest, name="guest"),
    path("plans/<int:plan_id>/look/", look_pages.looks, name="looks"),
    path("look/end/", look_pages.end_look, name="end-look"),
]
