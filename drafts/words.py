"""The sentence for every reason a draft is refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "approval_demanded": _(
        "In this plan a draft is adopted once it has been approved as it is, on the plan as it "
        "stands. Put “%(name)s” to approval."
    ),
    "ground_is_gone": _(
        "The draft “%(name)s” or the plan changed since it was approved. Look again."
    ),
    "withheld_choice": _(
        "Both sides changed %(field)s of %(key)s. It is withheld from you, so somebody who sees it "
        "has to choose."
    ),
    "bad_choice": _("%(about)s: choose “theirs” or “mine” for what both sides changed."),
    "decision_missing": _("Say why the draft is adopted; the reason is kept with the revision."),
    "draft_changes_nothing": _("The draft “%(name)s” changes nothing: nothing to adopt."),
    "draft_closed": _(
        "The draft “%(name)s” has been adopted or dropped; it is not edited any more."
    ),
    "draft_collides": _(
        "%(count)s points are not settled: choose for each, or accept it, in the dry run."
    ),
    "draft_moved_on": _(
        "Somebody edited the draft “%(name)s” meanwhile: it is at version %(version)s, "
        "you saw version %(seen)s. Look again."
    ),
    "draft_name_missing": _("Give the draft a name."),
    "drafts_of_two_bases": _(
        "The two drafts rest on different revisions (%(one)s and %(other)s). "
        "Bring both onto the present revision first."
    ),
    "drafted_it_oneself": _(
        "Whoever drew a draft does not adopt it. Somebody else who approves or owns the plan does."
    ),
    "merged_with_itself": _("A draft is merged with another one, not with itself."),
    "moves_are_recorded": _(
        "%(about)s: what an authority decided is recorded in the plan itself, not in a draft."
    ),
    "record_not_in_draft": _("The draft has no record %(about)s any more; look again."),
    "no_such_change": _("The draft has no change number %(number)s."),
    "no_such_draft": _("This plan has no draft %(about)s."),
    "draft_text_too_long": _("%(name)s: at most %(longest)s characters."),
}
