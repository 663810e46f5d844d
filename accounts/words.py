"""The sentence for every refusal of the accounts app."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "not_your_token": _("The token %(about)s belongs to somebody else."),
    "name_taken": _("Somebody already signs in as %(name)s."),
    "guest_is_nothing_else": _(
        "%(name)s: a guest is neither an administrator nor has a part in the catalogue."
    ),
    "last_administrator": _("%(name)s is the last administrator; make somebody else one first."),
    "not_an_administrator": _("Only an administrator may do this."),
    "bad_link": _("This sign-in link was used already, is too old, or was never made."),
    "too_many_attempts": _("Too many failed attempts. Try again in %(minutes)s minutes."),
}
