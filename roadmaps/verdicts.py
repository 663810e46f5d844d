"""What a project's sanctions conditions say under a scenario: a reading, never a clearance."""

from enum import IntEnum

from engine.permits import opened_ever
from engine.plan import Plan
from engine.records import Project


class Verdict(IntEnum):
    """In the order the chart counts them. None of them means that anything has been cleared."""

    NONE = 0
    CONDITIONAL = 1
    BARRED = 2
    UNKNOWN = 3

    @property
    def word(self) -> str:
        """The name that templates, filters and style sheets use."""
        return self.name.lower()


def verdicts(plan: Plan, scenario: str) -> dict[str, Verdict]:
    """The verdict of every project, by its key."""
    holding = {window.condition for window in plan.windows.values() if window.scenario == scenario}
    sanctions = {key for key, each in plan.conditions.items() if each.sort == "sanctions"}
    relief = plan.scenarios[scenario].relief if scenario in plan.scenarios else ""
    needs = {key: set(project.conditions) for key, project in plan.projects.items()}
    for activity in plan.activities.values():
        needs[activity.project].update(activity.requires)
    permitted = opened_ever(plan)
    return {
        key: _verdict(
            project, needs[key], sanctions, holding | permitted.get(key, frozenset()), relief
        )
        for key, project in plan.projects.items()
    }


def _verdict(
    project: Project, needs: set[str], sanctions: set[str], holding: set[str], relief: str
) -> Verdict:
    if not needs and not project.earliest_scenario:
        return Verdict.UNKNOWN
    asks_relief = project.earliest_scenario > "A"
    binding = needs & sanctions
    if not binding and not asks_relief:
        return Verdict.NONE
    lacks_relief = asks_relief and project.earliest_scenario > relief
    return Verdict.BARRED if lacks_relief or binding - holding else Verdict.CONDITIONAL
