"""The sentence for every reason a step is refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "life_before_hearing": _("The hearing is on %(day)s; the decision can't be earlier."),
    "life_before_meeting": _("The Council meets on %(day)s; it can't decide earlier."),
    "life_cancelled_lately": _(
        "A transport approval was cancelled on %(day)s; for a year after that no regular service "
        "is approved."
    ),
    "life_condition_without_evidence": _(
        "Give the day and the document that show that this precondition holds: %(condition)s"
    ),
    "life_council_needed": _(
        "What is asked reaches the threshold of the Promotion Council: submit it to the Council "
        "first."
    ),
    "life_council_not_needed": _(
        "The amounts are below the Council's thresholds. Say why it is an important matter, or "
        "decide without the Council."
    ),
    "life_day_ahead": _("A step is recorded once it has happened; %(day)s is still to come."),
    "life_day_before_last": _("The step before is of %(last)s; this one can't be earlier."),
    "life_document_missing": _("Name the document: %(document)s"),
    "life_document_unreadable": _("A document is named in at most 300 characters (%(about)s)."),
    "life_domestic_only": _(
        "The project is under domestic law of the South only; this procedure does not apply to it."
    ),
    "life_ends_before_it_begins": _("It can't end before it begins (%(day)s)."),
    "life_evidence_ahead": _("The evidence is dated after the day of this step: %(condition)s"),
    "life_fact_missing": _("Fill this in: %(fact)s"),
    "life_fact_not_asked": _("This step records no such thing: %(fact)s"),
    "life_fact_unreadable": _("This can't be read: %(fact)s"),
    "life_filed_late": _(
        "It is filed at least %(days)s days before: by %(day)s at the latest for the day planned."
    ),
    "life_fund_money_planned": _(
        "The plan asks money of the Cooperation Fund for this project; own funds alone don't "
        "settle it. Change the costs first, or apply to the fund."
    ),
    "life_gate_worse": _(
        "The gate stays shut: this became worse since the last approved version. Mend it, or have "
        "it waived with a reason. %(finding)s"
    ),
    "life_investment_too_large": _(
        "A report will do up to a total investment of US$%(most)s; this is US$%(found)s. Apply for "
        "approval instead."
    ),
    "life_is_over": _("“%(from)s” is final: nothing follows on it."),
    "life_no_end_recorded": _("No end of validity was recorded, so it can't have lapsed."),
    "life_no_reason": _("Say why the step is taken back, in at most %(longest)s characters."),
    "life_no_such_event": _("There is no such step: %(event)s"),
    "life_no_such_project": _("The plan has no project %(key)s."),
    "life_no_such_track": _("There is no track %(found)s."),
    "life_no_way": _("No step leads from “%(from)s” to “%(to)s”. What may follow on it: %(ways)s"),
    "life_not_a_condition": _("The project does not wait for this condition: %(condition)s"),
    "life_not_from_here": _(
        "“%(event)s” does not follow on “%(state)s”. What may follow on it: %(ways)s"
    ),
    "life_not_idle_yet": _("Three years without performance end on %(day)s."),
    "life_note_too_long": _("A note has at most %(longest)s characters."),
    "life_notice_too_short": _(
        "Notice is given at least %(days)s days before: by %(day)s at the latest."
    ),
    "life_nothing_to_take_back": _("No step is recorded that could be taken back."),
    "life_reported_late": _(
        "In an unavoidable case the report follows within %(days)s days after the contact."
    ),
    "life_requirement_open": _("Answer this requirement and give the grounds: %(requirement)s"),
    "life_requirement_unmet": _(
        "This requirement of article 17(1) is answered as not met: %(requirement)s"
    ),
    "life_same_state": _("It is “%(to)s” already."),
    "life_step_taken": _(
        "Somebody recorded a step first: it is “%(state)s” now. Look at the record and go on from "
        "there."
    ),
    "life_still_suspended": _("The suspension lasts until %(day)s."),
    "life_still_valid": _("It is valid until %(day)s."),
    "life_suspended_too_long": _(
        "A suspension ends within %(months)s months: by %(day)s at the latest."
    ),
    "life_too_few_runs": _(
        "A regular service needs at least %(least)s runs on the route in the %(months)s months "
        "before."
    ),
    "life_unknown_document": _("This step asks for no such document: %(document)s"),
    "life_unknown_fact": _("Nothing of that name is recorded: %(fact)s"),
    "life_unknown_state": _("There is no state %(state)s."),
    "life_valid_too_long": _(
        "The law lets it be valid for at most %(months)s months: until %(day)s."
    ),
    "life_wrong_role": _(
        "“%(event)s” is a step of %(actor)s; in this plan it is recorded by: %(roles)s"
    ),
    "life_zone_not_notified": _(
        "A report is enough only in a notified zone (%(zones)s); elsewhere the project needs "
        "approval."
    ),
}
