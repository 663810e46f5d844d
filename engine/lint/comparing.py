"""What became worse between two answers: all that an approval may refuse.

An absolute bar would lock everybody out of a plan that has always had findings; what counts is
whether this version is worse than the one approved last. Both answers must have been given under
the same rules and thresholds, those of the earlier version: loosening a threshold mends nothing.
"""

from dataclasses import dataclass
from decimal import Decimal

from engine.lint.values import Finding, Lint


@dataclass(frozen=True, slots=True)
class Worsened:
    """A finding that was there before, and is now further beyond its threshold."""

    before: Finding
    after: Finding

    @property
    def by(self) -> Decimal:
        return self.after.excess - self.before.excess


@dataclass(frozen=True, slots=True)
class Comparison:
    """The findings of a later version that the earlier one had not, had smaller, or had alone."""

    new: tuple[Finding, ...]
    worse: tuple[Worsened, ...]
    gone: tuple[Finding, ...]

    @property
    def refuses(self) -> tuple[Finding, ...]:
        """What stands in the way of approving the later version."""
        return (*self.new, *(each.after for each in self.worse))


def compare(before: Lint, after: Lint) -> Comparison:
    """The findings of `after` that are new or worse against `before`, and those that are gone."""
    was = {finding.identity: finding for finding in before.findings}
    now = {finding.identity: finding for finding in after.findings}
    return Comparison(
        tuple(finding for key, finding in now.items() if key not in was),
        tuple(
            Worsened(was[key], finding)
            for key, finding in now.items()
            if key in was and finding.excess > was[key].excess
        ),
        tuple(finding for key, finding in was.items() if key not in now),
    )
