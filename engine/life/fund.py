"""By which route money of the Cooperation Fund is decided: by the Minister alone or not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.plan import Plan
from engine.records import CostLine

WON = "KRW"


@dataclass(frozen=True, slots=True)
class Support:
    """One sort of support that a project asks for, in won, and the threshold it is held against."""

    sort: str
    amount: Decimal
    threshold: Decimal

    @property
    def needs_council(self) -> bool:
        return self.amount >= self.threshold


@dataclass(frozen=True, slots=True)
class FundRoute:
    """What a project asks of the fund. `unread` are cost lines that are in no won.

    `is_withheld`: it asks for money, but the plan came without amounts, so nobody here can say how
    much and who decides.
    """

    supports: Sequence[Support] = ()
    unread: tuple[str, ...] = ()
    is_withheld: bool = False

    @property
    def asks(self) -> bool:
        return bool(self.supports or self.unread or self.is_withheld)

    @property
    def needs_council(self) -> bool:
        return any(each.needs_council for each in self.supports)

    @property
    def has_loan(self) -> bool:
        return any(each.sort != "grant" for each in self.supports)


def fund_route(
    plan: Plan,
    project: str,
    sources: Mapping[str, Iterable[str]],
    limits: Mapping[str, Decimal],
    *,
    lacks_amounts: bool = False,
) -> FundRoute:
    """The route of one project. `sources` names the fund's own ("grants", "loans")."""
    lines = [each for each in plan.costs.values() if each.project == project]
    if lacks_amounts:
        known = {*sources["grants"], *sources["loans"]}
        return FundRoute(is_withheld=any(each.source in known for each in lines))
    loan = "trade_loan" if plan.projects[project].legal_path == "carry_only" else "project_loan"
    supports, unread = [], []
    for sort, keys in (("grant", sources["grants"]), (loan, sources["loans"])):
        found = [each for each in lines if each.source in set(keys) and each.amount]
        unread += [each.key for each in found if each.currency != WON]
        total = _sum(each for each in found if each.currency == WON)
        if total:
            supports.append(Support(sort, total, limits[sort]))
    return FundRoute(tuple(supports), tuple(unread))


def _sum(lines: Iterable[CostLine]) -> Decimal:
    return sum((each.amount for each in lines), Decimal(0))
