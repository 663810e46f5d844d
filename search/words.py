"""The sentence for every reason why a search can't be asked for, done or adopted."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "no_such_goal": _("A search knows no goal “%(value)s”."),
    "no_such_project": _("This plan has no project “%(key)s”."),
    "no_such_answer": _("This search found no plan number %(number)s."),
    "answer_changes_nothing": _("The plan found is the plan as it stands: nothing to adopt."),
    "search_gone": _("The search was removed before it was done."),
    "search_out_of_range": _("%(name)s: %(value)s does not lie between %(least)s and %(most)s."),
}
