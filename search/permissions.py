"""Who may go through the doors of the search: readers ask, editors adopt."""

from core.access import PLAN, PLAN_POST, PLAN_TRY, PLAN_USE, Table

TABLE: Table = {
    "search:searches": PLAN_USE,
    "search:state": PLAN,
    "search:cancel": PLAN_TRY,
    "search:adopt": PLAN_POST,
}
