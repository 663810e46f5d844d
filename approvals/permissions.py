"""Who may go through the doors of approvals. Whose turn it is, the services ask."""

from core.access import PLAN, PLAN_TRY, PLAN_USE, WHOLE_EDIT, Rule, Table, Who

#: The plan is named in the query or the body; roles are the services' to ask.
ASKED = Rule(Who.SIGNED_IN, Who.MEMBER)

TABLE: Table = {
    "approvals:approvals": PLAN,
    "approvals:submit": WHOLE_EDIT,
    "approvals:submission": PLAN,
    "approvals:act": PLAN_TRY,
    "approvals:point": PLAN_TRY,
    "approvals:delegations": PLAN_USE,
    "approvals:versions": PLAN_USE,
    "approvals:baseline": PLAN_TRY,
    "approvals:compare": PLAN,
    "approvals:as-of": PLAN,
    "api-versions-list": ASKED,
    "api-baselines-list": ASKED,
    "api-comparisons-list": Rule(Who.SIGNED_IN),
    "api-delegations-list": ASKED,
    "api-delegations-revoke": PLAN_TRY,
    "api-submissions-list": ASKED,
    "api-submissions-detail": PLAN,
    "api-submissions-act": PLAN_TRY,
    "api-submissions-answer": PLAN_TRY,
    "api-as-of-list": Rule(Who.SIGNED_IN),
}
