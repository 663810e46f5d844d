"""Who may go through the doors of drafts: editors draw, approvers and owners adopt."""

from core.access import PLAN, PLAN_DECIDE, WHOLE_EDIT, WHOLE_POST, Table

TABLE: Table = {
    "drafts:drafts": WHOLE_EDIT,
    "drafts:draft": PLAN,
    "drafts:record": WHOLE_EDIT,
    "drafts:remove": WHOLE_POST,
    "drafts:leave-out": WHOLE_POST,
    "drafts:preview": PLAN,
    "drafts:rebase": WHOLE_POST,
    "drafts:merge": WHOLE_POST,
    "drafts:adopt": PLAN_DECIDE,
    "drafts:drop": WHOLE_POST,
    "drafts:rule": PLAN_DECIDE,
}
