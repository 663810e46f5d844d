"""Who may go through the doors of documents. Planners and compliance officers attach files."""

from core.access import PLAN, PLAN_SCREEN, Rule, Table, Who

TABLE: Table = {
    "documents:documents": PLAN,
    "documents:document": PLAN,
    "documents:attach": PLAN_SCREEN,
    "documents:add-version": PLAN_SCREEN,
    "documents:remove": PLAN_SCREEN,
    "documents:restore": PLAN_SCREEN,
    "documents:scan": PLAN_SCREEN,
    "documents:download": PLAN,
    "api-documents-list": Rule(Who.SIGNED_IN, Who.SCREENER),
    "api-documents-detail": PLAN,
    "api-documents-download": PLAN,
    "api-documents-versions": PLAN_SCREEN,
    "api-documents-remove": PLAN_SCREEN,
    "api-documents-restore": PLAN_SCREEN,
}
