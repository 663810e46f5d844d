"""Addresses of the law app. The catalogue of measures belongs to no plan, so none is in them."""

from django.urls import path

from law import views

app_name = "law"
urlpatterns = [
    path("law/proposals/", views.proposals, name="proposals"),
    path("law/proposals/new/", views.propose_new, name="propose-new"),
    path("law/measures/<slug:measure_id>/change/", views.propose_change, name="propose-change"),
    path("law/measures/<slug:measure_id>/end/", views.propose_end, name="propose-end"),
    path("law/proposals/<int:proposal_id>/", views.proposal, name="proposal"),
    path("law/proposals/<int:proposal_id>/effects/", views.effects, name="effects"),
    path("law/proposals/<int:proposal_id>/revise/", views.revise, name="revise"),
    path("law/proposals/<int:proposal_id>/withdraw/", views.withdraw, name="withdraw"),
    path("law/proposals/<int:proposal_id>/decide/", views.decide, name="decide"),
]
