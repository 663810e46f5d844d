"""Who may go through the doors of due diligence: all members look, some answer, officers sign."""

from core.access import PLAN, PLAN_EDIT, PLAN_POST, PLAN_SCREEN, PLAN_SIGN, Table

KINDS = ("entity", "relation", "control")

TABLE: Table = {
    "diligence:desk": PLAN,
    "diligence:overview-project": PLAN,
    "diligence:questions-project": PLAN,
    "diligence:answer-project": PLAN_SCREEN,
    "diligence:sign-project": PLAN_SIGN,
    "diligence:network-project": PLAN,
    "diligence:drawing-project": PLAN,
    "diligence:export-project": PLAN,
    "diligence:import-project": PLAN_EDIT,
    "diligence:exposure-project": PLAN,
    "diligence:plan-controls-project": PLAN_POST,
    **{
        f"diligence:{verb}-{kind}": PLAN_EDIT
        for kind in KINDS
        for verb in ("add", "edit", "remove")
    },
}
