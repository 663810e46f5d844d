"""Who may go through the site's own doors."""

from core.access import PUBLIC, PUBLIC_FORM, SIGNED_IN, Table

TABLE: Table = {
    "site:health": PUBLIC,
    "site:set_language": PUBLIC_FORM,
    "api-schema": SIGNED_IN,
    "api-docs": SIGNED_IN,
}
