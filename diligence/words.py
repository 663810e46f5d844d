"""The sentence for every reason an answer, a signature or an import is refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "no_such_question": _("The questionnaire has no question %(about)s."),
    "answer_out_of_range": _("An answer is 0, 1 or 2; leave it empty to open the question again."),
    "answer_changed": _(
        "Somebody else has answered %(about)s since the page was shown; look at that answer first."
    ),
    "diligence_changed": _(
        "Answers or red flags have changed since the page was shown; look at them before you sign."
    ),
    "stop_questions_open": _(
        "Before anybody can sign, the questions that may block approval must be answered: "
        "%(about)s."
    ),
    "answer_without_evidence": _(
        "%(about)s: “clear evidence” needs to say which evidence (document, page), or a file."
    ),
    "not_utf8": _("%(about)s: the file is not in UTF-8."),
    "not_a_workbook": _("%(about)s: this is neither a workbook (.xlsx) nor a CSV file."),
    "no_such_sheet": _("%(about)s: the workbook has none of the sheets %(sheets)s."),
    "too_many_rows_in_sheet": _("At most %(most)s rows in a sheet."),
    "key_twice": _("The code %(about)s stands in the sheet twice."),
    "no_rows": _("There is no row to read."),
    "unknown_column": _("There is no field “%(found)s”."),
    "of_another_project": _("%(about)s is in the network of project %(project)s."),
}
