"""What stands in the way at each gate: what became worse behind it, and a side without a benefit.

Only what became worse since a revision counts, and a project in which a side is missing, unless
somebody accepted that with a reason; what has always been found holds nobody up. A gate of the plan
opens by its dates, so this page tells; what refuses is the step that opens a project's gate
(`life`) and approval.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.clock import today
from engine.lint import Finding
from engine.plan import Plan
from engine.records import Gate
from lint.models import Waiver
from lint.queries.checking import code_of, compare_with, lint_for
from lint.queries.naming import project_of
from lint.queries.page import FindingLine, lines_of
from lint.queries.waiving import covers, waivers_by_finding, waivers_of
from roadmaps.models import Roadmap

#: The cases of R12 in which a side is missing altogether.
ONE_SIDED = frozenset({"no_benefit_south", "no_benefit_north"})


@dataclass(frozen=True, slots=True)
class GateCheck:
    """A gate with the projects behind it, and what is found about them.

    `worse` are findings new or worse since the revision asked for, `one_sided` projects with a side
    missing that nobody accepted, `accepted` those somebody did, with the reason.
    """

    gate: Gate
    projects: tuple[str, ...]
    worse: tuple[FindingLine, ...]
    one_sided: tuple[FindingLine, ...]
    accepted: tuple[FindingLine, ...]

    @property
    def passes(self) -> bool:
        return not self.worse and not self.one_sided


def gate_checks(
    roadmap: Roadmap, scenario: str, since: int | None, query: str
) -> Sequence[GateCheck]:
    """Every gate of the plan, in its stages' order. Without a revision nothing counts as worse."""
    checked = lint_for(roadmap, scenario)
    plan = checked.plan
    waivers = waivers_by_finding(waivers_of(roadmap, today()))
    worse = compare_with(roadmap, since, scenario).refuses if since else ()
    open_ones = [each for each in worse if not _is_waived(each, waivers)]
    sided = [each for each in checked.lint.findings if each.case in ONE_SIDED]
    positions = {stage.key: stage.position for stage in plan.stages.values()}
    gates = sorted(plan.gates.values(), key=lambda gate: (positions.get(gate.stage, 0), gate.key))
    found = []
    for gate in gates:
        behind = projects_behind(plan, gate)
        mine = [each for each in sided if each.about[1] in behind]
        lines = lines_of(roadmap, checked, query, waivers, mine)
        grown = [each for each in open_ones if project_of(plan, each.about) in behind]
        found.append(
            GateCheck(
                gate,
                behind,
                tuple(lines_of(roadmap, checked, query, waivers, grown)),
                tuple(line for line in lines if line.waiver is None),
                tuple(line for line in lines if line.waiver is not None),
            )
        )
    return found


def projects_behind(plan: Plan, gate: Gate) -> tuple[str, ...]:
    """The projects a gate asks about: those whose activities it waits for or opens."""
    asked = [
        each.activity for each in plan.criteria.values() if each.gate == gate.key and each.activity
    ]
    return tuple(sorted({plan.activities[key].project for key in (*asked, *gate.opens)}))


def _is_waived(finding: Finding, waivers: Mapping[str, Waiver]) -> bool:
    return covers(waivers.get(code_of(finding)), finding)
