"""What the rules and the law say of two edits together that they say of neither alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.lint import Finding, Lint, Rule, compare
from engine.screening import Verdict


@dataclass(frozen=True, slots=True)
class JointFinding:
    """A finding of the merged plan that is new, or further beyond its threshold, to both sides."""

    finding: Finding
    is_error: bool

    @property
    def name(self) -> str:
        """What an acceptance of it is filed under."""
        rule, case, (kind, key), detail = self.finding.identity
        return f"finding:{rule}:{case}:{kind}:{key}:{detail}"


@dataclass(frozen=True, slots=True)
class JointVerdict:
    """A project with a graver verdict than either side alone gives it."""

    project: str
    theirs: Verdict
    mine: Verdict
    merged: Verdict

    @property
    def name(self) -> str:
        """What an acceptance of it is filed under."""
        return f"verdict:{self.project}"


def joint_findings(
    theirs: Lint, mine: Lint, merged: Lint, rules: Sequence[Rule]
) -> list[JointFinding]:
    """All three judged under the same rules, those of the base."""
    errors = {rule.id for rule in rules if rule.severity == "error"}
    against_mine = {each.identity for each in compare(mine, merged).refuses}
    return [
        JointFinding(each, each.rule in errors)
        for each in compare(theirs, merged).refuses
        if each.identity in against_mine
    ]


def joint_verdicts(
    theirs: Mapping[str, Verdict], mine: Mapping[str, Verdict], merged: Mapping[str, Verdict]
) -> list[JointVerdict]:
    """A project only one side has is compared with that side."""
    none = min(Verdict)
    return [
        JointVerdict(key, theirs.get(key, none), mine.get(key, none), verdict)
        for key, verdict in sorted(merged.items())
        if verdict > max(theirs.get(key, none), mine.get(key, none))
    ]
