"""Who may go through the doors of the roadmaps app."""

from core.access import OWN, PLAN, PLAN_EDIT, PLAN_POST, PLAN_USE, Rule, Table, Who

TABLE: Table = {
    "roadmaps:home": Rule(Who.ACCOUNT),  # leads a guest to the page of guests
    "roadmaps:plans": Rule(Who.ACCOUNT),
    "roadmaps:new-plan": OWN,
    "roadmaps:copy-plan": PLAN_USE,
    "roadmaps:settings": PLAN_EDIT,
    "roadmaps:members": Rule(Who.MEMBER, Who.OWNER),
    "roadmaps:remove-member": Rule(None, Who.OWNER),
    "roadmaps:grant": Rule(None, Who.OWNER),
    "roadmaps:revoke": Rule(None, Who.OWNER),
    "roadmaps:removed": PLAN_EDIT,
    "roadmaps:revisions": PLAN,
    "roadmaps:revision": PLAN,
    "roadmaps:shifts": PLAN,
    "roadmaps:undo-revision": Rule(None, Who.EDITOR),
    "roadmaps:roadmap": PLAN,
    "roadmaps:columns": PLAN,
    "roadmaps:panel": PLAN,
    "roadmaps:trial": PLAN,
    "roadmaps:edit": PLAN_POST,
    "roadmaps:take-back": PLAN_POST,
    "roadmaps:why": PLAN,
    "roadmaps:why-of": PLAN,
    "roadmaps:apply-gain": PLAN_POST,
    "roadmaps:preview": PLAN,
    "roadmaps:pulse": PLAN,
}
