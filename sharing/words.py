"""The sentence for every reason sharing is refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "share_without_label": _("Say for whom the link is: a person or an office."),
    "share_until_when": _("A link holds from today on, and for %(most)s days at most."),
    "share_password_short": _("The password: at least %(shortest)s characters."),
    "share_live_has_no_revision": _(
        "A live link shows the plan as it is. Leave the revision out, or make a frozen link."
    ),
    "guest_sees_nothing": _("Name the projects or zones that the guest sees."),
    "guest_may_not_comment": _("Comments are not open here."),
    "guest_talks_of_what_they_see": _("Comment on the plan or on a project shown here."),
    "guest_comments_pause": _(
        "There have been %(most)s comments here within the hour. Please come back later."
    ),
    "guest_of_no_plan": _("You are no guest of this plan."),
    "preview_shows_more": _(
        "This shows amounts or names of parties that you do not see yourself: no preview for you."
    ),
    "look_without_reason": _("Say why you look; it is kept in the audit log."),
    "look_as_oneself": _("You see the plan with your own eyes already."),
    "look_as_a_stranger": _("%(name)s is no member of this plan, or may not sign in."),
    "look_only_reads": _(
        "You look as %(name)s: nothing can be changed. End the look to work as yourself."
    ),
    "look_hands_nothing_out": _(
        "You look as %(name)s: files are not handed out. End the look to take it as yourself."
    ),
    "look_at_one_plan": _(
        "You look as %(name)s at “%(plan)s”: only the pages of that plan open meanwhile."
    ),
    "share_not_yes_or_no": _("%(field)s: true or false."),
    "share_not_a_day": _("%(field)s: a day as 2026-12-31."),
    "shared_unknown_project": _("%(about)s: the plan has no such project at this revision."),
    "shared_unknown_zone": _("%(about)s: the plan has no project in such a zone at this revision."),
    "shared_unknown_scenario": _("%(about)s: the plan has no such scenario at this revision."),
}
