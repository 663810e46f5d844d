"""Who may go through the doors of the search: readers ask, editors adopt."""

from core.access import PLAN, PLAN_TRY, PLAN_USE, WHOLE_POST, Table

TABLE: Table = {
    "search:searches": PLAN_USE,
    "search:state": PLAN,
    "search:cancel": PLAN_TRY,
    "search:adopt": WHOLE_POST,
}
