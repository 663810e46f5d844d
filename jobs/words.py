"""The sentence for every reason a job may not be done or touched."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "job_is_over": _("It has already ended, so there is nothing to stop."),
    "job_not_over": _(
        "It is still waiting, running or already done. "
        "Only what failed or was cancelled can be tried again."
    ),
    "job_kind_unknown": _(
        "This worker does not know work of the kind “%(kind)s”. Is it older than the web server?"
    ),
    "job_kept_failing": _(
        "It was tried %(attempts)s times and failed each time. The worker's log says more."
    ),
    "job_kept_dying": _(
        "The worker stopped during each of %(attempts)s tries. The worker's log says more."
    ),
}
