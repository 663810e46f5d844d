"""Who may go through the doors of drafts: editors draw, approvers and owners adopt."""

from core.access import PLAN, PLAN_DECIDE, PLAN_EDIT, PLAN_POST, Table

TABLE: Table = {
    "drafts:drafts": PLAN_EDIT,
    "drafts:draft": PLAN,
    "drafts:record": PLAN_EDIT,
    "drafts:remove": PLAN_POST,
    "drafts:leave-out": PLAN_POST,
    "drafts:preview": PLAN,
    "drafts:rebase": PLAN_POST,
    "drafts:merge": PLAN_POST,
    "drafts:adopt": PLAN_DECIDE,
    "drafts:drop": PLAN_POST,
    "drafts:rule": PLAN_DECIDE,
}
