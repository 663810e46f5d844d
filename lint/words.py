"""The sentence for every reason a waiver is refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "invalid_waiver": _(
        "Give a reason, and a day until which the finding is accepted (%(about)s)."
    ),
    "may_not_waive": _(
        "You may not waive this finding of %(rule)s: in the plan, or in every project it "
        "concerns, that takes one of the roles %(roles)s. Who draws the plan does not waive what "
        "is found in it."
    ),
    "never_waived": _("Findings of %(rule)s cannot be waived by anybody."),
    "no_such_finding": _("The plan has no such finding any more; read its check again."),
    "no_such_waiver": _("This plan has no waiver %(about)s."),
    "waiver_until": _("A waiver ends between today and %(years)s years from now."),
    "waiver_without_reason": _("Say why the finding is accepted."),
}
