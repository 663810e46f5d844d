"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("", include("roadmaps.urls")),
    path("", include("documents.urls")),
    path("", include("talk.urls")),
    path("", include("projects.urls")),
    path("", include("life.urls")),
    path("", include("scenarios.urls")),
    path("", include("supply.urls")),
    path("", include("screening.urls")),
    path("", include("atlas.urls")),
    path("", include("permits.urls")),
    path("", include("trade.urls")),
    path("", include("parties.urls")),
    path("", include("ranges.urls")),
    path("", include("law.urls")),
    path("", include("lint.urls")),
    path("", include("approvals.urls")),
    path("", include("drafts.urls")),
    path("", include("courier.urls")),
    path("", include("diligence.urls")),
    path("", include("reports.urls")),
    path("", include("search.urls")),
    path("", include("sharing.urls")),
    path("", include("accounts.urls")),
    path("api/v1/", include("planner.api_urls")),
    path("administration/", include("planner.administration_urls")),
    path("", include("planner.log_urls")),
    path("", include("planner.site_urls")),
]

handler500 = "planner.failures.server_error"
