"""Who may go through the site's own doors."""

from core.access import PUBLIC, PUBLIC_FORM, STAFF, Rule, Table, Who
from planner import api_permissions

TABLE: Table = {
    "planner:administration": Rule(Who.STAFF),
    "planner:people": STAFF,
    "planner:person": STAFF,
    "planner:person-link": Rule(None, Who.STAFF),
    "planner:retry-job": Rule(None, Who.STAFF),
    "planner:audit": Rule(Who.STAFF),
    "planner:audit-file": Rule(Who.STAFF),
    "log:plan": Rule(Who.OWNER),
    "log:plan-file": Rule(Who.OWNER),
    "site:health": PUBLIC,
    "site:set_language": PUBLIC_FORM,
    **api_permissions.TABLE,
}
