"""The sentence for every reason a simulation is refused or fails."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "assumed_range_out_of_range": _(
        "The shortest duration is 1 to 100 %% of the planned one, the longest 100 to 1000 %%."
    ),
    "correlation_out_of_range": _("A correlation lies between 0 and 1, with two decimals."),
    "draws_out_of_range": _("The number of draws must lie between 1 and %(most)s for this plan."),
    "nothing_to_simulate": _("This plan has no activities yet: there is nothing to simulate."),
    "ranges_are_over": _("This simulation is over: there is nothing to cancel."),
    "ranges_gone": _("The simulation was removed before it was drawn."),
    "ranges_not_stopped": _("Nothing of this simulation failed or was cancelled."),
    "seed_out_of_range": _("A seed is a whole number from 0 to %(most)s."),
}
