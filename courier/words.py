"""The sentence for every reason a card, a key or a package is refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Promise] = {
    # Keys and stations
    "ring_missing": _(
        "This installation has no keys yet. A plan's owner or an administrator makes them under "
        "“Stations”."
    ),
    "ring_locked": _(
        "The installation's secret key has been exchanged: its station keys cannot be opened any "
        "more. Make new ones and have the partners confirm the new card."
    ),
    "not_a_keeper": _("Keys and stations are kept by owners of a plan and by administrators."),
    "ring_replaced_by_staff": _(
        "Keys in use are replaced by an administrator: every partner has to confirm the new card."
    ),
    "station_name": _("A station's name is one line of at most %(longest)s characters."),
    "card_form": _(
        "This is no station card. Paste the whole text, from “COURIER STATION CARD” to the closing "
        "brace."
    ),
    "card_changed": _(
        "The card is not as its station wrote it. Ask for it again, as a file if possible."
    ),
    "card_is_ours": _("This is our own card. Give it to the partner, and take theirs in here."),
    "card_known": _("This card is known already, as “%(name)s”."),
    "fingerprint_differs": _(
        "That is not the fingerprint of the card of “%(name)s”. Have all eight groups read out "
        "again. If they still differ, the card is not theirs: do not use it."
    ),
    "station_settled": _("“%(name)s” has been confirmed or retired already."),
    "station_untrusted": _(
        "“%(name)s” is not trusted: its fingerprint has not been confirmed, or its key was retired."
    ),
    "words_missing": _("Say it in a few words, at most %(longest)s characters."),
    # Packing
    "no_project_sent": _("Choose at least one project to send."),
    "no_scenario_sent": _("The plan has no scenario %(key)s at that revision."),
    "package_note": _("The note has at most %(longest)s characters."),
    "answer_day_past": _("The day an answer is asked for has passed. Choose a later one."),
    "nothing_to_send_back": _("Nothing has been edited since the package: nothing to send back."),
    "not_from_a_package": _("“%(plan)s” did not come in a package; there is nobody to answer."),
    # Reading a file
    "package_form": _("This file is no courier package. Choose the file as it was handed over."),
    "package_size": _(
        "A package has at most %(most)s MB. Send fewer projects, or ask for fewer to be sent."
    ),
    "package_newer": _(
        "The package has format %(version)s, which a newer version of this product writes. "
        "Update this one, or ask for the older format."
    ),
    "package_cut": _("The file is not complete: its end is missing. Have it handed over again."),
    "package_changed": _(
        "The file is not as the sender wrote it, and nothing of it was used. Have it handed over "
        "again; if that does not help, ask the sender to pack it anew."
    ),
    "package_for_another": _("The package is sealed for another station. Nobody here can open it."),
    "package_for_retired": _(
        "The package is sealed for a key of ours that has been retired. Give the sender our "
        "present card and ask for it anew."
    ),
    "package_read_before": _(
        "Package %(number)s of “%(name)s” has been taken over already. Each is taken over once."
    ),
    "sender_unknown": _(
        "The package is from a station that is not known here. Take its card in and confirm it "
        "first."
    ),
    "sender_retired": _(
        "The key of “%(name)s” was retired here; what it signed is not read any more."
    ),
    "parcel_unreadable": _(
        "The package is genuine, but this version cannot read it (%(about)s). The two stations may "
        "run different versions of the product."
    ),
    # An answer comes home
    "answer_to_nothing": _(
        "No package %(number)s went from here to that station under our present key, so there is "
        "nothing this could answer."
    ),
    "answer_other_base": _(
        "The answer names package %(number)s, but not with the content that was sent."
    ),
    "answer_not_yours": _(
        "The file answers a package of a plan that you do not edit. Give it to one of its editors."
    ),
    "reply_touches_withheld": _(
        "%(kind)s %(key)s: the answer would change or take away what was withheld from the partner "
        "(%(field)s), or was not sent to them."
    ),
    "reply_removes_unsent": _(
        "%(kind)s %(key)s: the answer removes it, but more hangs on it here than was sent."
    ),
    "reply_used_by_unsent": _(
        "%(of)s, which was not sent, uses %(kind)s %(key)s, which the answer removes."
    ),
    "reply_key_taken": _(
        "%(kind)s %(key)s: the answer adds it, but the plan has one with this key that was not "
        "sent. It has to be added there under another key."
    ),
}
