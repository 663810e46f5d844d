"""The sentence for every reason why something can't be screened or confirmed."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "bad_hs": _("%(field)s: “%(found)s” is no HS code; write two to ten digits, dots allowed."),
    "too_many_rows": _("%(field)s: at most %(most)s rows at a time."),
}
