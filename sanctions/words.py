"""The sentence for every reason an edit of the law is refused, or a day can't be asked about."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "bad_exemption": _(
        "Exemption %(number)s: name its basis and its kind, and nothing it does not have."
    ),
    "bad_hs_prefix": _("%(field)s: %(found)s is no HS prefix; write two, four or six digits."),
    "bad_measure_id": _(
        "“%(found)s” is no name for a measure: small letters, digits and hyphens, at most "
        "%(longest)s, as unscr-2397-7."
    ),
    "cap_and_effect": _("A measure that caps names its cap, and no other measure does."),
    "cap_without_unit": _("A cap needs its unit."),
    "codes_without_list": _("%(field)s: codes are only listed where the scope says so."),
    "draft_changed": _("%(about)s: there is a newer draft; look at that one before you decide."),
    "end_is_only_the_end": _(
        "%(field)s: an end names the last day and what stands in its place; "
        "propose a change for anything else."
    ),
    "ends_before_it_begins": _("%(field)s: %(until)s lies before the day it begins (%(since)s)."),
    "excludes_nothing": _("%(field)s: %(found)s lies under none of the codes included."),
    "instrument_of_another_regime": _("%(field)s: %(key)s belongs to another regime of law."),
    "known_in_the_future": _("Nobody knows the law of a day to come; choose %(today)s or before."),
    "known_too_early": _(
        "What was known of the law before %(first)s is not recorded; it is unknown, not empty. "
        "Choose %(first)s or later."
    ),
    "law_changed_meanwhile": _(
        "%(about)s has changed since this draft was written; send it back to be written anew."
    ),
    "listed_without_codes": _("%(field)s: the scope says listed codes, but there is none."),
    "measure_exists": _("There is a measure %(key)s already; propose a change of it."),
    "no_such_chapter": _("%(field)s: %(found)s lies under no chapter of the HS."),
    "not_a_law_officer": _(
        "Only a compliance officer of the catalogue proposes edits of the law; "
        "an administrator names them."
    ),
    "not_a_law_reviewer": _(
        "Only a compliance officer or reviewer of the catalogue, or an administrator, decides "
        "on proposals."
    ),
    "not_your_proposal": _("Only whoever proposed this may revise it or take it back."),
    "nothing_differs": _("%(about)s says exactly this already; nothing would change."),
    "own_proposal": _("You proposed this; somebody else decides on it."),
    "proposal_decided": _("The proposal about %(about)s has ended already."),
    "proposal_sent_back": _(
        "The proposal about %(about)s was sent back; it waits for a new draft."
    ),
    "supersedes_itself": _("A measure cannot take its own place."),
}
