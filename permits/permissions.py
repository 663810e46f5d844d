"""Who may go through the doors of permits. Which move is whose, the service asks."""

from core.access import PLAN, PLAN_EDIT, PLAN_SCREEN, Table

TABLE: Table = {
    "permits:permits": PLAN,
    "permits:permit": PLAN,
    "permits:path-project": PLAN_EDIT,
    "permits:add-permit": PLAN_EDIT,
    "permits:edit-permit": PLAN_EDIT,
    "permits:remove-permit": PLAN_EDIT,
    "permits:move-permit": PLAN_SCREEN,
}
