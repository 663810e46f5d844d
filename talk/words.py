"""The sentence for every reason a comment, a watch or a setting is refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    "comment_about": _("This plan holds nothing called %(found)s to talk about."),
    "comment_answers": _("The comment you answer is not here, or is an answer itself."),
    "comment_empty": _("Write something first."),
    "comment_long": _("A comment has at most %(most)s characters."),
    "comment_not_yours": _("Only its author can edit this comment."),
    "comment_not_yours_to_remove": _(
        "Only its author or an owner of the plan can remove this comment."
    ),
    "comment_removed": _("This comment has been removed."),
    "guest_without_name": _("Give your name, so that it is known who says it."),
    "mail_address": _("Give an e-mail address, such as name@agency.go.kr, or choose “never”."),
    "notices_missing": _("Name the notices in the list “ids”, or send “all”: true."),
}
