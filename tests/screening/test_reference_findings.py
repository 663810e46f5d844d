"""The findings of the reference plan, as they are listed and judged, and as the check has them."""

import re
from pathlib import Path

from lint.queries.checking import lint_for
from roadmaps.models import Roadmap

LISTED = Path(__file__).parents[2] / "docs" / "reference-findings.md"
JUDGEMENTS = {"defect of the plan", "accepted", "threshold too tight here"}
ROW = re.compile(r"\| (R\d\d) \| `(\w+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|")


def test_every_finding_of_the_reference_plan_is_listed_with_a_judgement(nkpei: Roadmap) -> None:
    rows = ROW.findall(LISTED.read_text(encoding="utf-8"))
    listed = [
        (rule, case, about)
        for rule, case, places, _judgement, _why in rows
        for about in places.split(", ")
    ]
    found = [(each.rule, each.case, each.about[1]) for each in lint_for(nkpei, "C").lint.findings]
    assert sorted(listed) == sorted(found)
    assert {judgement for *_rest, judgement, _why in rows} == JUDGEMENTS
