"""The vocabulary of the permission table: who may go through a door, by HTTP method."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

READ = frozenset({"GET", "HEAD", "OPTIONS"})
WRITE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Who(Enum):
    """Kinds of visitor. A MEMBER, EDITOR or OWNER is one of the plan the address names or is in.

    To an EDITOR, SCREENER or OFFICER of one project the same doors open; what lies beyond it, the
    services refuse. What is done with the plan as a whole is for a WHOLE_EDITOR.

    To a guest's account nothing opens but what is for an ACCOUNT or a GUEST.
    """

    ANYONE = "anyone"
    ACCOUNT = "signed in, a guest too"
    SIGNED_IN = "signed in"
    GUEST = "guest of the plan"
    MEMBER = "member of the plan"
    EDITOR = "editor of the plan"
    WHOLE_EDITOR = "editor of the whole plan"
    SCREENER = "editor or compliance officer of the plan"
    OFFICER = "compliance officer of the plan"
    DECIDER = "approver or owner of the plan"
    OWNER = "owner of the plan, or administrator"
    LAW_OFFICER = "compliance officer of the catalogue of measures"
    LAW_REVIEWER = "compliance officer or reviewer of the catalogue, or administrator"
    KEEPER = "owner of any plan, or administrator"
    STAFF = "administrator"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may read through a door, and who may write. None: nobody, the method is refused.

    Where everything behind it is about who the parties are, one has to see their names as well.
    """

    read: Who | None
    write: Who | None = None
    names_parties: bool = False

    def who(self, method: str) -> Who | None:
        return self.read if method in READ else self.write


Table = Mapping[str, Rule]

PUBLIC = Rule(Who.ANYONE)
PUBLIC_FORM = Rule(Who.ANYONE, Who.ANYONE)
OWN_ACCOUNT = Rule(Who.ACCOUNT, Who.ACCOUNT)
OWN = Rule(Who.SIGNED_IN, Who.SIGNED_IN)
SIGNED_IN = Rule(Who.SIGNED_IN)
STAFF = Rule(Who.STAFF, Who.STAFF)
PLAN = Rule(Who.MEMBER)
PLAN_LIST = Rule(Who.SIGNED_IN, Who.EDITOR)  # whoever asks sees their own plans' part of it
PLAN_POST = Rule(None, Who.EDITOR)
PLAN_TRY = Rule(None, Who.MEMBER)
PLAN_EDIT = Rule(Who.MEMBER, Who.EDITOR)
WHOLE_EDIT = Rule(Who.MEMBER, Who.WHOLE_EDITOR)
WHOLE_POST = Rule(None, Who.WHOLE_EDITOR)
PLAN_DECIDE = Rule(None, Who.DECIDER)
PLAN_SCREEN = Rule(None, Who.SCREENER)
PLAN_SIGN = Rule(None, Who.OFFICER)
LAW_OFFICE = Rule(Who.LAW_OFFICER, Who.LAW_OFFICER)
LAW_DECIDE = Rule(None, Who.LAW_REVIEWER)
PLAN_USE = Rule(Who.MEMBER, Who.MEMBER)
