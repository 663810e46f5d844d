"""The goods lines of a plan with their verdicts, as rows of a workbook."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from engine.plan import Plan
from engine.schedule import Schedule
from engine.screening import HELD, Verdict
from roadmaps import vocabulary
from roadmaps.models import Roadmap
from roadmaps.templatetags.plan_words import called, cited
from sanctions.models import Measure
from screening import grounds
from screening.queries.plan_page import screened_projects
from screening.queries.signatures import Signature, Signatures
from screening.sentences import VERDICTS

FIELDS = ("direction", "hs", "name_ko", "name_en", "quantity", "unit", "value", "currency")


def headings() -> list[str]:
    """What stands above the columns."""
    own = [str(vocabulary.field_name("goods", name)) for name in FIELDS]
    before = [_("Project"), _("Project name"), _("Line")]
    after = [_("Gravest verdict"), _("Cited"), _("Code confirmed"), _("Notice")]
    return [*before, *own, *after]


def exported(
    roadmap: Roadmap, plan: Plan, schedule: Schedule, scenario: str, project: str = ""
) -> Iterator[Sequence[Any]]:
    """A row per goods line, with the gravest verdict of its own while the project runs."""
    measures = Measure.objects.select_related("instrument").in_bulk()
    signatures = Signatures(roadmap, scenario)
    directions = vocabulary.choices("goods", "direction")
    notice = _("A planning aid, not legal advice; nothing here clears anything.")
    for screened in screened_projects(plan, schedule, scenario):
        if project not in {"", screened.project.key}:
            continue
        for place, line in enumerate(screened.case.lines):
            goods = plan.goods.get(line.key) if line.subject == "goods" else None
            if goods is None:
                continue
            verdict = max(each.screening.lines[place] for each in screened.spells)
            cites = dict.fromkeys(
                finding.measure
                for spell in screened.spells
                for finding in spell.screening.findings
                if finding.line == place
                and finding.set_aside in {"", HELD}
                and finding.verdict == verdict
            )
            yield [
                screened.project.key,
                called(screened.project),
                goods.key,
                str(directions.get(goods.direction, goods.direction)),
                *(getattr(goods, name) for name in FIELDS[1:]),
                str(VERDICTS[Verdict(verdict)]),
                "; ".join(cited(measures[key]) for key in cites if key in measures),
                _signed(signatures.of_code(goods.key, grounds.of_code(goods))),
                notice,
            ]


def _signed(signature: Signature) -> str:
    it = signature.confirmation
    if it is None:
        return _("no")
    if signature.is_stale:
        return _("out of date")
    return f"{it.by} {it.at:%Y-%m-%d}"
