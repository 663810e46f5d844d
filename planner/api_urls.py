"""Every address under /api/v1/."""

from collections.abc import Mapping

from django.urls import include, path
from rest_framework.routers import SimpleRouter
from rest_framework.viewsets import ViewSetMixin

from approvals.api import VIEWSETS as APPROVALS
from approvals.api_compare import VIEWSETS as COMPARISONS
from courier.api import VIEWSETS as COURIER
from diligence.api import VIEWSETS as DILIGENCE
from documents.api import VIEWSETS as DOCUMENTS
from drafts.api import VIEWSETS as DRAFTS
from drafts.rule_api import VIEWSETS as RULES
from law.api import VIEWSETS as PROPOSALS
from life.api import VIEWSETS as LIFE
from lint.gate_api import VIEWSETS as GATES
from lint.ground_api import VIEWSETS as LINT
from lint.term_api import VIEWSETS as TERMS
from parties.api import VIEWSETS as PARTIES
from permits.api import ClearancePathView
from planner import api_docs
from planner.audit_api import EventViewSet
from ranges.api import RangesViewSet
from ranges.reversal_api import ReversalViewSet
from reports.api import ReportViewSet
from roadmaps.api import RECORD_VIEWSETS
from roadmaps.member_api import VIEWSETS as MEMBERS
from roadmaps.plan_api import PlanViewSet, RevisionViewSet
from sanctions.api import VIEWSETS as LAW
from screening.api import VIEWSETS as SCREENING
from search.api import SearchViewSet
from sharing.api import VIEWSETS as SHARING
from talk.api import VIEWSETS as TALK
from trade.api import VIEWSETS as TRADE
from zones.api import VIEWSETS as PLACES

VIEWSETS: Mapping[str, type[ViewSetMixin]] = {
    "plans": PlanViewSet,
    "revisions": RevisionViewSet,
    **MEMBERS,
    "ranges": RangesViewSet,
    "audit-events": EventViewSet,
    "reversal": ReversalViewSet,
    "reports": ReportViewSet,
    "searches": SearchViewSet,
    **RECORD_VIEWSETS,
    **PLACES,
    **LAW,
    **SCREENING,
    **PROPOSALS,
    **TRADE,
    **LINT,
    **TERMS,
    **GATES,
    **DOCUMENTS,
    **TALK,
    **DILIGENCE,
    **LIFE,
    **PARTIES,
    **APPROVALS,
    **COMPARISONS,
    **DRAFTS,
    **RULES,
    **COURIER,
    **SHARING,
}

router = SimpleRouter(use_regex_path=False)
for name, views in VIEWSETS.items():
    router.register(name, views, basename=f"api-{name}")

urlpatterns = [
    path("", api_docs.root, {"resources": tuple(VIEWSETS)}, name="api-root"),
    path("schema/", api_docs.schema, name="api-schema"),
    path("docs/", api_docs.docs, name="api-docs"),
    path("problems/", api_docs.problems, name="api-problems"),
    path(
        "plans/<int:plan_id>/clearance-path/",
        ClearancePathView.as_view(),
        name="api-plans-clearance-path",
    ),
    path("", include(router.urls)),
]
