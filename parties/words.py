"""The sentence for every reason a list is not taken in, or a decision not kept."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_LISTS: dict[str, Promise] = {
    "list_doctype": _(
        "Line %(line)s: the file declares a document type or is nested too deeply. "
        "Lists are published without; get the file from its publisher again."
    ),
    "list_empty": _("The file has no entries."),
    "list_entry": _("Line %(line)s: an entry without reference or name."),
    "list_officer": _("Lists are imported by administrators and compliance officers."),
    "list_older": _(
        "This list was published on %(found)s, before the one in use (%(kept)s). "
        "Get the present one from its publisher."
    ),
    "list_size": _("A list file may be no bigger than %(most)s MB."),
    "list_sort": _(
        "Line %(line)s: the type “%(found)s” is none of person, entity, vessel and aircraft."
    ),
    "list_twice": _("The reference %(found)s stands in the file twice."),
    "list_unknown": _(
        "The file is none of the lists that are read (it begins with “%(found)s”). Read are UN "
        "XML, OFAC SDN XML and CSV, EU XML and CSV, and the template as CSV or XLSX."
    ),
    "list_xml": _("Line %(line)s: this is not well-formed XML. Is the file complete?"),
}
_PARTIES: dict[str, Promise] = {
    "no_such_candidate": _("This plan has no candidate %(about)s."),
    "no_such_party": _("This plan has no party %(about)s any more; read its parties again."),
    "party_decided_meanwhile": _(
        "Somebody decided this candidate since you opened the page. Read that decision first."
    ),
    "party_facts": _("%(about)s: at most %(most)s values of %(longest)s characters each."),
    "party_officer": _("Candidates are decided by a compliance officer of the plan."),
    "party_reason": _("Say in at most %(most)s characters what you rest the decision on."),
    "party_role": _("Only planners and compliance officers of the plan add to a party."),
    "party_verdict": _("Choose: the same party, not the same party, or more is needed."),
}
WORDS = _LISTS | _PARTIES
