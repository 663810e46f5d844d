"""The sentence for every reason an edit of a plan is refused, and for every unsound plan."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roadmaps.permit_words import WORDS as PERMITS

_EDITS: dict[str, Promise] = {
    "activity_of_other_project": _("Activity %(activity)s is not of project %(project)s."),
    "already_undone": _("Revision %(number)s has already been undone."),
    "bad_season": _(
        "Calendar %(about)s: “%(found)s” is no part of a year; write MM-DD/MM-DD, as 12-01/03-15."
    ),
    "calendar_in_itself": _("Calendar %(about)s asks itself to work, through the others it names."),
    "bad_country": _(
        "%(field)s of %(about)s: “%(found)s” is no country code of two letters (KR, KP, CN)."
    ),
    "changes_missing": _("Send at least one change in the list “changes”."),
    "criterion_asks_one_thing": _(
        "Criterion %(about)s must name either an activity or a condition, and not both."
    ),
    "key_taken": _("The code %(key)s is already used by another %(kind)s of this plan."),
    "last_owner": _("%(about)s is the last owner of this plan; name another owner first."),
    "names_wrong_sort": _(
        "%(field)s of %(about)s: %(key)s is of another sort, or of another project's network."
    ),
    "newer_revision": _(
        "Since revision %(seen)s somebody else changed the same fields of %(about)s. "
        "The plan is now at revision %(revision)s."
    ),
    "no_such_revision": _("This plan has no revision %(number)s."),
    "not_a_decider": _(
        "Approvers and owners of “%(plan)s” make a draft the plan; your role does not."
    ),
    "plan_moved_on": _(
        "The plan is at revision %(revision)s by now; you saw revision %(seen)s. Look again."
    ),
    "beyond_your_part": _(
        "%(kind)s %(key)s lies beyond the part of the plan that you edit. It can be changed by: "
        "%(who)s."
    ),
    "grant_of_one_part": _("Name one project or one zone."),
    "grant_unknown_part": _("There is no project or zone %(key)s here."),
    "withheld_field": _(
        "%(field)s of %(key)s is withheld from you, so you cannot change it. The plan's owner can "
        "give you the permission, unless the plan came without it."
    ),
    "held_against_withheld": _(
        "%(key)s is held against amounts that are withheld from you: who sees them changes it."
    ),
    "uncovers_withheld": _(
        "%(field)s of %(key)s decides whether something there is withheld. You do not see that, so "
        "you cannot change it like this."
    ),
    "parties_withheld": _(
        "The names of parties are withheld from you in this plan. Its owner can give you the "
        "permission."
    ),
    "withheld_filter": _(
        "%(field)s is withheld from you in this plan, so you cannot filter, search or sort by it."
    ),
    "not_an_editor": _(
        "You may look at “%(plan)s” but not edit it. Its owner can change your role."
    ),
    "takes_the_whole": _(
        "You edit a part of “%(plan)s”; this is done with the plan as a whole, by its planners "
        "and owners."
    ),
    "not_your_part": _(
        "In project %(project)s you have none of the roles that do this: %(roles)s. "
        "The plan's owner gives roles, in the whole plan or in one project."
    ),
    "in_the_plan_already": _("%(name)s is in this plan already; change their role instead."),
    "nobody_by_name": _("Nobody signs in by the name “%(name)s”."),
    "not_your_role": _("You have none of the roles that do this: %(roles)s."),
    "not_removed": _("%(key)s was not removed from this plan, or is back already."),
    "guest_account": _(
        "%(about)s has a guest's account: it gets no role in a plan, only what Sharing gives it."
    ),
    "member_already": _("%(about)s is a member of this plan already and sees all of it."),
    "not_the_owner": _("Only an owner of “%(plan)s” or an administrator may do this."),
    "not_told_of_sort": _("%(about)s: %(field)s is told of another sort, not of %(sort)s."),
    "nothing_to_redo": _("There is nothing to redo."),
    "nothing_to_undo": _("There is nothing to undo."),
    "no_share": _("%(key)s is a share: a number from 0 to 1."),
    "owner_not_of_the_north": _(
        "%(partner)s is no partner of the North, so it cannot answer here."
    ),
    "partner_of_other_project": _("Partner %(partner)s is not of project %(project)s."),
    "plan_stays": _("The plan's own settings can be changed but not removed."),
    "relation_across_projects": _("Relation %(about)s joins the networks of two projects."),
    "relation_does_not_fit": _(
        "Relation %(about)s: “%(sort)s” does not go from %(source_sort)s to %(target_sort)s."
    ),
    "relation_to_itself": _("Relation %(about)s joins an entity to itself."),
    "relation_without_end": _("Relation %(about)s must name both of its ends."),
    "stale_record": _("%(about)s has changed since you read it; it is shown as it is now."),
    "standards_of_unlike_aspects": _(
        "%(key)s: the standards named together must all be of one aspect, as two gauges are."
    ),
    "step_has_one_moment": _(
        "Step %(about)s must name either a day or the activity after which it comes, and not both."
    ),
    "step_of_activity_adds": _(
        "Step %(about)s comes when an activity finishes: it must add something, in all scenarios."
    ),
    "unknown_standard": _("There is no technical standard “%(key)s”."),
    "unknown_threshold": _("No rule has a threshold “%(key)s”."),
    "zone_has_calendar": _(
        "Zone %(zone)s already goes by calendar %(other)s; take it out there first."
    ),
    "unknown_change": _("%(about)s: there is no change called “%(found)s”."),
    "unknown_in_catalogue": _("%(field)s: the catalogue has no “%(key)s”."),
    "unknown_record": _("This plan has no %(kind)s with the code %(key)s."),
    "unknown_reference": _("%(of)s names the %(kind)s %(key)s, which this plan does not have."),
}
_VALUES: dict[str, Promise] = {
    "date_out_of_range": _("%(field)s: %(found)s is not between 1950 and 2150."),
    "bad_key": _("%(field)s: no blanks and none of / ? # %% in a code."),
    "does_not_fit": _("%(field)s of %(about)s: %(text)s"),
    "empty": _("%(field)s: this may not be empty."),
    "missing_field": _("%(field)s: this is missing."),
    "not_a_date": _("%(field)s: “%(found)s” is not a date (YYYY-MM-DD)."),
    "not_a_decimal": _("%(field)s: this is not a number."),
    "not_a_flag": _("%(field)s: only true or false."),
    "not_a_list": _("%(field)s: a list is needed here."),
    "not_a_whole_number": _("%(field)s: only whole numbers."),
    "not_an_object": _("A JSON object is needed here."),
    "not_one_of": _("%(field)s: “%(found)s” is not among the choices."),
    "not_text": _("%(field)s: only text."),
    "not_whole": _("%(field)s: only whole numbers."),
    "too_large": _("%(field)s: at most %(most)s."),
    "too_long": _("%(field)s: at most %(longest)s characters."),
    "too_small": _("%(field)s: at least %(least)s."),
    "unknown_field": _("%(about)s: there is no such field."),
    "range_excludes_date": _(
        "%(about)s: the date %(since)s does not lie between %(low)s and %(high)s."
    ),
    "window_upside_down": _(
        "%(about)s: the window ends on %(until)s, before it begins (%(since)s)."
    ),
}
_REQUESTS: dict[str, Promise] = {
    "if_match_missing": _(
        "Say which version of %(about)s you read: its ETag in the header If-Match."
    ),
    "plan_needed": _("“%(field)s” is computed from one plan's schedule: filter by plan as well."),
    "unknown_filter": _("There is no parameter “%(about)s” here. Known: %(known)s."),
    "unknown_ordering": _("Nothing can be ordered by “%(found)s” here. Known: %(known)s."),
    "unknown_scenario": _("This plan has no scenario “%(about)s”. It has: %(known)s."),
}
#: Faults that make a schedule impossible, as the engine finds them.
_SCHEDULE: dict[str, Promise] = {
    "bad_month_day": _("Calendar %(about)s: %(value)s is no day of a year."),
    "beyond_horizon": _("%(about)s would end after the last year there is."),
    "circular_links": _("These wait for each other in a circle: %(about)s."),
    "constraint_with_date": _("%(about)s: “as late as possible” takes no date."),
    "constraint_without_date": _("%(about)s: the constraint needs a date."),
    "empty_calendar": _(
        "Calendar %(about)s has no working day: no weekday and season is left open."
    ),
    "finish_before_start": _("%(about)s: the actual finish lies before the actual start."),
    "finish_without_start": _("%(about)s: an actual finish needs an actual start."),
    "impossible_gate": _("Gate %(about)s asks for %(at_least)s of %(needs)s activities."),
    "negative_capacity": _("Capacity %(about)s would fall below zero by its steps."),
    "negative_duration": _("%(about)s: a duration can't be negative."),
    "negative_remaining": _("%(about)s: the remaining duration can't be negative."),
    "not_a_probability": _("%(about)s: the chance must lie between 0 and 1."),
    "not_supported_yet": _("%(about)s: this version can't compute that yet."),
    "range_excludes_duration": _(
        "%(about)s: the duration %(duration)s does not lie between %(low)s and %(high)s."
    ),
    "remaining_after_finish": _("%(about)s: what has finished has no remaining duration."),
    "remaining_without_start": _("%(about)s: a remaining duration needs an actual start."),
    "span_too_long": _("%(about)s: %(duration)s is longer than any plan."),
    "unknown_activity": _("%(about)s: this plan has no activity %(activity)s."),
    "unknown_calendar": _("%(about)s: this plan has no calendar %(calendar)s."),
    "unknown_condition": _("%(about)s: this plan has no condition %(condition)s."),
    "unknown_constraint": _("%(about)s: there is no such constraint."),
    "unknown_link_kind": _("%(about)s: a link is FS, SS, FF or SF."),
    "unknown_requirement": _("%(about)s: a condition is needed throughout or at the start."),
    "unknown_unit": _("%(about)s: there is no unit “%(unit)s” here."),
    "unknown_weekday": _("Calendar %(about)s: a weekday is 1 (Monday) to 7 (Sunday)."),
    **{
        f"duplicate_{kind}": _("%(about)s: this code is used twice.")
        for kind in ("activity", "gate", "condition", "link")
    },
}
WORDS = _EDITS | _VALUES | _REQUESTS | _SCHEDULE | PERMITS
