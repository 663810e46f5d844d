"""An answer comes home: what was edited in the part that was sent, as changes of the whole plan.

It is a merge of its own before the one people see: base is what was sent, theirs the whole plan it
was cut from, mine what came back. What both "changed" was withheld or cut off, so it is no choice
for anybody: such an answer is refused as a whole.
"""

from collections.abc import Iterable, Iterator

from engine.changes import Alter, Change, Remove
from engine.courier.replies import Edit
from engine.masking import Mask, hidden_in, touched, uncovering
from engine.merging.threeway import Collision, between, draft_plan, merge
from engine.plan import Plan
from engine.problems import BrokenPlan, Problem


def replayed(sent: Plan, edits: Iterable[Edit]) -> Plan:
    """What became of the plan that was sent; BrokenPlan where the edits can't be made on it."""
    for edit in edits:
        sent = draft_plan(sent, edit.changes)
    return sent


def bring_home(whole: Plan, sent: Plan, mask: Mask, edits: Iterable[Edit]) -> list[Change]:
    """The changes of the whole plan that the edits come to.

    Raises BrokenPlan, with everything it touches, where the answer would change, blank or take
    away what was withheld, or something that was not sent.
    """
    answered = replayed(sent, edits)
    changes = between(sent, answered)
    problems = list(withheld_problems(sent, mask, changes))
    if not problems:
        merged = merge(sent, between(sent, whole), changes)
        problems = [_unsent(each, sent) for each in merged.collisions]
        problems = problems or [
            Problem("reply_used_by_unsent", each.about, each.values) for each in merged.problems
        ]
        if not problems:
            return between(whole, merged.plan)
    raise BrokenPlan(*problems)


def withheld_problems(sent: Plan, mask: Mask, changes: Iterable[Change]) -> Iterator[Problem]:
    """What in the changes touches something the mask hides."""
    for change in changes:
        kind, key = change.about
        fields = touched(change, mask) | uncovering(change, mask)
        if isinstance(change, Remove):
            fields = hidden_in(sent.find(kind, key), mask)
        elif isinstance(change, Alter):
            fields |= hidden_in(sent.find(kind, key), mask) & change.values.keys()
        for name in sorted(fields)[:1]:
            values = {"kind": kind, "key": key, "field": name}
            yield Problem("reply_touches_withheld", (f"{kind}.{key}.{name}",), values)


def _unsent(collision: Collision, sent: Plan) -> Problem:
    """Both sides changed it: over there knowingly, here by being withheld or cut off."""
    kind, key = collision.kind, collision.key
    values = {"kind": kind, "key": key, "field": collision.field}
    about = (f"{kind}.{key}",)
    if collision.field:
        return Problem("reply_touches_withheld", about, values)
    code = "reply_removes_unsent" if sent.has(kind, key) else "reply_key_taken"
    return Problem(code, about, values)
