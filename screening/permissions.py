"""Who may go through the doors of screening: all members look, some roles sign."""

from core.access import PLAN, PLAN_EDIT, PLAN_POST, PLAN_SCREEN, PLAN_SIGN, Rule, Table, Who

TABLE: Table = {
    "screening:desk": PLAN,
    "screening:lawful": PLAN,
    "screening:timeline": PLAN,
    "screening:strip": PLAN,
    "screening:regime-panel": PLAN,
    "screening:coding": PLAN,
    "screening:add-lines-project": PLAN_EDIT,
    "screening:load-regime": PLAN_POST,
    "screening:regimes": PLAN_POST,
    "screening:show-project": PLAN,
    "screening:template": PLAN,
    "screening:export": PLAN,
    "screening:codes": Rule(Who.MEMBER, Who.SCREENER),
    "screening:requests": PLAN,
    "screening:ask-project": PLAN_SIGN,
    "screening:answer": PLAN_SCREEN,
    "screening:confirm-goods": PLAN_SCREEN,
    "screening:confirm-project": PLAN_SIGN,
}
