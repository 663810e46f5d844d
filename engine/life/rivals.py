"""The search that the third requirement asks for: running projects that would compete with one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """What the search reads of a project: `headings` are the HS headings of what it sells."""

    plan: int
    key: str
    industry: str
    region: str
    headings: frozenset[str]
    state: str
    is_running: bool


@dataclass(frozen=True, slots=True)
class Rival:
    """A project that is alike: in industry and region, and in the goods where any are shared."""

    profile: Profile
    headings: tuple[str, ...]

    @property
    def sells_the_same(self) -> bool:
        return bool(self.headings)


def rivals(mine: Profile, others: Iterable[Profile]) -> Sequence[Rival]:
    """Projects of the same industry in the same region: running ones first, then same goods.

    An industry or a region that is not known is like no other.
    """
    found = [
        Rival(each, tuple(sorted(mine.headings & each.headings)))
        for each in others
        if (each.plan, each.key) != (mine.plan, mine.key)
        and mine.industry
        and mine.region
        and (each.industry, each.region) == (mine.industry, mine.region)
    ]
    return sorted(
        found,
        key=lambda r: (not r.profile.is_running, not r.headings, r.profile.plan, r.profile.key),
    )
