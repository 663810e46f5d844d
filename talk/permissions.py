"""Who may go through the doors of talk: whoever sees a plan may talk about it.

Whose comment it is, the service asks; an inbox is its owner's alone.
"""

from core.access import PLAN, PLAN_TRY, SIGNED_IN, Rule, Table, Who

TABLE: Table = {
    "talk:plan": PLAN,
    "talk:members": PLAN,
    "talk:add": PLAN_TRY,
    "talk:edit": PLAN_TRY,
    "talk:remove": PLAN_TRY,
    "talk:resolve": PLAN_TRY,
    "talk:reopen": PLAN_TRY,
    "talk:watch": PLAN_TRY,
    "talk:presence": PLAN_TRY,
    "talk:inbox": SIGNED_IN,
    "talk:read": Rule(None, Who.SIGNED_IN),
    "talk:settings": Rule(None, Who.SIGNED_IN),
    "api-comments-list": Rule(Who.SIGNED_IN, Who.MEMBER),
    "api-comments-detail": PLAN,
    "api-comments-edit": PLAN_TRY,
    "api-comments-remove": PLAN_TRY,
    "api-comments-resolve": PLAN_TRY,
    "api-comments-reopen": PLAN_TRY,
    "api-watches-list": Rule(Who.SIGNED_IN, Who.MEMBER),
    "api-inbox-list": SIGNED_IN,
    "api-inbox-read": Rule(None, Who.SIGNED_IN),
}
