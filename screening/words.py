"""The sentence for every reason why something can't be screened or confirmed."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "bad_hs": _(
        "%(field)s: “%(found)s” is no HS code; write two, four, six, eight or ten digits, dots "
        "allowed. Zeros count: chapter 3 is “03”."
    ),
    "no_regime_chosen": _("Choose at least one regime of law."),
    "no_such_regime": _("There is no such hypothetical regime, or no scenario to start from."),
    "regime_is_there": _(
        "The plan has a scenario “%(key)s” already; edit that one, or remove it first."
    ),
    "not_this_plans_line": _("This plan has no goods line %(about)s."),
    "screening_changed": _(
        "The screening has changed since the page was shown; look at it again before you sign."
    ),
    "no_line_chosen": _("Choose at least one line."),
    "no_such_request": _("This plan has no request %(about)s."),
    "request_is_answered": _("The request has been answered already."),
    "too_many_rows": _("%(field)s: at most %(most)s rows at a time."),
}
