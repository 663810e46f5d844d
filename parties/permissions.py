"""Who may go through the doors of parties. Compliance officers import lists and decide."""

from core.access import PLAN, PLAN_SCREEN, PLAN_SIGN, SIGNED_IN, Rule, Table, Who

TABLE: Table = {
    "parties:parties": PLAN,
    "parties:party": PLAN,
    "parties:lists": Rule(Who.MEMBER, Who.OFFICER),
    "parties:template": PLAN,
    "parties:screen": PLAN_SCREEN,
    "parties:facts": PLAN_SCREEN,
    "parties:decide": PLAN_SIGN,
    "api-parties-list": SIGNED_IN,
    "api-party-lists-list": SIGNED_IN,
    "api-party-decisions-list": Rule(Who.SIGNED_IN, Who.OFFICER),
}
