"""The sentence for what the site itself refuses: doors, methods, formats, fields."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_DOORS: dict[str, Promise] = {
    "authentication_failed": _("These credentials open nothing."),
    "bad_token": _("This token opens nothing: it is wrong, revoked, or its owner may not sign in."),
    "not_authenticated": _("Sign in, or send a token from the account page."),
    "not_found": _("There is nothing here, or you may not see it."),
    "permission_denied": _("Your role, or the scope of your token, does not allow this."),
}
_REQUESTS: dict[str, Promise] = {
    "bad_request": _("The request can't be read."),
    "method_not_allowed": _("This address does not take that method."),
    "not_acceptable": _("Only JSON can be given here."),
    "parse_error": _("The body is not JSON."),
    "server_error": _("The server made a mistake. It has been written down; please try again."),
    "throttled": _("Too many requests. Try again in a while."),
    "unsupported_media_type": _("Send JSON (Content-Type: application/json)."),
}
_FORMS: dict[str, Promise] = {
    "blank": _("%(field)s: this may not be empty."),
    "invalid": _("%(field)s: this value can't be read."),
    "invalid_choice": _("%(field)s: this is not among the choices."),
    "invalid_pk_value": _("%(field)s: there is nothing of this name."),
    "max_length": _("%(field)s: this is too long."),
    "null": _("%(field)s: this may not be empty."),
    "null_characters_not_allowed": _("%(field)s: this holds a character that is not allowed."),
    "required": _("%(field)s: this is missing."),
    "unique": _("%(field)s: this is already used."),
}
WORDS = _DOORS | _REQUESTS | _FORMS
