"""The sentence for every reason an approval, a version or a delegation is refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "draft_is_behind": _(
        "The draft “%(name)s” rests on an earlier revision. Bring it onto revision %(number)s "
        "first: what is decided on is what would be adopted."
    ),
    "draft_not_to_submit": _("The draft “%(name)s” is closed or changes nothing."),
    "no_such_draft_to_submit": _("This plan has no such draft."),
    "answer_empty": _("Write an answer to the point."),
    "became_worse": _(
        "This became worse since the last approved version; mend it, or have it waived with a "
        "reason, before approving. %(finding)s"
    ),
    "bad_side": _(
        "“%(about)s” names nothing to compare: use version:3, revision:12, scenario:B or "
        "date:2026-03-01."
    ),
    "conditions_without_end": _("Say until when the approval holds with its conditions."),
    "decides_own_draft": _(
        "You have drafted or edited what is to be decided here; somebody else has to decide."
    ),
    "decides_twice": _("You already have a part in this route; nobody decides twice in it."),
    "delegates_to_oneself": _("Choose somebody else as your deputy."),
    "delegation_days": _(
        "A delegation ends today or later, not before it begins, and lasts a year at most."
    ),
    "delegation_without_reason": _("Say why you delegate."),
    "deputy_no_member": _("%(person)s is no member of this plan."),
    "invalid_submission": _("Fill in what is missing or wrong: %(about)s."),
    "may_not_delegate": _("Only those who take part in approvals delegate."),
    "may_not_make_version": _("Your role in this plan may not make versions."),
    "may_not_rebase": _("Only an approver sets another baseline; else an approval does."),
    "may_not_submit": _("Only who edits the plan puts it to approval."),
    "no_conditions": _("Write at least one condition."),
    "no_plan_then": _("The plan did not exist yet on %(day)s."),
    "no_such_delegation": _("There is no such delegation."),
    "no_such_member": _("%(about)s is no member of this plan."),
    "no_such_point": _("The checklist has no such point."),
    "no_such_step": _("This can't be done with a submission that stands there."),
    "no_such_version": _("This plan has no version %(about)s."),
    "not_the_drafter": _("Only the drafter of the submission may do this."),
    "not_your_delegation": _("Only who gave a delegation revokes it."),
    "not_your_turn": _("It is somebody else's turn, and you have no delegation of theirs."),
    "other_version": _(
        "What is to be decided is another version by now; read what changed before you decide."
    ),
    "point_not_settled": _("Point %(about)s of the checklist is not settled yet."),
    "point_open": _("Point %(about)s of the checklist has no answer yet."),
    "rebase_without_reason": _("Say why the plan is measured against another version."),
    "rejected_without_reason": _("Say why it is rejected."),
    "role_does_not_fit": _("The role of %(person)s in this plan does not fit that level."),
    "route_author": _(
        "%(person)s has edited the plan since the last approved version and can't decide on it."
    ),
    "route_drafter": _("Who drafts it has no other part in the route."),
    "route_out_of_order": _("The levels come in this order: review, cooperation, decision."),
    "route_twice": _("Somebody stands in the route twice."),
    "route_without_decision": _("Name who decides."),
    "sent_back_without_points": _("Write at least one point that has to be mended."),
    "submission_over": _("The submission “%(about)s” is over; nothing is added to it."),
    "submission_without_title": _("Give the submission a title."),
    "valid_until_past": _("An approval holds until today or a later day."),
    "version_without_name": _("Give the version a name."),
}
