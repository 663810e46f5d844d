"""Who may go through the doors of packages: editors pack, keepers say whom to trust."""

from core.access import PLAN, PLAN_LIST, SIGNED_IN, WHOLE_POST, Rule, Table, Who

KEEPING = Rule(None, Who.KEEPER)
#: Which plan it is about, the file or the body says; the services ask who edits that.
READING = Rule(None, Who.SIGNED_IN)

TABLE: Table = {
    "courier:desk": SIGNED_IN,
    "courier:read": READING,
    "courier:card": SIGNED_IN,
    "courier:make-ring": KEEPING,
    "courier:stations": SIGNED_IN,
    "courier:add": KEEPING,
    "courier:station": SIGNED_IN,
    "courier:confirm": KEEPING,
    "courier:retire": KEEPING,
    "courier:packages": PLAN,
    "courier:pack": Rule(Who.WHOLE_EDITOR, Who.WHOLE_EDITOR),
    "courier:send-back": WHOLE_POST,
    "courier:file": Rule(Who.WHOLE_EDITOR),
    "api-courier-card-list": Rule(Who.SIGNED_IN, Who.KEEPER),
    "api-courier-stations-list": Rule(Who.SIGNED_IN, Who.KEEPER),
    "api-courier-stations-detail": SIGNED_IN,
    "api-courier-stations-confirm": KEEPING,
    "api-courier-stations-retire": KEEPING,
    "api-courier-packages-list": PLAN_LIST,
    "api-courier-packages-detail": PLAN,
    "api-courier-packages-file": Rule(Who.WHOLE_EDITOR),
    "api-courier-packages-preview": READING,
    "api-courier-packages-answer": READING,
    "api-courier-received-list": SIGNED_IN,
    "api-courier-received-detail": PLAN,
    "api-courier-received-look": READING,
    "api-courier-received-take": READING,
}
