"""Who may go through the doors of sharing: a plan's owner shares it; a link opens for anyone."""

from core.access import PUBLIC_FORM, STAFF, Rule, Table, Who

TABLE: Table = {
    "sharing:shared": PUBLIC_FORM,  # whoever has the address; the page itself asks the link
    "sharing:links": Rule(Who.OWNER, Who.OWNER),
    "sharing:visits": Rule(Who.OWNER),
    "sharing:revoke": Rule(None, Who.OWNER),
    "sharing:let-comment": Rule(None, Who.OWNER),
    "sharing:preview": Rule(Who.OWNER),
    "sharing:preview-guest": Rule(Who.OWNER),
    "sharing:guests": Rule(Who.OWNER, Who.OWNER),
    "sharing:given": Rule(Who.ACCOUNT),
    "sharing:guest": Rule(Who.GUEST, Who.GUEST),
    "sharing:looks": STAFF,
    "sharing:end-look": Rule(None, Who.STAFF),
    "api-share-links-list": Rule(Who.SIGNED_IN, Who.OWNER),  # who owns nothing lists nothing
    "api-share-links-detail": Rule(Who.OWNER),
    "api-share-links-revoke": Rule(None, Who.OWNER),
    "api-share-links-comments": Rule(None, Who.OWNER),
    "api-guest-comments-list": Rule(Who.ACCOUNT, Who.ACCOUNT),  # of the caller's own passes
    "api-share-links-visits": Rule(Who.OWNER),
}
