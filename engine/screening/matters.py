"""What is screened: lines of goods, money, work or knowledge, and the facts of the undertaking."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

#: Forms that the rules on joint ventures do not name: a person has to look.
UNNAMED_FORMS = frozenset({"wholly_foreign_owned", "contract_processing"})
SUBJECTS = ("goods", "finance", "investment", "labour", "technology", "transport")
DIRECTIONS = ("import_to_dprk", "export_from_dprk", "within")
REGIMES = ("un", "kr", "us", "eu")
FORMS = (
    "none",
    "joint_venture",
    "cooperative_entity",
    "jv_expansion",
    "existing_joint_venture",
    "wholly_foreign_owned",
    "contract_processing",
    "kaesong_operation",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that crosses, is paid, is done or is taught.

    `tags` are what a person says the line is ("luxury", "aviation_fuel"), `ruled_out` the tags a
    person has said it is not. `quantity` counts `unit`s against a cap; None = not known.
    """

    subject: str = "goods"
    direction: str = "import_to_dprk"
    hs: str = ""
    tags: frozenset[str] = frozenset()
    ruled_out: frozenset[str] = frozenset()
    quantity: Decimal | None = None
    unit: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A route that the planner names for one measure. A claim grants nothing by itself."""

    measure: str
    basis: str
    kind: str


@dataclass(frozen=True, slots=True)
class Grant:
    """A permission that has been given: for these measures, lines (none = all) and days."""

    reference: str
    measures: tuple[str, ...]
    since: date
    until: date | None = None
    lines: tuple[str, ...] = ()

    def covers(self, measure: str, line: str, day: date) -> bool:
        in_time = self.since <= day and (self.until is None or day <= self.until)
        return in_time and measure in self.measures and (not self.lines or line in self.lines)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a verdict depends on besides the law.

    `contract_date` is the day the written contract was made final. `totals` holds, per capped
    measure, what all States together have used of it, in the cap's unit, where that is known.
    """

    day: date
    lines: tuple[Line, ...]
    regimes: frozenset[str] = frozenset({"un"})
    form: str = "none"
    labour_abroad: bool = False
    contract_date: date | None = None
    claims: tuple[Claim, ...] = ()
    grants: tuple[Grant, ...] = ()
    totals: tuple[tuple[str, Decimal], ...] = ()


def digits(hs: str) -> str:
    """An HS code as text of digits only: "6201.93" is "620193", "03" stays "03"."""
    return "".join(each for each in hs if each.isdigit() and each.isascii())
