"""The sentence for every reason why something can't be screened or confirmed."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "bad_hs": _("%(field)s: “%(found)s” is no HS code; write two to ten digits, dots allowed."),
    "no_regime_chosen": _("Choose at least one regime of law."),
    "not_this_plans_line": _("This plan has no goods line %(about)s."),
    "screening_changed": _(
        "The screening has changed since the page was shown; look at it again before you sign."
    ),
    "too_many_rows": _("%(field)s: at most %(most)s rows at a time."),
}
