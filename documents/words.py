"""The sentence for every reason a file is not taken, or not given."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_FILES: dict[str, Promise] = {
    "document_archive": _(
        "This is an archive. Take the files out of it and attach them one by one."
    ),
    "document_bomb": _("This file would unpack to far more than a document holds. It is not kept."),
    "document_damaged": _(
        "The file is damaged or cut short. Open and save it again in its own program."
    ),
    "document_empty": _("The file is empty. Choose one with content."),
    "document_encrypted": _(
        "The file is protected with a password or by rights management, so it can't be checked. "
        "Save it without protection and attach it again."
    ),
    "document_macros": _(
        "The file holds macros or scripts. Save it without them (docx, xlsx, pdf) and attach it "
        "again."
    ),
    "document_markup": _(
        "This text holds markup or a script that a browser would run. Attach a PDF instead."
    ),
    "document_mismatch": _(
        "By its name this is %(ending)s, by its content %(found)s. Give it the right ending, or "
        "save it anew in its own program."
    ),
    "document_nested": _(
        "Another file is packed inside (%(part)s). Attach it by itself, and this one without it."
    ),
    "document_old_office": _(
        "Old office files (doc, xls, ppt) are not taken. Save it as docx, xlsx, pptx, hwpx or pdf."
    ),
    "document_program": _("This is a program, not a document. It is not kept."),
    "document_program_inside": _("A program is hidden inside (%(part)s). It is not kept."),
    "document_type": _(
        "Files of this type (%(found)s) are not taken. Taken are pdf, png, jpg, hwp, hwpx, docx, "
        "xlsx, pptx, odt, ods, csv and txt."
    ),
    "document_two_types": _(
        "The file can be read as two different types at once. Save it anew in its own program."
    ),
}
_KEEPING: dict[str, Promise] = {
    "document_about": _("This plan holds nothing called %(found)s that a file could belong to."),
    "document_file": _("Choose the file to attach."),
    "document_removed": _("“%(title)s” has been removed. Put it back before you add a version."),
    "document_role": _(
        "In this plan you may read documents, but only its planners and compliance officers "
        "attach and remove them."
    ),
    "document_room": _(
        "The files of this plan would be more than %(most)s MB together. Attach a smaller file, "
        "or ask the administrator to raise the limit."
    ),
    "document_same": _("This is the same file as version %(number)s, so there is nothing new."),
    "document_size": _("A file may be no bigger than %(most)s MB."),
    "document_twice": _("The same file is already attached here as “%(title)s”."),
    "document_words": _("%(field)s: at most %(most)s characters."),
}
_GIVING: dict[str, Promise] = {
    "document_no_scanner": _("No virus scanner is set up. The administrator can name one."),
    "document_not_yours": _("You are not a member of the plan this document belongs to."),
    "document_scan_failed": _("The scanner gave no answer for %(about)s."),
    "document_scanned": _("%(name)s has already been scanned."),
    "document_shut_failed": _(
        "The virus scan of %(name)s failed, so the file stays shut. Ask for the scan again."
    ),
    "document_shut_infected": _("The scanner found %(name)s infected. Nobody can download it."),
    "document_shut_none": _(
        "%(name)s was attached before a scanner was set up. Ask for its scan first."
    ),
    "document_shut_waiting": _("%(name)s waits for its virus scan. Try again in a moment."),
}
WORDS = _FILES | _KEEPING | _GIVING
