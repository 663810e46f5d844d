"""A project's clearance path: its lines with their labels, and what is missing of the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy as context

from engine.changes import Change
from engine.clearance_path import Obsolete, Step, movers_of, obsolete_of, steps_of
from engine.clearing import Barred, Label, label_of, needs_of
from engine.plan import Plan
from engine.records import Activity, GoodsLine, Project
from engine.schedule import Schedule
from permits.leads import routes
from roadmaps import vocabulary
from sanctions.models import Measure
from screening import catalogue
from screening.queries.plan_page import screened_project
from zones.facts import Evidence, Evidences

LABELS: Mapping[Label, Promise | str] = {
    "hold": context("clearance", "HOLD"),
    "review": context("clearance", "REVIEW"),
    "caution": context("clearance", "CAUTION"),
    "none": context("clearance", "no finding"),
}
SHAPES: Mapping[Label, str] = {
    "hold": "barred",
    "review": "conditional",
    "caution": "conditional",
    "none": "none",
}


@dataclass(frozen=True, slots=True)
class LineLabel:
    """A line of the project: its label, and the measures in its way that have no route."""

    key: str
    goods: GoodsLine | None
    label: Label
    barred: Sequence[Measure]

    @property
    def word(self) -> str:
        return str(LABELS[self.label])

    @property
    def shape(self) -> str:
        return SHAPES[self.label]

    @property
    def icon(self) -> str:
        return f"verdict-{self.shape}"


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step with the rows of the catalogue it names."""

    step: Step
    measures: Sequence[Measure]
    lines: Sequence[str]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PathPage:
    """What the project's lines need, and the changes that would draw it into the plan."""

    project: Project
    lines: Sequence[LineLabel]
    steps: Sequence[StepShown]
    obsolete: Sequence[Obsolete]
    barred: Sequence[Barred]
    target: str
    targets: Sequence[Activity]

    def changes(self, chosen: Sequence[str] | None = None) -> list[Change]:
        """The changes of the steps chosen by key, or of all that are missing."""
        return [
            change
            for key, changes in self.offers.items()
            if chosen is None or key in chosen
            for change in changes
        ]

    @property
    def offers(self) -> Mapping[str, Sequence[Change]]:
        """What each step would change; obsolete drafts are taken out only where chosen."""
        return {each.step.key: each.step.changes for each in self.steps if each.step.changes}

    @property
    def removals(self) -> Mapping[str, Sequence[Change]]:
        return {each.permit.key: each.changes for each in self.obsolete}


def path_page(plan: Plan, schedule: Schedule, key: str, target: str = "") -> PathPage:
    """The path of one project under a scenario, before the activity that moves its goods."""
    project = plan.projects[key]
    screened = screened_project(plan, schedule, schedule.scenario or "", key)
    law = catalogue.screener(plan, schedule.scenario or "").law
    found = routes()
    needs, barred = needs_of(
        plan, project, screened.case, screened.spells, law.measures, found.leads,
        found.council_from,
    )  # fmt: skip
    targets = movers_of(plan, key)
    known = {each.key for each in targets}
    chosen = target if target in known else targets[0].key if targets else ""
    rows = Measure.objects.select_related("instrument").in_bulk()
    evidences = Evidences()
    return PathPage(
        project,
        [
            LineLabel(
                line.key,
                plan.goods.get(line.key),
                label_of(screened.case, screened.spells, place),
                [rows[each.measure] for each in barred if each.line == line.key],
            )
            for place, line in enumerate(screened.case.lines)
            if line.subject == "goods"
        ],
        [
            StepShown(
                step,
                [rows[each] for each in step.need.measures],
                [vocabulary.name_of(plan, "goods", each) for each in step.need.lines],
                evidences.of(step.need.lead.source, "low" if step.need.lead.illustrative else ""),
            )
            for step in steps_of(plan, project, needs, chosen)
        ],
        obsolete_of(plan, project, needs),
        barred,
        chosen,
        targets,
    )
