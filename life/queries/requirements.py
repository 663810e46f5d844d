"""What has been answered to the five requirements of article 17(1) so far."""

from collections.abc import Mapping

from django.utils.translation import get_language

from engine.life.values import ANSWERS, MAIN
from engine.plan import Plan
from engine.records import SelfCheck
from life.queries.standing import Life


def answers_of(plan: Plan, life: Life) -> Mapping[str, Mapping[str, str]]:
    """As they were filed last; before that as the plan's self-check has them."""
    filed = life.standing.last(MAIN, "file_project", "resubmit")
    if filed:
        found: Mapping[str, Mapping[str, str]] = filed.facts.get("requirements", {})
        return found
    return {
        each.requirement: {
            "answer": each.answer if each.answer in ANSWERS else "",
            "note": _note(each),
        }
        for each in plan.self_checks.values()
        if each.project == life.project
    }


def _note(check: SelfCheck) -> str:
    """The grounds in the reader's language, or in the other."""
    is_korean = (get_language() or "ko").startswith("ko")
    return (is_korean and check.note_ko) or check.note_en or check.note_ko
