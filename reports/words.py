"""The sentence for every reason why a report can't be asked for or drawn."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "no_stage_chosen": _("Choose at least one stage."),
    "no_such_stage": _("This plan has no stage “%(key)s”."),
    "no_such_scenario": _("This plan has no scenario “%(key)s”."),
    "no_such_language": _("Reports are written in Korean or English, not in “%(key)s”."),
    "report_shows_more": _(
        "This report shows amounts or party names that are withheld from you in this plan. Ask for "
        "a report of your own: it leaves them out."
    ),
    "report_gone": _("The report was removed before it was drawn."),
    "glyph_missing": _(
        "The report's typeface has no character “%(glyph)s”. It stands in: “%(sentence)s”. "
        "Write it differently and make the report anew."
    ),
}
