"""Who may go through the doors of the accounts app."""

from core.access import OWN_ACCOUNT, PUBLIC_FORM, Rule, Table, Who

#: Only by a form: there is nothing to read behind the address.
SUBMIT = Rule(None, Who.SIGNED_IN)

TABLE: Table = {
    "accounts:sign-in": PUBLIC_FORM,
    "accounts:sign-in-link": PUBLIC_FORM,
    "accounts:sign-out": Rule(None, Who.ANYONE),
    "accounts:account": OWN_ACCOUNT,
    "accounts:password": OWN_ACCOUNT,
    "accounts:tokens": SUBMIT,
    "accounts:revoke-token": SUBMIT,
}
